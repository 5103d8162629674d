// Tasks that somebody owes, as rows to read or to choose from.
import type { Light } from '@anlan/contract';
import { DutyLight } from '@anlan/ui';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';

type Row = {
  periodId: string;
  unitName: string;
  leaderName?: string | null;
  title: string;
  label: string;
  due: string;
};

type Props<R extends Row> = {
  label: string;
  rows: readonly R[];
  /** Chosen periods, where rows can be chosen. */
  chosen?: ReadonlySet<string>;
  onChoose?: (ids: ReadonlySet<string>) => void;
  /** Why a row cannot be chosen. */
  no?: (row: R) => string | null;
  withUnit?: boolean;
  /** The word of the last column, and what stands in it. */
  last: string;
  children: (row: R) => ReactNode;
};

export function OwedTable<R extends Row>({
  label,
  rows,
  chosen,
  onChoose,
  no,
  last,
  withUnit = true,
  children,
}: Props<R>) {
  const open = rows.filter((r) => !no?.(r)).map((r) => r.periodId);
  const all = open.length > 0 && open.every((id) => chosen?.has(id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose?.(next);
  };
  return (
    <table className="fu-table" aria-label={label}>
      <thead>
        <tr>
          {onChoose ? (
            <th>
              <Checkbox
                checked={all}
                indeterminate={!all && open.some((id) => chosen?.has(id))}
                onChange={() => onChoose(new Set(all ? [] : open))}
                aria-label="全选"
              />
            </th>
          ) : null}
          {withUnit ? <th>单位</th> : null}
          <th>任务</th>
          <th>期次</th>
          <th>应完成</th>
          <th>{last}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => {
          const why = no?.(r) ?? null;
          return (
            <tr key={r.periodId} className={why ? 'fu-table__no' : undefined}>
              {onChoose ? (
                <td>
                  <Checkbox
                    disabled={why !== null}
                    checked={chosen?.has(r.periodId) ?? false}
                    onChange={() => toggle(r.periodId)}
                    aria-label={`${r.unitName} ${r.label}`}
                  />
                </td>
              ) : null}
              {withUnit ? <td>{r.leaderName ? `${r.unitName} ${r.leaderName}` : r.unitName}</td> : null}
              <td data-word="任务">{r.title}</td>
              <td data-word="期次">{r.label}</td>
              <td data-word="应完成">{r.due}</td>
              <td data-word={last}>{children(r)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type Lit = { periodId: string; light: Light; sign: string; why: string };

/** The sign of a period; a click opens its drawer. */
export const Sign = ({ of, about, word }: { of: Lit; about: Pick<Row, 'unitName' | 'title'>; word?: string }) => (
  <DutyLight {...of} word={word} of={`${about.unitName}，${about.title}`} />
);
