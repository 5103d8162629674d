// Rebuilds lines from the places of words on pages: reading order, without page numbers and running heads.
import { pageMarks } from './tidy.ts';

/** A run of characters as a page draws it: x and y of its baseline's left end from the top left, all in points. */
export type Glyphs = { s: string; x: number; y: number; width: number; size: number };
export type Page = { width: number; height: number; glyphs: Glyphs[] };

/** A line of text; `gap` says that the page sets it apart from the line before. */
export type PdfLine = { text: string; gap: boolean };

type Row = { text: string; x: number; end: number; y: number; size: number };

/** The lines of all pages in reading order. A page break sets nothing apart: sentences run on over it. */
export function linesOfPages(pages: readonly Page[]): PdfLine[] {
  const sheets = pages.map((page) => ({ page, rows: rowsOf(page.glyphs) }));
  const running = runningHeads(sheets);
  const out: PdfLine[] = [];
  for (const { page, rows } of sheets) {
    const marks = pageMarks(rows.map((r) => r.text));
    const kept = rows.filter(
      (r, i) => !marks.has(i) && !running.has(headKey(r, page)) && !(atEdge(r, page) && /^\s*\d{1,4}\s*$/.test(r.text)),
    );
    const left = Math.min(...kept.map((r) => r.x));
    const pitch = median(kept.slice(1).map((r, i) => r.y - (kept[i]?.y ?? 0)));
    kept.forEach((row, i) => {
      const before = kept[i - 1];
      const centred = Math.abs(row.x + row.end - page.width) < 2 * row.size;
      const indented = !centred && row.x - left > 1.5 * row.size && row.x - left < 3.2 * row.size;
      out.push({ text: row.text, gap: indented || (before !== undefined && row.y - before.y > 1.5 * pitch) });
    });
  }
  return out;
}

/** Runs whose baselines lie together make a row; rows go from top to bottom, runs from left to right. */
function rowsOf(glyphs: readonly Glyphs[]): Row[] {
  const groups: { y: number; runs: Glyphs[] }[] = [];
  for (const run of glyphs.filter((g) => g.s.trim() !== '').toSorted((a, b) => a.y - b.y)) {
    const last = groups.at(-1);
    if (last && run.y - last.y < run.size * 0.4) last.runs.push(run);
    else groups.push({ y: run.y, runs: [run] });
  }
  return groups.map(({ y, runs }) => {
    runs.sort((a, b) => a.x - b.x);
    let text = '';
    let end = -Infinity;
    for (const run of runs) {
      if (run.x < end - run.width * 0.8 && text.endsWith(run.s)) continue;
      if (text !== '' && run.x - end > run.size * 0.3) text += ' ';
      text += characters(run.s);
      end = Math.max(end, run.x + run.width);
    }
    return { text, x: runs[0]?.x ?? 0, end, y, size: Math.max(...runs.map((r) => r.size)) };
  });
}

/** Simplified radicals that fonts give for whole characters and that Unicode does not unite with them. */
const RADICALS = '⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳';
const WHOLE = '民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟';

/** Radicals and compatibility forms as the characters that a person reads. */
const characters = (s: string): string =>
  s.replace(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (c) => WHOLE.charAt(RADICALS.indexOf(c)) || c.normalize('NFKC'));

const atEdge = (row: Row, { height }: Page): boolean => row.y < height * 0.1 || row.y > height * 0.9;

/** A row at the edge of a page by its words and place; numbers in it may rise. */
const headKey = (row: Row, page: Page): string =>
  atEdge(row, page) ? `${Math.round(row.y / 4)} ${row.text.replace(/\d+/g, '0').replace(/\s+/g, '')}` : '';

/** What stands at the same edge of most pages is no part of the text. */
function runningHeads(sheets: readonly { page: Page; rows: readonly Row[] }[]): Set<string> {
  const seen = new Map<string, number>();
  for (const { page, rows } of sheets)
    for (const key of new Set(rows.map((r) => headKey(r, page)))) seen.set(key, (seen.get(key) ?? 0) + 1);
  const least = Math.max(3, sheets.length / 2 - 1);
  return new Set([...seen].flatMap(([key, times]) => (key !== '' && times >= least ? [key] : [])));
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
