// Dangers seen on the way: what it is, at which place, and whether the unit is advised or a check proposed.
import { type AnyForm, Field, useUnits } from '@anlan/ui';
import { Input, Radio, Select } from 'antd';
import { type DangerSaid, WAYS } from '../contract.ts';

type Row = Partial<DangerSaid>;
const rowsOf = (value: unknown) => (Array.isArray(value) ? (value as Row[]) : []);
const CHOICES = Object.entries(WAYS).map(([value, label]) => ({ value, label }));

export function DangerField({ form }: { form: AnyForm }) {
  const rows = rowsOf(form.values['dangers']);
  const places = (form.values['placeUnitIds'] as string[] | undefined) ?? [];
  const put = (next: Row[]) => form.put('dangers', next);
  return (
    <Field
      form={form}
      name="dangers"
      wide
      help={
        rows.length
          ? '「提示」由所到单位答复处理情况；「建议检查」送安全监管科，由其决定是否检查。'
          : '没有看到危险的，不用填。'
      }
    >
      {(bind) => (
        <div id={bind.id} className="vs-rows">
          <ul>
            {rows.map((row, i) => (
              <li key={i} className="vs-danger">
                <DangerRow
                  row={row}
                  n={i + 1}
                  places={places}
                  bad={(field) => Boolean(form.errors[`dangers.${i}.${field}`])}
                  onChange={(patch) => put(rows.with(i, { ...row, ...patch }))}
                />
                <button type="button" className="al-link" onClick={() => put(rows.filter((_, x) => x !== i))}>
                  去掉
                </button>
              </li>
            ))}
          </ul>
          <div className="al-quick">
            <button type="button" className="al-chip" onClick={() => put([...rows, { way: 'advice', text: '' }])}>
              {rows.length ? '再加一处' : '看到了危险'}
            </button>
          </div>
        </div>
      )}
    </Field>
  );
}

type RowProps = {
  row: Row;
  n: number;
  places: readonly string[];
  bad: (field: string) => boolean;
  onChange: (patch: Row) => void;
};

function DangerRow({ row, n, places, bad, onChange }: RowProps) {
  return (
    <div className="vs-danger__cells">
      <Input.TextArea
        rows={2}
        value={row.text ?? ''}
        onChange={(e) => onChange({ text: e.target.value })}
        placeholder="如 玻璃栈道入口防滑垫翘起"
        aria-label={`第 ${n} 处危险`}
        status={bad('text') ? 'error' : ''}
      />
      {places.length > 1 ? (
        <PlaceOf
          ids={places}
          value={row.unitId ?? null}
          bad={bad('unitId')}
          onChange={(unitId) => onChange({ unitId })}
        />
      ) : null}
      <Radio.Group
        value={row.way}
        options={CHOICES}
        onChange={(e) => onChange({ way: e.target.value as DangerSaid['way'] })}
        aria-label={`第 ${n} 处怎样处理`}
      />
    </div>
  );
}

type PlaceOfProps = { ids: readonly string[]; value: string | null; bad: boolean; onChange: (id: string) => void };

/** Which of the places it is at. */
export function PlaceOf({ ids, value, bad, onChange }: PlaceOfProps) {
  const { data } = useUnits();
  const names = new Map((data?.items ?? []).map((u) => [u.id, u.shortName]));
  return (
    <Select<string>
      className="vs-danger__place"
      value={value ?? undefined}
      options={ids.map((id) => ({ value: id, label: names.get(id) ?? '所到单位' }))}
      placeholder="在哪一处"
      aria-label="危险在哪一处"
      status={bad ? 'error' : ''}
      onChange={onChange}
    />
  );
}
