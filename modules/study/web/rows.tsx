// Small tables inside a form: what was on the agenda, what was read, who was away.
import { type AnyForm, type Bind, DayInput } from '@anlan/ui';
import { AutoComplete, Input, Select } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { AGENDA, type Sitting } from '../contract.ts';

type Agenda = Partial<Sitting['agenda'][number]>;
export type MaterialRow = Partial<Sitting['materials'][number]>;
export type AbsentRow = Partial<Sitting['absent'][number]>;

type RowsProps<T> = { form: AnyForm; name: string; bind: Bind; rows: readonly T[] };

const KINDS = Object.entries(AGENDA).map(([value, label]) => ({ value, label }));
const REASONS = ['出差', '参加会议', '外出培训', '值班', '请假', '病假'].map((value) => ({ value }));

type Draw<T> = (
  row: T,
  at: { i: number; patch: (p: Partial<T>) => void; onPressEnter: (e: KeyboardEvent) => void },
) => ReactNode;

/** Rows with a way to add and to take away. The first cell carries the field's id, so that its label and its faults lead there. */
function Rows<T>({
  form,
  name,
  rows,
  add,
  children,
}: Omit<RowsProps<T>, 'bind'> & { add: { label: string; row: T } | null; children: Draw<T> }) {
  const put = (next: readonly T[]) => form.put(name, next);
  // Enter asks for the next row; the form is sent by its button.
  const enter = (i: number) => (e: KeyboardEvent) => {
    e.preventDefault();
    if (add && i === rows.length - 1) put([...rows, add.row]);
  };
  return (
    <div className="st-rows" id={rows.length ? undefined : `${form.id}-${name}`}>
      <ul>
        {rows.map((row, i) => (
          <li key={i}>
            {children(row, {
              i,
              patch: (p) => put(rows.map((r, j) => (i === j ? { ...r, ...p } : r))),
              onPressEnter: enter(i),
            })}
            <button
              type="button"
              className="al-link st-rows__out"
              aria-label={`去掉第 ${i + 1} 行`}
              onClick={() => put(rows.filter((_, j) => i !== j))}
            >
              去掉
            </button>
          </li>
        ))}
      </ul>
      {add ? (
        <button type="button" className="al-chip" onClick={() => put([...rows, add.row])}>
          {add.label}
        </button>
      ) : null}
    </div>
  );
}

const faulty = (form: AnyForm, name: string, i: number, cell: string) =>
  form.errors[`${name}.${i}.${cell}`] ? ('error' as const) : ('' as const);
const idOf = (bind: Bind, i: number) => (i === 0 ? bind.id : `${bind.id}-${i}`);

export function AgendaRows({ form, name, bind, rows }: RowsProps<Agenda>) {
  const shown: readonly Agenda[] = rows.length ? rows : [{ title: '', kind: 'study' }];
  return (
    <Rows form={form} name={name} rows={shown} add={{ label: '加一个议题', row: { title: '', kind: 'analysis' } }}>
      {(row, { i, patch, onPressEnter }) => (
        <>
          <Select
            value={row.kind ?? null}
            onChange={(kind) => patch({ kind })}
            options={KINDS}
            aria-label={`第 ${i + 1} 个议题的类别`}
            className="st-rows__kind"
          />
          <Input
            id={idOf(bind, i)}
            value={row.title ?? ''}
            onChange={(e) => patch({ title: e.target.value })}
            onPressEnter={onPressEnter}
            placeholder="如 领学《中华人民共和国安全生产法》"
            aria-label={`第 ${i + 1} 个议题`}
            status={faulty(form, name, i, 'title')}
            autoComplete="off"
          />
        </>
      )}
    </Rows>
  );
}

export function MaterialRows({ form, name, bind, rows }: RowsProps<MaterialRow>) {
  return (
    <Rows form={form} name={name} rows={rows} add={{ label: '加一份材料', row: { title: '', date: null } }}>
      {(row, { i, patch, onPressEnter }) => (
        <>
          <Input
            id={idOf(bind, i)}
            value={row.title ?? ''}
            onChange={(e) => patch({ title: e.target.value })}
            onPressEnter={onPressEnter}
            placeholder="文件题名"
            aria-label={`第 ${i + 1} 份材料的题名`}
            status={faulty(form, name, i, 'title')}
            autoComplete="off"
          />
          <span className="st-rows__day">
            <DayInput
              id={`${bind.id}-${i}-date`}
              aria-invalid={undefined}
              aria-describedby={undefined}
              status={faulty(form, name, i, 'date')}
              value={row.date ?? null}
              onChange={(date) => patch({ date })}
            />
          </span>
          <Input
            className="st-rows__short"
            value={row.archiveNumber ?? ''}
            onChange={(e) => patch({ archiveNumber: e.target.value })}
            onPressEnter={onPressEnter}
            placeholder="档号（选填）"
            aria-label={`第 ${i + 1} 份材料的档号`}
            autoComplete="off"
          />
        </>
      )}
    </Rows>
  );
}

/** Who was away and why; people of the unit not yet named are one click away. */
export function AbsentRows({ form, name, bind, rows, others }: RowsProps<AbsentRow> & { others: readonly string[] }) {
  const left = others.filter((n) => !rows.some((r) => r.name === n));
  const add = (names: readonly string[]) =>
    form.put(name, [...rows, ...names.map((n) => ({ name: n, reason: '', madeUpOn: null }))]);
  return (
    <>
      <Rows form={form} name={name} rows={rows} add={null}>
        {(row, { i, patch, onPressEnter }) => (
          <>
            <Input
              className="st-rows__name"
              id={idOf(bind, i)}
              value={row.name ?? ''}
              onChange={(e) => patch({ name: e.target.value })}
              onPressEnter={onPressEnter}
              placeholder="姓名"
              aria-label={`第 ${i + 1} 位未参加人员`}
              status={faulty(form, name, i, 'name')}
              autoComplete="off"
            />
            <AutoComplete
              className="st-rows__grow"
              value={row.reason ?? ''}
              onChange={(reason) => patch({ reason })}
              options={REASONS}
              placeholder="原因"
              aria-label={`${row.name ?? ''}未参加的原因`}
              status={faulty(form, name, i, 'reason')}
            />
            <span className="st-rows__day">
              补学
              <DayInput
                id={`${bind.id}-${i}-on`}
                aria-invalid={undefined}
                aria-describedby={undefined}
                status={faulty(form, name, i, 'madeUpOn')}
                value={row.madeUpOn ?? null}
                onChange={(madeUpOn) => patch({ madeUpOn })}
              />
            </span>
          </>
        )}
      </Rows>
      <div className="al-quick">
        {left.map((n) => (
          <button key={n} type="button" className="al-chip" onClick={() => add([n])}>
            {n}
          </button>
        ))}
        {left.length > 1 ? (
          <button type="button" className="al-chip" onClick={() => add(left)}>
            其余 {left.length} 人都没有参加
          </button>
        ) : null}
        <button
          type="button"
          className="al-chip"
          onClick={() => form.put(name, [...rows, { name: '', reason: '', madeUpOn: null }])}
        >
          加一人
        </button>
      </div>
    </>
  );
}
