// 矩阵: every clause of a notice against every unit. What is looked at stands in the address: filters, day, and what is open.
import { Empty, Loading, Trouble, useMe, useOpenPeriod, useUrlState } from '@anlan/ui';
import { useCallback, useMemo, useState } from 'react';
import { type Living, useDirective, useLiving, useMatrix, useOn } from './data.ts';
import { Head } from './head.tsx';
import './living.css';
import { type At, type Column, type Row, type Sheet, sheetOf } from './matrix.ts';
import { CellDrawer, ColumnDrawer, RowDrawer } from './matrix-drawer.tsx';
import { MatrixGrid, type Opened } from './matrix-grid.tsx';
import { MatrixPrint } from './matrix-print.tsx';

const NONE: Living['tasks'] = [];

/** Everything that the address may name: `missed`, `mine`, `on`, and what is open: `row`, `unit`, or both for a cell. */
export default function MatrixPage({ id }: { id: string }) {
  const [url, set] = useUrlState();
  const on = useOn();
  const matrix = useMatrix(id, on);
  const living = useLiving(id, on);
  const { data: record } = useDirective(id);
  const { units } = useMe();
  const openPeriod = useOpenPeriod();
  const [at, setAt] = useState<At>({ row: 0, column: 0 });
  const mine = useMemo(() => new Set(units.map((u) => u.id)), [units]);
  const sheet = useMemo(
    () => (matrix.data ? sheetOf(matrix.data, { missed: Boolean(url.missed), mine: url.mine ? mine : null }) : null),
    [matrix.data, url.missed, url.mine, mine],
  );

  const openCell = (row: Row, column: Column) => {
    const cell = sheet?.at(row, column);
    if (cell?.periodId) openPeriod(cell.periodId);
    else if (cell) set({ row: row.ruleId, unit: column.unitId }, { push: true });
  };
  const open = ({ kind, at: to }: Opened) => {
    setAt(to);
    const row = sheet?.rows[to.row];
    const column = sheet?.columns[to.column];
    if (kind === 'row' && row) set({ row: row.ruleId, unit: null }, { push: true });
    else if (kind === 'column' && column) set({ unit: column.unitId, row: null }, { push: true });
    else if (row && column) openCell(row, column);
  };
  const toTask = useCallback(
    (no: string) => {
      const row = sheet?.rows.findIndex((r) => r.taskNo === no) ?? -1;
      if (row < 0) return;
      setAt(({ column }) => ({ row, column }));
      document.querySelector(`[data-row="${row}"]`)?.scrollIntoView({ block: 'center' });
    },
    [sheet],
  );
  return (
    <div className="ln ln--matrix">
      <Head
        id={id}
        view="matrix"
        tasks={living.data?.tasks ?? NONE}
        task={sheet?.rows[at.row]?.taskNo}
        onTask={toTask}
      />
      <div className="mx-bar">
        <Chip on={Boolean(url.missed)} onClick={() => set({ missed: url.missed ? null : '1' })}>
          只看逾期
        </Chip>
        <Chip on={Boolean(url.mine)} onClick={() => set({ mine: url.mine ? null : '1' })}>
          只看我单位
        </Chip>
        <span className="ln-quiet">{sheet ? `${sheet.rows.length} 项要求 · ${sheet.columns.length} 个单位` : ''}</span>
        <a className="mx-export" href={`/api/directives/${id}/matrix.xlsx${on ? `?on=${on}` : ''}`} download>
          导出 Excel
        </a>
      </div>
      {matrix.error ? <Trouble error={matrix.error} onRetry={() => void matrix.refetch()} /> : null}
      {sheet ? (
        sheet.rows.length ? (
          <MatrixGrid
            sheet={sheet}
            at={clamp(at, sheet)}
            onAt={setAt}
            onOpen={open}
            mine={mine}
            covered={Boolean(url.row ?? url.unit ?? url.period)}
          />
        ) : (
          <Nothing missed={Boolean(url.missed)} mine={Boolean(url.mine)} />
        )
      ) : matrix.error ? null : (
        <Loading lines={14} />
      )}
      {sheet && record ? <MatrixPrint title={record.title} on={matrix.data!.on} sheet={sheet} /> : null}
      {sheet ? (
        <Opening
          id={id}
          sheet={sheet}
          rule={url.row}
          unit={url.unit}
          onCell={openCell}
          onClose={() => set({ row: null, unit: null })}
        />
      ) : null}
    </div>
  );
}

type OpeningProps = {
  id: string;
  sheet: Sheet;
  rule: string | undefined;
  unit: string | undefined;
  onCell: (row: Row, column: Column) => void;
  onClose: () => void;
};

function Opening({ rule, unit, ...side }: OpeningProps) {
  const row = side.sheet.rows.find((r) => r.ruleId === rule);
  const column = side.sheet.columns.find((c) => c.unitId === unit);
  if (row && column) return <CellDrawer row={row} column={column} onClose={side.onClose} />;
  if (row) return <RowDrawer {...side} row={row} />;
  if (column) return <ColumnDrawer {...side} column={column} />;
  return null;
}

/** A filter may take away the row or column on which one stood. */
const clamp = (at: At, { rows, columns }: Sheet): At => ({
  row: Math.min(at.row, rows.length - 1),
  column: Math.min(at.column, columns.length - 1),
});

function Chip({ on, onClick, children }: { on: boolean; onClick: () => void; children: string }) {
  return (
    <button type="button" className={`al-chip${on ? ' al-chip--on' : ''}`} aria-pressed={on} onClick={onClick}>
      {children}
    </button>
  );
}

function Nothing({ missed, mine }: { missed: boolean; mine: boolean }) {
  if (missed) return <Empty title={mine ? '我单位没有逾期的任务。' : '没有逾期的任务。'} />;
  return <Empty title={mine ? '这份通知没有给我单位的任务。' : '还没有产生期次。通知签发后，任务会出现在这里。'} />;
}
