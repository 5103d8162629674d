// Turns a table of a web page or a Word file into rows of text, keeping columns in line where cells are merged.
import { PART } from './document.ts';

/** A cell: its text (parts of it parted by U+2028) and how many columns and rows it spans (NaN means one). */
export type Cell = { text: string; columns: number; rows: number };

const WIDEST = 60;

/** One line a row, cells parted by tabs; a place covered by a merged cell above is an empty cell. */
export function toRows(rows: readonly Cell[][]): string[] {
  if (!rows.some((r) => r.length > 1)) return dissolve(rows);
  const covered: number[] = [];
  return rows.map((row) => {
    const line: string[] = [];
    const skip = (): void => {
      while ((covered[line.length] ?? 0) > 0) {
        covered[line.length] = (covered[line.length] ?? 0) - 1;
        line.push('');
      }
    };
    for (const cell of row) {
      skip();
      if (line.length >= WIDEST) break;
      const columns = span(cell.columns);
      for (let i = 0; i < columns; i++) {
        covered[line.length] = span(cell.rows) - 1;
        line.push(i === 0 ? oneLine(cell.text) : '');
      }
    }
    skip();
    return line.join('\t').replace(/\t+$/, '');
  });
}

/** A table that only lays out the page: its cells are paragraphs, in reading order. */
export function dissolve(rows: readonly Cell[][]): string[] {
  return rows.flatMap((row) =>
    row.flatMap((cell) => cell.text.split('\n').flatMap((line) => (line.includes('\t') ? [line] : line.split(PART)))),
  );
}

const span = (n: number): number => (n >= 1 && n <= WIDEST ? Math.floor(n) : 1);

const oneLine = (text: string): string =>
  text
    .split(/[\n\u2028]/)
    .map((part) => part.replaceAll('\t', ' ').trim())
    .filter((part) => part !== '')
    .join(PART);
