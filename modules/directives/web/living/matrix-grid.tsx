// The sheet itself: heads that stay, only the columns in sight drawn, one active cell that the keyboard moves.
import { LIGHT_SIGN } from '@anlan/contract';
import { useNarrow } from '@anlan/ui';
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useMemo, useRef } from 'react';
import { taskName } from './data.ts';
import { type At, type Column, type Row, type Sheet, cellWords, move, startsTask } from './matrix.ts';
import { useWindow } from './use-window.ts';

export type Opened = { kind: 'cell' | 'row' | 'column'; at: At };

type GridProps = {
  sheet: Sheet;
  at: At;
  onAt: (at: At) => void;
  onOpen: (opened: Opened) => void;
  mine: ReadonlySet<string>;
  /** Something is open over the sheet; when it closes, the keys work on. */
  covered: boolean;
};

/** Widths in CSS pixels: the first column, and every other. */
const DESK = { fixed: 330, each: 78 };
const PHONE = { fixed: 148, each: 64 };

export function MatrixGrid({ sheet, at, onAt, onOpen, mine, covered }: GridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const { fixed, each } = useNarrow() ? PHONE : DESK;
  const count = sheet.columns.length;
  const { from, to } = useWindow(frame, { fixed, each, count });
  const shown = useMemo(() => sheet.columns.slice(from, to), [sheet, from, to]);
  const row = sheet.rows[at.row];
  const column = sheet.columns[at.column];

  useEffect(() => {
    const box = frame.current;
    if (!box || document.activeElement !== table.current) return;
    const left = at.column * each;
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (left + each > box.scrollLeft + box.clientWidth - fixed)
      box.scrollLeft = left + each - box.clientWidth + fixed;
    box.querySelector(`[data-row="${at.row}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at, each, fixed]);

  const wasCovered = useRef(covered);
  useEffect(() => {
    if (wasCovered.current && !covered) table.current?.focus({ preventScroll: true });
    wasCovered.current = covered;
  }, [covered]);

  const step = (e: KeyboardEvent) => {
    if (e.target !== e.currentTarget) return;
    const next = move(at, e.key, e.ctrlKey || e.metaKey, { rows: sheet.rows.length, columns: count });
    if (next) onAt(next);
    else if (e.key === 'Enter' || e.key === ' ') onOpen({ kind: 'cell', at });
    else return;
    e.preventDefault();
  };
  const click = (e: MouseEvent) => {
    const hit = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-open]') : null;
    const [kind, y = at.row, x = at.column] = hit?.dataset['open']?.split(' ') ?? [];
    if (kind === 'cell' || kind === 'row' || kind === 'column')
      onOpen({ kind, at: { row: Number(y), column: Number(x) } });
  };
  return (
    <>
      <div className="mx-frame" ref={frame}>
        <table
          ref={table}
          style={{ width: fixed + count * each }}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table that keys walk is a grid
          role="grid"
          tabIndex={0}
          aria-label="任务矩阵，方向键移动，回车打开"
          aria-rowcount={sheet.rows.length + 1}
          aria-colcount={count + 1}
          aria-activedescendant={`mx-${at.row}-${at.column}`}
          onKeyDown={step}
          onClick={click}
        >
          <colgroup>
            <col style={{ width: fixed }} />
            {from ? <col style={{ width: from * each }} /> : null}
            {shown.map((c) => (
              <col key={c.unitId} style={{ width: each }} />
            ))}
            {to < count ? <col style={{ width: (count - to) * each }} /> : null}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" className="mx-corner">
                任务与要求
              </th>
              <Gap columns={from} />
              {shown.map((c, i) => (
                <th
                  key={c.unitId}
                  scope="col"
                  aria-colindex={from + i + 2}
                  className={mine.has(c.unitId) ? 'mx-mine' : undefined}
                >
                  <button type="button" tabIndex={-1} title={c.name} data-open={`column ${at.row} ${from + i}`}>
                    {c.name}
                  </button>
                </th>
              ))}
              <Gap columns={count - to} />
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((r, y) => (
              <GridRow
                key={r.ruleId}
                sheet={sheet}
                row={r}
                y={y}
                from={from}
                shown={shown}
                after={count - to}
                active={y === at.row ? at.column : -1}
              />
            ))}
          </tbody>
        </table>
      </div>
      <output className="mx-say">
        {row && column ? `${taskName(row.taskNo)} · ${cellWords(sheet.at(row, column), row, column)}` : ''}
      </output>
    </>
  );
}

/** Stands for the columns that are not drawn. */
const Gap = ({ columns }: { columns: number }) => (columns ? <td aria-hidden="true" /> : null);

type RowProps = {
  sheet: Sheet;
  row: Row;
  y: number;
  from: number;
  shown: readonly Column[];
  after: number;
  active: number;
};

/** Drawn anew only when its cells, the columns in sight or its active cell change. */
const GridRow = memo(function GridRow({ sheet, row, y, from, shown, after, active }: RowProps) {
  const first = startsTask(sheet.rows, y);
  return (
    <tr aria-rowindex={y + 2} data-row={y} className={first ? 'mx-first' : undefined}>
      <th scope="row" aria-label={row.text}>
        <button type="button" tabIndex={-1} title={row.text} data-open={`row ${y}`}>
          <i>{first ? (row.taskNo ?? '结尾') : ''}</i>
          <div>
            <span>{row.text}</span>
            <small>{row.periodLabel}</small>
          </div>
        </button>
      </th>
      <Gap columns={from} />
      {shown.map((c, i) => {
        const x = from + i;
        const cell = sheet.at(row, c);
        return (
          <td
            key={c.unitId}
            id={`mx-${y}-${x}`}
            data-open={`cell ${y} ${x}`}
            aria-colindex={x + 2}
            aria-selected={active === x}
            aria-label={cellWords(cell, row, c)}
            className={`mx-cell ${cell ? `al-light--${cell.light}` : 'mx-none'}${active === x ? ' mx-at' : ''}`}
          >
            {cell ? (
              <>
                <span>{cell.sign || LIGHT_SIGN[cell.light]}</span>
                {cell.total > 1 ? (
                  <small>
                    {cell.done}/{cell.total}
                  </small>
                ) : null}
              </>
            ) : null}
          </td>
        );
      })}
      <Gap columns={after} />
    </tr>
  );
});
