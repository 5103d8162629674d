// Sets the tables of a page as rows of cells: the drawn rules say where cells are, not the places of the words.
import { PART } from './document.ts';
import { rowsOf, type Glyphs, type Page, type Row, type Rule } from './pdf-rows.ts';

const NEAR = 3;
/** Fewer upright rules than this make no table, only underlines and frames. */
const LEAST_UPRIGHT = 3;

/** A drawing has more rules than this. */
const MOST_RULES = 5_000;

/** The rows of the tables on a page, with cells parted by tabs, and the runs that stand outside them. */
export function tablesOf({ glyphs, rules }: Page): { rows: Row[]; rest: Glyphs[] } {
  const upright = rules.filter((r) => r.x1 - r.x0 < NEAR && r.y1 - r.y0 > NEAR);
  const level = rules.filter((r) => r.y1 - r.y0 < NEAR && r.x1 - r.x0 > NEAR);
  let rest = [...glyphs];
  const rows: Row[] = [];
  if (upright.length + level.length > MOST_RULES) return { rows, rest };
  for (const [top, bottom] of spansOf(upright)) {
    const inside = (r: Rule): boolean => r.y0 > top - NEAR && r.y1 < bottom + NEAR;
    const xs = cluster(upright.filter(inside).map((r) => r.x0));
    const ys = cluster([top, bottom, ...level.filter(inside).map((r) => r.y0)]);
    if (xs.length < LEAST_UPRIGHT || ys.length < 2) continue;
    const cells = new Map<string, { at: [number, number]; runs: Glyphs[] }>();
    const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0];
    const taken = new Set<Glyphs>();
    for (const run of rest) {
      const [x, y] = [run.x + Math.min(run.width, run.size) / 2, run.y - run.size / 3];
      if (x < left || x > right || y < top || y > bottom) continue;
      taken.add(run);
      const column = xs.findLastIndex((v) => v <= x);
      let row = ys.findLastIndex((v) => v <= y);
      while (row > 0 && !level.some((r) => Math.abs(r.y0 - (ys[row] ?? 0)) < NEAR && r.x0 <= x && r.x1 >= x)) row -= 1;
      const key = `${row} ${column}`;
      const cell = cells.get(key);
      if (cell) cell.runs.push(run);
      else cells.set(key, { at: [row, column], runs: [run] });
    }
    rest = rest.filter((run) => !taken.has(run));
    ys.slice(0, -1).forEach((y, i) => {
      const texts = xs
        .slice(0, -1)
        .map((_, j) => wordsOf(cells.get(`${i} ${j}`)?.runs ?? [], xs[j] ?? left, xs[j + 1] ?? right));
      if (texts.some((t) => t !== '')) rows.push({ text: texts.join('\t'), x: left, end: right, y, size: 0 });
    });
  }
  return { rows, rest };
}

/** The stretches from top to bottom that upright rules cover without a break. */
function spansOf(upright: readonly Rule[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const { y0, y1 } of upright.toSorted((a, b) => a.y0 - b.y0)) {
    const last = spans.at(-1);
    if (last && y0 < last[1] + NEAR) last[1] = Math.max(last[1], y1);
    else spans.push([y0, y1]);
  }
  return spans;
}

/** The words of a cell: lines that fill it go on (a wide one lets two marks hang), shorter ones end a paragraph of their own. */
function wordsOf(runs: readonly Glyphs[], left: number, right: number): string {
  let words = '';
  let before: Row | undefined;
  for (const row of rowsOf(runs)) {
    const short = right - left > 15 * row.size ? 2.6 : 1.6;
    const full = before !== undefined && before.end + short * before.size > right;
    words += (before === undefined || full ? '' : PART) + row.text;
    before = row;
  }
  return words;
}

/** Places that lie together as one, in order. */
function cluster(places: readonly number[]): number[] {
  const out: number[] = [];
  for (const place of places.toSorted((a, b) => a - b)) if (place - (out.at(-1) ?? -Infinity) > NEAR) out.push(place);
  return out;
}

/** A row of a table that a page break cut in two made whole, or null when `next` is a row of its own. */
export function joinRows(before: string, next: string): string | null {
  if (!next.startsWith('\t')) return null;
  const cells = next.split('\t');
  const whole = before.split('\t');
  return cells.length === whole.length ? whole.map((c, i) => c + (cells[i] ?? '')).join('\t') : null;
}
