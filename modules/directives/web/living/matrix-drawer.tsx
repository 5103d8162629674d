// What a head or a cell of the matrix stands for: all units of one clause, all clauses of one unit, or the periods behind one cell.
import { LIGHT_LABEL, LIGHT_SIGN, type Light, type PeriodView, deskRoutes } from '@anlan/contract';
import { Empty, Go, Loading, Trouble, useCall } from '@anlan/ui';
import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { livingPath, taskName, useOn } from './data.ts';
import { type Column, type Row, type Sheet, tally } from './matrix.ts';
import { StripTable } from './strip-table.tsx';
import type { Strip } from './strips.ts';

type Side = { id: string; sheet: Sheet; onCell: (row: Row, column: Column) => void; onClose: () => void };

/** The widest drawer; a phone gives all it has. */
const WIDE = 460;

function Frame({ title, children, onClose }: { title: string; children: ReactNode; onClose: () => void }) {
  return (
    <Drawer open title={title} onClose={onClose} size={Math.min(WIDE, innerWidth)} className="mx-drawer">
      {children}
    </Drawer>
  );
}

export function RowDrawer({ id, sheet, row, onCell, onClose }: Side & { row: Row }) {
  const on = useOn();
  const cells = sheet.columns.map((c) => ({ column: c, cell: sheet.at(row, c) })).filter((x) => x.cell);
  return (
    <Frame title={`${taskName(row.taskNo)} · ${row.periodLabel}`} onClose={onClose}>
      <h3 className="mx-drawer__what">{row.text}</h3>
      <Total {...tally(cells.map((x) => x.cell))} />
      <List
        items={cells.map(({ column, cell }) => ({
          key: column.unitId,
          light: cell!.light,
          sign: cell!.sign,
          text: column.name,
          count: cell!.total > 1 ? `${cell!.done}/${cell!.total}` : '',
          open: () => onCell(row, column),
        }))}
      />
      <Go to={livingPath(id, { rule: row.ruleId, on })}>在通知里看这一句</Go>
    </Frame>
  );
}

export function ColumnDrawer({ sheet, column, onCell, onClose }: Side & { column: Column }) {
  const cells = sheet.rows.map((r) => ({ row: r, cell: sheet.at(r, column) })).filter((x) => x.cell);
  return (
    <Frame title={column.name} onClose={onClose}>
      <Total {...tally(cells.map((x) => x.cell))} />
      <List
        items={cells.map(({ row, cell }) => ({
          key: row.ruleId,
          light: cell!.light,
          sign: cell!.sign,
          text: row.text,
          note: row.periodLabel,
          count: cell!.total > 1 ? `${cell!.done}/${cell!.total}` : '',
          open: () => onCell(row, column),
        }))}
      />
    </Frame>
  );
}

/** A cell of one period opens that period elsewhere; this one gathers several, by unit. */
export function CellDrawer({
  row,
  column,
  onClose,
}: Omit<Side, 'id' | 'sheet' | 'onCell'> & { row: Row; column: Column }) {
  const { data, error, refetch } = useCall(deskRoutes.owed, { ruleId: row.ruleId, under: column.unitId, limit: 1000 });
  return (
    <Frame title={column.name} onClose={onClose}>
      <h3 className="mx-drawer__what">{row.text}</h3>
      {error ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        data.items.length ? (
          <StripTable strips={stripsOf(data.items)} />
        ) : (
          <Empty title="这里没有期次。" />
        )
      ) : error ? null : (
        <Loading lines={6} />
      )}
    </Frame>
  );
}

/** Periods by who owes them, each in time. */
export function stripsOf(periods: readonly PeriodView[]): Strip[] {
  const strips = new Map<string, Strip>();
  for (const p of periods.toSorted((a, b) => a.key.localeCompare(b.key))) {
    const strip = strips.get(p.dutyId) ?? {
      unitId: p.unitId,
      unitName: p.unitName,
      leaderName: p.leaderName,
      periods: [],
    };
    strip.periods.push(p);
    strips.set(p.dutyId, strip);
  }
  return [...strips.values()];
}

function Total({ light, done, total }: { light: Light; done: number; total: number }) {
  return (
    <p className="mx-drawer__total">
      <b className={`al-light--${light}`}>
        {done}/{total}
      </b>
      已完成
    </p>
  );
}

const WORST: readonly Light[] = ['missed', 'soon', 'going', 'ahead', 'done', 'none'];
type Item = { key: string; light: Light; sign: string; text: string; note?: string; count: string; open: () => void };

function List({ items }: { items: readonly Item[] }) {
  return (
    <ul className="ln-look">
      {items
        .toSorted((a, b) => WORST.indexOf(a.light) - WORST.indexOf(b.light))
        .map((i) => (
          <li key={i.key}>
            <button type="button" onClick={i.open}>
              <span className={`al-light--${i.light}`} aria-label={LIGHT_LABEL[i.light]}>
                {i.sign || LIGHT_SIGN[i.light]}
              </span>
              <span>
                {i.text}
                {i.note ? <small>{i.note}</small> : null}
              </span>
              <span>{i.count}</span>
            </button>
          </li>
        ))}
    </ul>
  );
}
