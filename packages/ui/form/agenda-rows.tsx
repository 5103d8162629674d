// What stands on an agenda: of what kind, called what.
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { Rows, type RowsProps, faulty, idOf } from './rows.tsx';

type Item<K extends string> = { kind?: K; title?: string };

type Props<K extends string> = RowsProps<Item<K>> & {
  /** The words of the kinds. */
  kinds: Record<K, string>;
  /** The kind of the first item, and of those added. */
  first: K;
  next: K;
  placeholder: string;
  /** What else stands beside an item. */
  children?: (item: Item<K>, i: number) => ReactNode;
};

/** One empty row where nothing was said yet. */
export function AgendaRows<K extends string>({
  form,
  name,
  bind,
  rows,
  kinds,
  first,
  next,
  placeholder,
  children,
}: Props<K>) {
  const options = (Object.entries(kinds) as [K, string][]).map(([value, label]) => ({ value, label }));
  const shown: readonly Item<K>[] = rows.length ? rows : [{ title: '', kind: first }];
  return (
    <Rows form={form} name={name} rows={shown} add={{ label: '加一个议题', row: { title: '', kind: next } }}>
      {(row, { i, patch, onPressEnter }) => (
        <>
          <Select<K | null>
            value={row.kind ?? null}
            onChange={(kind) => (kind ? patch({ kind }) : undefined)}
            options={options}
            aria-label={`第 ${i + 1} 个议题的类别`}
            className="al-rows__kind"
          />
          <Input
            id={idOf(bind, i)}
            value={row.title ?? ''}
            onChange={(e) => patch({ title: e.target.value })}
            onPressEnter={onPressEnter}
            placeholder={placeholder}
            aria-label={`第 ${i + 1} 个议题`}
            status={faulty(form, name, i, 'title')}
            autoComplete="off"
          />
          {children?.(row, i)}
        </>
      )}
    </Rows>
  );
}
