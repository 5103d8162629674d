// Reads .docx: opens the package within bounds, walks its main part and sets paragraphs and tables as text.
import { NoticeError } from '../error.ts';
import { PART, type NoticeDocument } from './document.ts';
import { type Cell, toRows } from './grid.ts';
import { Numbering } from './numbering.ts';
import { untagged } from './plain.ts';
import { tabRows } from './tab-rows.ts';
import { Tidy } from './tidy.ts';
import { eachTag } from './xml.ts';
import { openPackage } from './zip.ts';

/** A tab that a person typed, until its neighbours tell what it was for. */
const TYPED = '\u0001';

/** Deleted text, field codes and the older twin of a drawing are not part of what the reader sees. */
const HIDDEN = new Set(['w:del', 'w:moveFrom', 'w:instrText', 'w:delText', 'mc:Fallback', 'w:pict']);

/** Bytes of a .docx in, normalised text out. Refuses passwords, damage, oversize and DOCTYPE with a NoticeError. */
export async function readDocx(bytes: Uint8Array): Promise<NoticeDocument> {
  const parts = await openPackage(bytes, ['word/document.xml', 'word/numbering.xml', 'word/styles.xml']);
  const main = parts.get('word/document.xml');
  if (main === undefined) throw new NoticeError('damaged');
  const numbering = new Numbering(parts.get('word/numbering.xml'), parts.get('word/styles.xml'));
  const tidy = new Tidy();
  for (const line of tabRows(walk(main, numbering), TYPED)) tidy.line(line);
  return untagged({ text: tidy.text(), format: 'docx', leftovers: [] });
}

type Paragraph = { text: string; style: string; list: string; level: string };
type Table = { rows: Cell[][]; above: (Cell | undefined)[]; column: number };

function walk(xml: string, numbering: Numbering): string[] {
  const lines: string[] = [];
  const tables: Table[] = [];
  const cells: Cell[] = [];
  const paragraphs: Paragraph[] = [];
  let hidden = 0;
  let inText = false;

  const put = (line: string): void => {
    const cell = cells.at(-1);
    if (cell) cell.text += cell.text === '' ? line : PART + line;
    else lines.push(...line.split('\n'), '');
  };
  const closeCell = (): void => {
    const cell = cells.pop();
    const table = tables.at(-1);
    if (!cell || !table) return;
    const above = table.above[table.column];
    if (cell.rows === 0 && above) above.rows += 1;
    else {
      cell.rows = 1;
      table.rows.at(-1)?.push(cell);
      table.above[table.column] = cell;
    }
    table.column += cell.columns;
  };

  eachTag(
    xml,
    (name, attribute) => {
      if (HIDDEN.has(name)) hidden += 1;
      if (hidden > 0) return;
      const paragraph = paragraphs.at(-1);
      const cell = cells.at(-1);
      if (name === 'w:p') paragraphs.push({ text: '', style: '', list: '', level: '' });
      else if (name === 'w:t') inText = true;
      else if (name === 'w:tbl') tables.push({ rows: [], above: [], column: 0 });
      else if (name === 'w:tr') {
        const table = tables.at(-1);
        table?.rows.push([]);
        if (table) table.column = 0;
      } else if (name === 'w:tc') cells.push({ text: '', columns: 1, rows: 1 });
      else if (name === 'w:gridSpan' && cell) cell.columns = Math.min(60, Math.max(1, Number(attribute('w:val')) || 1));
      else if (name === 'w:vMerge' && cell) cell.rows = attribute('w:val') === 'restart' ? 1 : 0;
      else if (!paragraph) return;
      else if (name === 'w:tab' || name === 'w:ptab') paragraph.text += cells.length > 0 ? ' ' : TYPED;
      else if (name === 'w:br' || name === 'w:cr') paragraph.text += cells.length > 0 ? PART : '\n';
      else if (name === 'w:noBreakHyphen') paragraph.text += '-';
      else if (name === 'w:pStyle') paragraph.style = attribute('w:val');
      else if (name === 'w:numId') paragraph.list = attribute('w:val');
      else if (name === 'w:ilvl') paragraph.level = attribute('w:val');
    },
    (name) => {
      if (HIDDEN.has(name)) hidden -= 1;
      else if (hidden > 0) return;
      else if (name === 'w:t') inText = false;
      else if (name === 'w:tc') closeCell();
      else if (name === 'w:tbl') {
        const rows = toRows(tables.pop()?.rows ?? []);
        if (cells.length > 0) put(rows.join(PART).replaceAll('\t', ' '));
        else lines.push('', ...rows, '');
      } else if (name === 'w:p') {
        const p = paragraphs.pop();
        if (p) put(numbering.label(p.list, p.level, p.style) + p.text);
      }
    },
    (text) => {
      const paragraph = paragraphs.at(-1);
      if (inText && hidden === 0 && paragraph) paragraph.text += text.replace(/[\t\n\r]+/g, ' ');
    },
  );
  return lines;
}
