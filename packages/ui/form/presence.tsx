// Who came and who did not: two lists that never name the same person.
import { AutoComplete, Input } from 'antd';
import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import { NamesInput } from './person-select.tsx';
import { type RowAt, Rows, type RowsProps, faulty, idOf } from './rows.tsx';
import type { AnyForm } from './use-form.ts';

type Absent = { name?: string; reason?: string };

const listOf = <T,>(value: unknown) => (Array.isArray(value) ? (value as readonly T[]) : []);

/** `attendees`: whoever is put there stands in `absent` no longer. */
export function AttendeesField({ form, unitId }: { form: AnyForm; unitId: string | null }) {
  const attendees = listOf<string>(form.values['attendees']);
  const absent = listOf<Absent>(form.values['absent']);
  const came = (names: string[]) => {
    form.put('attendees', names);
    const left = absent.filter((a) => !names.includes(a.name ?? ''));
    if (left.length < absent.length) form.put('absent', left);
  };
  return (
    <Field
      form={form}
      name="attendees"
      wide
      label={attendees.length ? `参加人员（${attendees.length} 人）` : undefined}
    >
      {(bind) => <NamesInput {...bind} unitId={unitId} value={[...attendees]} onChange={came} />}
    </Field>
  );
}

type AbsentProps<T extends Absent> = RowsProps<T> & {
  /** A row in which nothing is said yet. */
  blank: T;
  /** People of the unit not yet named, one click away. */
  others: readonly string[];
  /** How the list calls such a person and his reason, as in 未参加人员, 未参加的原因. */
  words: { person: string; reason: string };
  reasons: readonly string[];
  /** The button that takes all of the others, where there is one. */
  all?: (count: number) => string;
  /** What else is said of a person. */
  children?: (row: T, at: RowAt<T>) => ReactNode;
};

/** Who was away and why. */
export function AbsentRows<T extends Absent>({
  form,
  name,
  bind,
  rows,
  blank,
  others,
  words,
  reasons,
  all,
  children,
}: AbsentProps<T>) {
  const left = others.filter((n) => !rows.some((r) => r.name === n));
  const add = (names: readonly string[]) => form.put(name, [...rows, ...names.map((n) => ({ ...blank, name: n }))]);
  return (
    <>
      <Rows<T> form={form} name={name} rows={rows} add={null}>
        {(row, at) => (
          <>
            <Input
              className="al-rows__name"
              id={idOf(bind, at.i)}
              value={row.name ?? ''}
              onChange={(e) => at.patch({ name: e.target.value } as Partial<T>)}
              onPressEnter={at.onPressEnter}
              placeholder="姓名"
              aria-label={`第 ${at.i + 1} 位${words.person}`}
              status={faulty(form, name, at.i, 'name')}
              autoComplete="off"
            />
            <AutoComplete
              className="al-rows__grow"
              value={row.reason ?? ''}
              onChange={(reason: string) => at.patch({ reason } as Partial<T>)}
              options={reasons.map((value) => ({ value }))}
              placeholder="原因"
              aria-label={`${row.name ?? ''}${words.reason}`}
              status={faulty(form, name, at.i, 'reason')}
            />
            {children?.(row, at)}
          </>
        )}
      </Rows>
      <div className="al-quick">
        {left.map((n) => (
          <button key={n} type="button" className="al-chip" onClick={() => add([n])}>
            {n}
          </button>
        ))}
        {all && left.length > 1 ? (
          <button type="button" className="al-chip" onClick={() => add(left)}>
            {all(left.length)}
          </button>
        ) : null}
        <button type="button" className="al-chip" onClick={() => add([''])}>
          加一人
        </button>
      </div>
    </>
  );
}
