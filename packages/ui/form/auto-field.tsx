// Draws one field by its schema: text, number, day, choice, unit, person, people, files, yes or no, 代录.
import { Checkbox, DatePicker, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { type Bind, Field } from './field.tsx';
import { FilesInput } from './files-input.tsx';
import { NamesInput, PersonSelect } from './person-select.tsx';
import type { FieldShape } from './read-schema.ts';
import { RecordedForInput } from './recorded-for.tsx';
import { UnitSelect } from './unit-select.tsx';
import type { AnyForm } from './use-form.ts';

const FEW = 4;
const text = (v: unknown) => (typeof v === 'string' ? v : '');
const ids = (v: unknown) => (Array.isArray(v) ? v.filter((x): x is string => typeof x === 'string') : []);
const idOrNull = (v: unknown) => (typeof v === 'string' ? v : null);

/** A day as `YYYY-MM-DD`, picked or typed. */
export function DayInput({
  value,
  onChange,
  ...bind
}: Bind & { value: string | null; onChange: (day: string | null) => void }) {
  return (
    <DatePicker
      {...bind}
      className="al-full"
      value={value ? dayjs(value) : null}
      onChange={(d) => onChange(d ? d.format('YYYY-MM-DD') : null)}
      placeholder="如 2026-06-30"
    />
  );
}

function control(form: AnyForm, field: FieldShape, bind: Bind): ReactNode {
  const { name } = field;
  const value = form.values[name];
  const put = (v: unknown) => form.put(name, v);
  const unitId = idOrNull(form.values['unitId']);
  switch (field.kind) {
    case 'text':
      return <Input {...bind} value={text(value)} onChange={(e) => put(e.target.value)} autoComplete="off" />;
    case 'long':
      return (
        <Input.TextArea
          {...bind}
          value={text(value)}
          onChange={(e) => put(e.target.value)}
          className="al-grow"
          rows={3}
        />
      );
    case 'number':
      return (
        <InputNumber {...bind} className="al-full" value={typeof value === 'number' ? value : null} onChange={put} />
      );
    case 'day':
      return <DayInput {...bind} value={idOrNull(value)} onChange={put} />;
    case 'boolean':
      return (
        <Checkbox id={bind.id} checked={value === true} onChange={(e) => put(e.target.checked)}>
          是
        </Checkbox>
      );
    case 'choice':
      return field.choices.length <= FEW ? (
        <Radio.Group id={bind.id} value={value} onChange={(e) => put(e.target.value)} options={field.choices} />
      ) : (
        <Select
          {...bind}
          className="al-full"
          value={idOrNull(value)}
          onChange={put}
          options={field.choices}
          allowClear={field.optional}
        />
      );
    case 'unit':
      return <UnitSelect {...bind} value={idOrNull(value)} onChange={put} />;
    case 'units':
      return <UnitSelect {...bind} many value={ids(value)} onChange={put} />;
    case 'person':
      return <PersonSelect {...bind} unitId={unitId} value={idOrNull(value)} onChange={put} />;
    case 'people':
      return <PersonSelect {...bind} many unitId={unitId} value={ids(value)} onChange={put} />;
    case 'names':
      return <NamesInput {...bind} unitId={unitId} value={ids(value)} onChange={put} />;
    case 'files':
      return <FilesInput {...bind} value={ids(value)} onChange={put} />;
    case 'recordedFor':
      return <RecordedForInput form={form} name={name} bind={bind} />;
    case 'other':
      return null;
  }
}

const WIDE = new Set(['long', 'files', 'names', 'people', 'units', 'recordedFor']);

/** The field of this name, drawn. Nothing is drawn for what only a hand can draw. */
export function AutoField({
  form,
  name,
  label,
  help,
}: {
  form: AnyForm;
  name: string;
  label?: ReactNode;
  help?: ReactNode;
}) {
  const field = form.fields.find((f) => f.name === name);
  if (!field || field.kind === 'other') return null;
  return (
    <Field form={form} name={name} label={label} help={help} wide={WIDE.has(field.kind)}>
      {(bind) => control(form, field, bind)}
    </Field>
  );
}
