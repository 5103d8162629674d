// Small tables inside a form: what was on the agenda, what was found wrong, who was away.
import type { AnyForm, Bind } from '@anlan/ui';
import { AutoComplete, Input, Select } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { AGENDA, type AgendaItem, type Sitting } from '../contract.ts';

export type RowsProps<T> = { form: AnyForm; name: string; bind: Bind; rows: readonly T[] };
export type AbsentRow = Partial<Sitting['absent'][number]>;

const KINDS = Object.entries(AGENDA).map(([value, label]) => ({ value, label }));
const REASONS = ['出差', '参加其他会议', '外出培训', '值班', '请假', '病假'].map((value) => ({ value }));

type At<T> = { i: number; patch: (p: Partial<T>) => void; onPressEnter: (e: KeyboardEvent) => void };

/** Rows with a way to add and to take away. The first cell carries the field's id, so that its label and its faults lead there. */
export function Rows<T>({
  form,
  name,
  rows,
  add,
  more,
  children,
}: Omit<RowsProps<T>, 'bind'> & {
  add: { label: string; row: T } | null;
  more?: (row: T, i: number) => ReactNode;
  children: (row: T, at: At<T>) => ReactNode;
}) {
  const put = (next: readonly T[]) => form.put(name, next);
  // Enter asks for the next row; the form is sent by its button.
  const enter = (i: number) => (e: KeyboardEvent) => {
    e.preventDefault();
    if (add && i === rows.length - 1) put([...rows, add.row]);
  };
  return (
    <div className="mt-rows" id={rows.length ? undefined : `${form.id}-${name}`}>
      <ul>
        {rows.map((row, i) => (
          <li key={i}>
            {children(row, {
              i,
              patch: (p) => put(rows.map((r, j) => (i === j ? { ...r, ...p } : r))),
              onPressEnter: enter(i),
            })}
            {more?.(row, i)}
            <button
              type="button"
              className="al-link"
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

export const faulty = (form: AnyForm, name: string, i: number, cell?: string) =>
  form.errors[[name, i, cell].filter((x) => x !== undefined).join('.')] ? ('error' as const) : ('' as const);
export const idOf = (bind: Bind, i: number) => (i === 0 ? bind.id : `${bind.id}-${i}`);

type Deciding = { onDecide?: ((text: string) => void) | undefined };

/** One click makes a decision of a line; only where the meeting is being taken down. */
const decideButton = (text: string | undefined, { onDecide }: Deciding, what: string) =>
  onDecide && text?.trim() ? (
    <button
      type="button"
      className="al-link"
      aria-label={`把${what}立为议定事项`}
      onClick={() => onDecide(text.trim())}
    >
      议定
    </button>
  ) : null;

export function AgendaRows({ form, name, bind, rows, onDecide }: RowsProps<Partial<AgendaItem>> & Deciding) {
  const shown: readonly Partial<AgendaItem>[] = rows.length ? rows : [{ title: '', kind: 'analysis' }];
  return (
    <Rows
      form={form}
      name={name}
      rows={shown}
      add={{ label: '加一个议题', row: { title: '', kind: 'other' } }}
      more={(row, i) => decideButton(row.title, { onDecide }, `第 ${i + 1} 个议题`)}
    >
      {(row, { i, patch, onPressEnter }) => (
        <>
          <Select
            value={row.kind ?? null}
            onChange={(kind) => patch({ kind })}
            options={KINDS}
            aria-label={`第 ${i + 1} 个议题的类别`}
            className="mt-rows__kind"
          />
          <Input
            id={idOf(bind, i)}
            value={row.title ?? ''}
            onChange={(e) => patch({ title: e.target.value })}
            onPressEnter={onPressEnter}
            placeholder="如 分析本月安全生产形势"
            aria-label={`第 ${i + 1} 个议题`}
            status={faulty(form, name, i, 'title')}
            autoComplete="off"
          />
        </>
      )}
    </Rows>
  );
}

export function ProblemRows({ form, name, bind, rows, onDecide }: RowsProps<string> & Deciding) {
  const put = (i: number, text: string) =>
    form.put(
      name,
      rows.map((r, j) => (i === j ? text : r)),
    );
  return (
    <Rows
      form={form}
      name={name}
      rows={rows}
      add={{ label: '加一个问题', row: '' }}
      more={(row, i) => decideButton(row, { onDecide }, `第 ${i + 1} 个问题`)}
    >
      {(row, { i, onPressEnter }) => (
        <Input
          id={idOf(bind, i)}
          value={row}
          onChange={(e) => put(i, e.target.value)}
          onPressEnter={onPressEnter}
          placeholder="如 夜间值班电话抽查有一次无人接听"
          aria-label={`第 ${i + 1} 个问题`}
          status={faulty(form, name, i)}
          autoComplete="off"
        />
      )}
    </Rows>
  );
}

/** Who was away and why; people of the unit not yet named are one click away. */
export function AbsentRows({ form, name, bind, rows, others }: RowsProps<AbsentRow> & { others: readonly string[] }) {
  const left = others.filter((n) => !rows.some((r) => r.name === n));
  return (
    <>
      <Rows form={form} name={name} rows={rows} add={null}>
        {(row, { i, patch, onPressEnter }) => (
          <>
            <Input
              className="mt-rows__name"
              id={idOf(bind, i)}
              value={row.name ?? ''}
              onChange={(e) => patch({ name: e.target.value })}
              onPressEnter={onPressEnter}
              placeholder="姓名"
              aria-label={`第 ${i + 1} 位请假人员`}
              status={faulty(form, name, i, 'name')}
              autoComplete="off"
            />
            <AutoComplete
              className="mt-rows__grow"
              value={row.reason ?? ''}
              onChange={(reason) => patch({ reason })}
              options={REASONS}
              placeholder="原因"
              aria-label={`${row.name ?? ''}请假的原因`}
              status={faulty(form, name, i, 'reason')}
            />
          </>
        )}
      </Rows>
      <div className="al-quick">
        {[...left, ''].map((n) => (
          <button
            key={n}
            type="button"
            className="al-chip"
            onClick={() => form.put(name, [...rows, { name: n, reason: '' }])}
          >
            {n || '加一人'}
          </button>
        ))}
      </div>
    </>
  );
}
