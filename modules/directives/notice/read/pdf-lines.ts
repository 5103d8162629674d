// Rebuilds lines from the places of words on pages: reading order, without page numbers and running heads.
import { joinRows, tablesOf } from './pdf-table.ts';
import { pageMarks } from './tidy.ts';

/** A run of characters as a page draws it: x and y of its baseline's left end from the top left, all in points. */
export type Glyphs = { s: string; x: number; y: number; width: number; size: number };
/** A drawn line, or the side of a drawn box, in the same places. */
export type Rule = { x0: number; y0: number; x1: number; y1: number };
export type Page = { width: number; height: number; glyphs: Glyphs[]; rules: Rule[] };

/** A line of text; `gap` says that the page sets it apart from the line before. */
export type PdfLine = { text: string; gap: boolean };

/** Words on one baseline; the rows of a table hold tabs. */
export type Row = { text: string; x: number; end: number; y: number; size: number };

/** The lines of all pages in reading order. A page break sets nothing apart: sentences run on over it. */
export function linesOfPages(pages: readonly Page[]): PdfLine[] {
  const sheets = pages.map((page) => {
    const { rows, rest } = tablesOf(page);
    return { page, rows: [...rowsOf(rest), ...rows].toSorted((a, b) => a.y - b.y) };
  });
  let heading: string | undefined;
  const running = runningHeads(sheets);
  const out: PdfLine[] = [];
  for (const { page, rows } of sheets) {
    const marks = pageMarks(rows.map((r) => r.text));
    const kept = rows.filter(
      (r, i) => !marks.has(i) && !running.has(headKey(r, page)) && !(atEdge(r, page) && /^\s*\d{1,4}\s*$/.test(r.text)),
    );
    const plain = kept.filter((r) => !isTable(r));
    const left = Math.min(...plain.map((r) => r.x));
    const pitch = median(plain.slice(1).map((r, i) => r.y - (plain[i]?.y ?? 0)));
    let top = true;
    kept.forEach((row, i) => {
      const before = kept[i - 1];
      if (isTable(row)) {
        const last = out.at(-1);
        const open = last?.text.includes('\t') ? last : undefined;
        if (open === undefined) heading = row.text;
        else if (top && row.text === heading) return;
        const joined = top && open ? joinRows(open.text, row.text) : null;
        top = false;
        if (open && joined !== null) open.text = joined;
        else out.push({ text: row.text, gap: open === undefined });
        return;
      }
      top = false;
      const centred = Math.abs(row.x + row.end - page.width) < row.size;
      const indented = !centred && row.x - left > 1.5 * row.size && row.x - left < 3.2 * row.size;
      out.push({ text: row.text, gap: indented || (before !== undefined && row.y - before.y > 1.5 * pitch) });
    });
  }
  return out;
}

/** Runs whose baselines lie together make a row; rows go from top to bottom, runs from left to right. */
export function rowsOf(glyphs: readonly Glyphs[]): Row[] {
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

const isTable = (row: Row): boolean => row.text.includes('\t');

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
