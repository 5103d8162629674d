// The sheet itself: heads that stay, only the columns in sight drawn, one active cell that the keyboard moves.
import { LIGHT_SIGN } from '@anlan/contract';
import { useNarrow } from '@anlan/ui';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { taskName } from './data.ts';
import { type At, type Sheet, cellWords, move, startsTask } from './matrix.ts';
import { useWindow } from './use-window.ts';

export type Opened = { kind: 'cell' | 'row' | 'column'; at: At };

type GridProps = {
  sheet: Sheet;
  at: At;
  onAt: (at: At) => void;
  onOpen: (opened: Opened) => void;
  mine: ReadonlySet<string>;
};

/** Widths in CSS pixels: the first column, and every other. */
const DESK = { fixed: 330, each: 78 };
const PHONE = { fixed: 148, each: 64 };

export function MatrixGrid({ sheet, at, onAt, onOpen, mine }: GridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { fixed, each } = useNarrow() ? PHONE : DESK;
  const count = sheet.columns.length;
  const range = useWindow(frame, { fixed, each, count });
  const shown = sheet.columns.slice(range.from, range.to);
  const row = sheet.rows[at.row];
  const column = sheet.columns[at.column];

  useEffect(() => {
    const box = frame.current;
    if (!box || document.activeElement !== box) return;
    const left = at.column * each;
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (left + each > box.scrollLeft + box.clientWidth - fixed)
      box.scrollLeft = left + each - box.clientWidth + fixed;
    box.querySelector(`[data-row="${at.row}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at, each, fixed]);

  const step = (e: KeyboardEvent) => {
    if (e.target !== e.currentTarget) return;
    const to = move(at, e.key, e.ctrlKey || e.metaKey, { rows: sheet.rows.length, columns: count });
    if (to) onAt(to);
    else if (e.key === 'Enter' || e.key === ' ') onOpen({ kind: 'cell', at });
    else return;
    e.preventDefault();
  };
  const spacer = (columns: number) => (columns ? <td aria-hidden="true" /> : null);

  return (
    <>
      <div
        className="mx-frame"
        ref={frame}
        role="grid"
        tabIndex={0}
        aria-label="任务矩阵，方向键移动，回车打开"
        aria-rowcount={sheet.rows.length + 1}
        aria-colcount={count + 1}
        aria-activedescendant={`mx-${at.row}-${at.column}`}
        onKeyDown={step}
      >
        <table style={{ width: fixed + count * each }} role="presentation">
          <colgroup>
            <col style={{ width: fixed }} />
            {range.from ? <col style={{ width: range.from * each }} /> : null}
            {shown.map((c) => (
              <col key={c.unitId} style={{ width: each }} />
            ))}
            {range.to < count ? <col style={{ width: (count - range.to) * each }} /> : null}
          </colgroup>
          <thead>
            <tr role="row" aria-rowindex={1}>
              <th role="columnheader" className="mx-corner">
                任务与要求
              </th>
              {spacer(range.from)}
              {shown.map((c, i) => (
                <th
                  key={c.unitId}
                  role="columnheader"
                  aria-colindex={range.from + i + 2}
                  className={mine.has(c.unitId) ? 'mx-mine' : undefined}
                >
                  <button
                    type="button"
                    tabIndex={-1}
                    title={c.name}
                    onClick={() => onOpen({ kind: 'column', at: { row: at.row, column: range.from + i } })}
                  >
                    {c.name}
                  </button>
                </th>
              ))}
              {spacer(count - range.to)}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((r, y) => (
              <tr
                key={r.ruleId}
                role="row"
                aria-rowindex={y + 2}
                data-row={y}
                className={startsTask(sheet.rows, y) ? 'mx-first' : undefined}
              >
                <th role="rowheader">
                  <button
                    type="button"
                    tabIndex={-1}
                    title={r.text}
                    onClick={() => onOpen({ kind: 'row', at: { row: y, column: at.column } })}
                  >
                    <i>{startsTask(sheet.rows, y) ? (r.taskNo ?? '尾') : ''}</i>
                    <span>
                      {r.text}
                      <small>{r.periodLabel}</small>
                    </span>
                  </button>
                </th>
                {spacer(range.from)}
                {shown.map((c, i) => {
                  const x = range.from + i;
                  const cell = sheet.at(r, c);
                  const active = at.row === y && at.column === x;
                  return (
                    <td
                      key={c.unitId}
                      id={`mx-${y}-${x}`}
                      role="gridcell"
                      aria-colindex={x + 2}
                      aria-selected={active}
                      aria-label={cellWords(cell, r, c)}
                      className={`${cell ? `al-light--${cell.light}` : 'mx-none'}${active ? ' mx-at' : ''}`}
                      onClick={() => onOpen({ kind: 'cell', at: { row: y, column: x } })}
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
                {spacer(count - range.to)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mx-say" role="status">
        {row && column ? `${taskName(row.taskNo)} · ${cellWords(sheet.at(row, column), row, column)}` : ''}
      </p>
    </>
  );
}
