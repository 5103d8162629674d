// A small table inside a form: rows that Enter adds and a click takes away.
import type { KeyboardEvent, ReactNode } from 'react';
import type { Bind } from './field.tsx';
import type { AnyForm } from './use-form.ts';

export type RowsProps<T> = { form: AnyForm; name: string; bind: Bind; rows: readonly T[] };

/** A row's place, and what changes it. */
export type RowAt<T> = { i: number; patch: (p: Partial<T>) => void; onPressEnter: (e: KeyboardEvent) => void };

/** Rows with a way to add and to take away. The first cell carries the field's id, so that its label and its faults lead there. */
export function Rows<T>({
  form,
  name,
  rows,
  add,
  children,
}: Omit<RowsProps<T>, 'bind'> & {
  add: { label: string; row: T } | null;
  children: (row: T, at: RowAt<T>) => ReactNode;
}) {
  const put = (next: readonly T[]) => form.put(name, next);
  // Enter asks for the next row; the form is sent by its button.
  const enter = (i: number) => (e: KeyboardEvent) => {
    e.preventDefault();
    if (add && i === rows.length - 1) put([...rows, add.row]);
  };
  return (
    <div className="al-rows" id={rows.length ? undefined : `${form.id}-${name}`}>
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

/** The sign of a cell, or of a row that is one cell, with a fault. */
export const faulty = (form: AnyForm, name: string, i: number, cell?: string) =>
  form.errors[[name, i, cell].filter((x) => x !== undefined).join('.')] ? ('error' as const) : ('' as const);

/** The id of a row's first cell. */
export const idOf = (bind: Bind, i: number) => (i === 0 ? bind.id : `${bind.id}-${i}`);
