// Text, headings and tables of a paper.
import {
  BorderStyle,
  HeightRule,
  type Paragraph,
  Table,
  TableCell,
  TableRow,
  TableLayoutType,
  VerticalAlignTable,
  WidthType,
  AlignmentType,
} from 'docx';
import type { PaperBlock } from '../types.ts';
import { AREA, type Face, SIZE, THIN, widthOf } from './measures.ts';
import { type Words, para, run } from './text.ts';

/** 一、黑体 （一）楷体 1. 仿宋 （1）仿宋 (7.3.3). */
const HEADING: Readonly<Record<1 | 2 | 3 | 4, Face>> = { 1: '黑体', 2: '楷体', 3: '仿宋', 4: '仿宋' };
const TABLE_LINE = 440;
const CELL: Words = { size: SIZE.四号 };

type Heading = Extract<PaperBlock, { type: 'heading' }>;
type TableBlock = Extract<PaperBlock, { type: 'table' }>;

/** A heading that text follows in the same line ends with a full stop; alone it ends with nothing. */
const heading = ({ level, text, run: more }: Heading, held: boolean) =>
  para(
    [run(more && !/[。！？]$/.test(text) ? `${text}。` : text, { face: HEADING[level] }), ...(more ? [run(more)] : [])],
    { first: 2, keepNext: held || !more },
  );

const edge = { style: BorderStyle.SINGLE, size: THIN, color: '000000' };
export const RULED = { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge };

export type Cell = { text: string; width: number; face?: Face; align?: 'left' | 'center'; span?: number };

/** A row of a ruled table; it stays on one page. */
export const row = (cells: readonly Cell[], more: { head?: boolean; height?: number } = {}) =>
  new TableRow({
    cantSplit: true,
    ...(more.head ? { tableHeader: true } : {}),
    ...(more.height ? { height: { value: more.height, rule: HeightRule.ATLEAST } } : {}),
    children: cells.map(
      ({ text, width, face = '仿宋', align = 'left', span = 1 }) =>
        new TableCell({
          width: { size: width, type: WidthType.DXA },
          ...(span > 1 ? { columnSpan: span } : {}),
          verticalAlign: VerticalAlignTable.CENTER,
          margins: { left: 80, right: 80, top: 40, bottom: 40 },
          children: text.split('\n').map((line) =>
            para([run(line, { ...CELL, face })], {
              align: align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
              line: TABLE_LINE,
            }),
          ),
        }),
    ),
  });

/** A ruled table of the given column widths in twips. */
export const ruled = (widths: readonly number[], rows: readonly TableRow[]) =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    alignment: AlignmentType.CENTER,
    borders: RULED,
    rows: [...rows],
  });

/** A heading of up to this many characters stays in one line. */
const WHOLE_LABEL = 6;
/** What a short heading needs, with the margins of its cell. */
const leastFor = (label: string) => Math.min(widthOf(label), WHOLE_LABEL) * SIZE.四号 * 10 + 220;

/** Column widths in twips that share `whole` as asked; one too narrow for its heading takes from those that have more. */
export function shares(columns: readonly { label?: string; width?: number }[], whole: number): number[] {
  const parts = columns.map((c) => c.width ?? 1);
  const sum = parts.reduce((a, b) => a + b, 0);
  const asked = parts.map((part) => (part / sum) * whole);
  const least = columns.map((c) => (c.label ? leastFor(c.label) : 0));
  const spare = asked.map((width, i) => Math.max(0, width - least[i]!));
  const [want, have] = [asked.reduce((a, w, i) => a + Math.max(0, least[i]! - w), 0), spare.reduce((a, b) => a + b, 0)];
  const share = want < have ? want / have : 0;
  return asked.map((width, i) => Math.floor(share ? Math.max(width, least[i]!) - spare[i]! * share : width));
}

function table({ columns, rows, caption }: TableBlock, whole: number): (Paragraph | Table)[] {
  const widths = shares(columns, whole);
  const head = row(
    columns.map((c, i) => ({ text: c.label, width: widths[i]!, face: '黑体', align: 'center' })),
    { head: true },
  );
  const lines = rows.map((cells) =>
    row(columns.map((c, i) => ({ text: cells[i] ?? '', width: widths[i]!, align: c.align ?? 'left' }))),
  );
  return [
    ...(caption ? [para([run(caption, { face: '黑体' })], { align: AlignmentType.CENTER, keepNext: true })] : []),
    ruled(widths, [head, ...lines]),
  ];
}

/**
 * Blocks as paragraphs and tables; `whole` is the width of the type area in twips. `held` keeps the end of the text on the
 * page of what follows: a signature never stands alone.
 */
export const blocks = (
  all: readonly PaperBlock[],
  { whole = AREA.width, held = false }: { whole?: number; held?: boolean } = {},
): (Paragraph | Table)[] =>
  all.flatMap((block, i) => {
    const keepNext = held && i === all.length - 1;
    if (block.type === 'heading') return [heading(block, keepNext)];
    if (block.type === 'table') return table(block, whole);
    return block.text.split('\n').map((line) => para([run(line)], { first: block.flush ? 0 : 2, keepNext }));
  });
