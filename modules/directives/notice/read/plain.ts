// Reads .txt and .md: drops front matter, page marks and leftover markup, and turns pipe tables into tab tables.
import { PART, type NoticeDocument } from './document.ts';
import { pageMarks, Tidy } from './tidy.ts';

/** Names of tags that a person never writes in a notice by hand; other text in angle brackets stays. */
const TAG =
  /<\/?(?:p|br|div|span|b|i|u|em|strong|font|table|thead|tbody|tr|td|th|a|img|ul|ol|li|h[1-6]|center|o:p|style|sup|sub|hr)(?:[\s/][^<>]{0,2000})?>|<!--[^<>]{0,2000}-->/gi;
const BREAKS = /^<\/?(?:p|div|table|tr|ul|ol|li|h[1-6]|center|br|hr)\b/i;
const ENTITIES: Record<string, string> = {
  emsp: ' ',
  ensp: ' ',
  nbsp: ' ',
  thinsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  times: '×',
  laquo: '«',
  raquo: '»',
};
const ENTITY = /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,8}));/gi;
const FRONT_MATTER = /^\s*---[ \t]*\n[\s\S]{0,4000}?\n---[ \t]*(?:\n|$)/;
/** [words](address), also as an image; the words stay. */
const LINK = /!?\[([^[\]\n]{0,300})\]\([^()\n]{0,600}\)/g;
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$/;
const PIPE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/;

/** Bytes already decoded in, normalised text out. Pure. */
export function readPlain(input: string, format: 'txt' | 'md'): NoticeDocument {
  let source = input.replace(/\r\n?|\u0085/g, '\n').replace(/\f/g, '\n\n');
  const tidy = new Tidy();
  const front = FRONT_MATTER.exec(source);
  if (front && /^\s*[\w-]+\s*:/m.test(front[0])) source = source.slice(front[0].length);
  const { lines, markup } = untag(source);
  const pages = pageMarks(lines);
  lines.forEach((line, i) => {
    if (pages.has(i) || RULE.test(line) || (line.includes('|') && PIPE_RULE.test(line))) tidy.line('', markup[i]);
    else tidy.line(unmark(line), markup[i]);
  });
  return { text: tidy.text(), format, leftovers: tidy.leftovers };
}

/** A document of Word into which a web page was pasted with its tags: they come out, and are told as leftovers. */
export const untagged = (document: NoticeDocument): NoticeDocument =>
  /<\/(?:p|td|span|div)>/.test(document.text)
    ? { ...readPlain(document.text, 'txt'), format: document.format }
    : document;

/** A line of a table: cells parted by tabs, or by bars. */
const isRow = (line: string): boolean => line.includes('\t') || /^\s*\|/.test(line);

/** Takes tags and entities out. A paragraph break inside a table row becomes a part of the cell, elsewhere a new line. */
function untag(source: string): { lines: string[]; markup: string[][] } {
  const lines: string[] = [];
  const markup: string[][] = [];
  let line = '';
  let found: string[] = [];
  const end = (): void => {
    lines.push(line);
    markup.push(found);
    line = '';
    found = [];
  };
  const write = (text: string): void => {
    const pieces = text.split('\n');
    pieces.forEach((piece, i) => {
      if (i > 0) end();
      line += piece.replace(ENTITY, decode);
    });
  };
  let from = 0;
  for (const m of source.matchAll(TAG)) {
    const tag = m[0];
    let gap = source.slice(from, m.index);
    const inRow = isRow(line) && !/[\t|]$/.test(line);
    if (inRow && /^<p\b/i.test(tag) && /^\s*$/.test(gap) && !gap.includes('\t')) gap = '';
    write(gap);
    found.push(tag);
    if (BREAKS.test(tag)) {
      if (isRow(line)) line += /[\t|\u2028]\s*$/.test(line) ? '' : PART;
      else if (line.trim() !== '') end();
    }
    from = m.index + tag.length;
  }
  write(source.slice(from));
  end();
  return { lines: lines.map((l) => l.replace(/\u2028\s*(?=\t|$)|\u2028\s*(?=\|)/g, '')), markup };
}

function decode(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code > 31 && code <= 0xffff && (code < 0xd800 || code > 0xdfff) ? String.fromCharCode(code) : ' ';
}

/** Takes Markdown's own marks off one line. */
function unmark(line: string): string {
  let text = line;
  if (/^\s*\|.*\|\s*$/s.test(text))
    text = text
      .trim()
      .slice(1, -1)
      .split('|')
      .map((c) => c.trim())
      .join('\t');
  if (/^\s{0,3}#{1,6}(?:\s|$)/.test(text)) text = text.replace(/^\s*#+\s*/, '').replace(/\s+#+\s*$/, '');
  if (/^\s*>\s/.test(text)) text = text.replace(/^\s*>\s/, '');
  if (/^\s*[-*+]\s+\S/.test(text)) text = text.replace(/^\s*[-*+]\s+/, '');
  if (text.includes('](')) text = text.replace(LINK, '$1');
  if (text.includes('**')) text = text.replaceAll('**', '');
  if (text.includes('__')) text = text.replace(/(^|\s)__(\S[^_\n]{0,300})__(?=\s|$)/g, '$1$2');
  return text.replace(/^\s*\*(?=\S[^*]*\*?$)/, '').replace(/^([^*]*\S)\*\s*$/, '$1');
}
