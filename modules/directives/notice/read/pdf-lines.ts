// Rebuilds lines from the places of words on pages: reading order, without page numbers and running heads.
import { type Page, type Row, rowsOf } from './pdf-rows.ts';
import { joinRows, tablesOf } from './pdf-table.ts';
import { pageMarks } from './tidy.ts';

/** A line of text; `gap` says that the page sets it apart from the line before, `full` that it reaches the right margin. */
export type PdfLine = { text: string; gap: boolean; full: boolean };

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
    const right = Math.max(...plain.map((r) => r.end));
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
        else out.push({ text: row.text, gap: open === undefined, full: false });
        return;
      }
      top = false;
      const centred = Math.abs(row.x + row.end - page.width) < row.size;
      const indented = !centred && row.x - left > 1.5 * row.size && row.x - left < 3.2 * row.size;
      const apart = before !== undefined && (isTable(before) || row.y - before.y > 1.5 * pitch);
      out.push({
        text: row.text,
        gap: indented || apart,
        full: row.end > right - 2 * row.size && row.x - left < 3.2 * row.size,
      });
    });
  }
  return out;
}

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
