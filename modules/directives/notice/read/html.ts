// Reads .html: a stream of tags becomes lines; data tables become tab tables, layout tables dissolve into paragraphs.
import { Parser } from 'htmlparser2';
import { NoticeError } from '../error.ts';
import { PART, type NoticeDocument } from './document.ts';
import { type Cell, dissolve, toRows } from './grid.ts';
import { pageMarks, Tidy } from './tidy.ts';

const BLOCK = new Set(
  'p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd section article header footer main blockquote center form hr pre address'.split(
    ' ',
  ),
);
const SKIP = new Set('script style head title noscript template svg textarea select button iframe object'.split(' '));
/** Tags nested deeper are no page that a person wrote. */
const DEEPEST_TAG = 1000;
/** Tables nested deeper than any page needs are read as plain blocks. */
const DEEPEST = 20;

/** HTML text in, normalised text out. Scripts, styles and hidden heads give nothing; nothing is fetched. */
export function readHtml(input: string): NoticeDocument {
  const lines: string[] = [];
  const tables: { rows: Cell[][]; layout: boolean }[] = [];
  const cells: Cell[] = [];
  let line = '';
  let skipping = 0;
  let tooDeep = 0;
  let depth = 0;

  const write = (text: string): void => {
    const cell = cells.at(-1);
    if (cell) cell.text += text;
    else line += text;
  };
  const breakLine = (): void => {
    if (cells.length > 0) write(PART);
    else if (line.trim() !== '') {
      lines.push(line);
      line = '';
    }
  };
  const openTable = (): void => {
    breakLine();
    const outer = tables.at(-1);
    if (outer) outer.layout = true;
    if (tables.length < DEEPEST) tables.push({ rows: [], layout: false });
    else tooDeep += 1;
  };
  const closeTable = (): void => {
    if (tooDeep > 0) {
      tooDeep -= 1;
      return;
    }
    const table = tables.pop();
    if (!table) return;
    const text = table.layout ? dissolve(table.rows) : toRows(table.rows);
    if (cells.length > 0) write(`\n${text.join('\n')}\n`);
    else {
      breakLine();
      lines.push('', ...text, '');
    }
  };

  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > DEEPEST_TAG) throw new NoticeError('damaged');
      if (name === 'body') skipping = 0;
      else if (SKIP.has(name)) skipping += 1;
      else if (name === 'br' || BLOCK.has(name)) breakLine();
      else if (name === 'table') openTable();
      else if (tooDeep > 0) return;
      else if (name === 'tr') tables.at(-1)?.rows.push([]);
      else if ((name === 'td' || name === 'th') && tables.length > 0)
        cells.push({ text: '', columns: Number(attributes['colspan']), rows: Number(attributes['rowspan']) });
    },
    ontext(text) {
      if (skipping === 0) write(text.replace(/[\t\n\r ]+/g, ' '));
    },
    onclosetag(name) {
      depth -= 1;
      if (SKIP.has(name)) skipping = Math.max(0, skipping - 1);
      else if (BLOCK.has(name)) breakLine();
      else if (name === 'table') closeTable();
      else if ((name === 'td' || name === 'th') && tooDeep === 0) {
        const cell = cells.pop();
        if (cell) tables.at(-1)?.rows.at(-1)?.push(cell);
      }
    },
  });
  parser.write(input);
  parser.end();
  lines.push(line);

  const tidy = new Tidy();
  const pages = pageMarks(lines);
  lines.forEach((l, i) => tidy.line(pages.has(i) ? '' : l));
  return { text: tidy.text(), format: 'html', leftovers: [] };
}
