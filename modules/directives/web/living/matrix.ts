// The matrix without its looks: cells by place, filters, the columns in sight, the moves of the keyboard, sums of a row or column.
import { LIGHT_LABEL, type Light, worst } from '@anlan/contract';
import type { z } from 'zod';
import type { Cell as CellSchema, directives } from '../../contract.ts';

export type Matrix = z.output<typeof directives.routes.matrix.output>;
export type Cell = z.infer<typeof CellSchema>;
export type Row = Matrix['rows'][number];
export type Column = Matrix['columns'][number];
/** What a reader looks at: some rows and columns, and the cell where they meet. */
export type Sheet = {
  rows: readonly Row[];
  columns: readonly Column[];
  at(row: Row, column: Column): Cell | undefined;
};

export type Filter = { missed: boolean; mine: ReadonlySet<string> | null };

/** The sheet as filtered: `mine` keeps my units' columns, `missed` the rows and columns in which something is late. */
export function sheetOf(m: Pick<Matrix, 'rows' | 'columns' | 'cells'>, { missed, mine }: Filter): Sheet {
  const places = new Map(m.cells.map((c) => [`${c.ruleId} ${c.unitId}`, c]));
  const seen = m.cells.filter((c) => !mine || mine.has(c.unitId)).filter((c) => !missed || c.light === 'missed');
  const rules = new Set(seen.map((c) => c.ruleId));
  const units = new Set(seen.map((c) => c.unitId));
  return {
    rows: m.rows.filter((r) => rules.has(r.ruleId)),
    columns: m.columns.filter((c) => units.has(c.unitId)),
    at: (row, column) => places.get(`${row.ruleId} ${column.unitId}`),
  };
}

/** What stands in a cell: the sign, and how many where there is more than one. */
export const cellText = (c: Cell | undefined) => (c ? (c.total > 1 ? `${c.sign} ${c.done}/${c.total}` : c.sign) : '');

/** A cell in one sentence. */
export function cellWords(c: Cell | undefined, row: Row, column: Column): string {
  const what = `${column.name}，${row.text}，${row.periodLabel}`;
  if (!c) return `${what}：没有这项任务`;
  return c.total > 1
    ? `${what}：${LIGHT_LABEL[c.light]}，应完成 ${c.total}，已完成 ${c.done}`
    : `${what}：${LIGHT_LABEL[c.light]}`;
}

/** Duties of some cells: how many there are, how many are done, and the worst sign. */
export function tally(cells: readonly (Cell | undefined)[]): { light: Light; done: number; total: number } {
  const some = cells.filter((c) => c !== undefined);
  return {
    light: worst(some.map((c) => c.light)),
    done: some.reduce((n, c) => n + c.done, 0),
    total: some.reduce((n, c) => n + c.total, 0),
  };
}

export type Window = { from: number; to: number };

/** Columns drawn beyond the edge, so that a scroll finds them there. */
const BEYOND = 2;
/** Columns come and go in steps of so many: the sheet is drawn anew once in several columns of scrolling. */
const STEP = 6;

/**
 * The half-open range of columns to draw.
 * @param left how far the sheet is scrolled; @param wide the width in which columns show; @param each the width of a column
 */
export function windowOf(left: number, wide: number, each: number, count: number): Window {
  const first = Math.floor(Math.max(0, left) / each) - BEYOND;
  const last = Math.ceil((Math.max(0, left) + Math.max(0, wide)) / each) + BEYOND;
  const to = Math.min(count, Math.ceil(last / STEP) * STEP);
  return { from: Math.max(0, Math.min(Math.floor(first / STEP) * STEP, to)), to };
}

export type At = { row: number; column: number };

/** Where a key leads within `size`, or null when the key is not a move. `ctrl` goes to the very edge. */
export function move(at: At, key: string, ctrl: boolean, size: { rows: number; columns: number }): At | null {
  const clamp = (n: number, count: number) => Math.max(0, Math.min(count - 1, n));
  const to = (row: number, column: number): At => ({ row: clamp(row, size.rows), column: clamp(column, size.columns) });
  const far = Infinity;
  switch (key) {
    case 'ArrowUp':
      return to(at.row - (ctrl ? far : 1), at.column);
    case 'ArrowDown':
      return to(at.row + (ctrl ? far : 1), at.column);
    case 'ArrowLeft':
      return to(at.row, at.column - (ctrl ? far : 1));
    case 'ArrowRight':
      return to(at.row, at.column + (ctrl ? far : 1));
    case 'Home':
      return to(ctrl ? 0 : at.row, 0);
    case 'End':
      return to(ctrl ? far : at.row, far);
    case 'PageUp':
      return to(at.row - 10, at.column);
    case 'PageDown':
      return to(at.row + 10, at.column);
    default:
      return null;
  }
}

/** Rows that belong to one task stand together; the first of each carries the task's name. */
export const startsTask = (rows: readonly Row[], i: number) => i === 0 || rows[i]!.taskNo !== rows[i - 1]!.taskNo;

/** Cuts the columns for paper: as few pages as fit, evenly filled. */
export function pages<T>(columns: readonly T[], most: number): T[][] {
  const count = Math.ceil(columns.length / most);
  const each = Math.ceil(columns.length / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => columns.slice(i * each, (i + 1) * each)).filter((p) => p.length > 0);
}
