// Paragraphs and runs of a paper: every one says its typeface, size and place itself, so that no template can move it.
import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, Tab, TextRun } from 'docx';
import { CHAR, FACE, type Face, LINE, SIZE, TIGHTER } from './measures.ts';

export type Words = {
  face?: Face;
  /** Half points. */
  size?: number;
  color?: string;
  /** Width of the characters, per cent. */
  scale?: number;
};

const fontOf = (face: Face) => ({
  ascii: FACE[face],
  hAnsi: FACE[face],
  eastAsia: FACE[face],
  hint: 'eastAsia' as const,
});

/** What XML has no letter for is left out: a paper shows nothing in its place either. */
// oxlint-disable-next-line no-control-regex
const clean = (text: string) => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '');

/** A run of text; 3号仿宋 unless said otherwise. */
export const run = (text: string, { face = '仿宋', size = SIZE.三号, color, scale }: Words = {}) =>
  new TextRun({
    text: clean(text),
    font: fontOf(face),
    size,
    ...(size === SIZE.三号 ? { characterSpacing: TIGHTER } : {}),
    ...(color ? { color } : {}),
    ...(scale ? { scale } : {}),
  });

/** A tab to the next stop. */
export const tab = (words: Words = {}) =>
  new TextRun({ children: [new Tab()], font: fontOf(words.face ?? '仿宋'), size: words.size ?? SIZE.三号 });

export type Place = {
  align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  /** Indents in characters of the body. */
  left?: number;
  right?: number;
  /** Indent of the first line in characters; negative hangs. */
  first?: number;
  /** Twips above. */
  before?: number;
  after?: number;
  /** Exact height of a line, twips; the grid's unless said. */
  line?: number;
  keepNext?: boolean;
  more?: Partial<IParagraphOptions>;
};

const chars = (n: number) => Math.round(n * CHAR);

/** A paragraph of runs on exact lines. */
export function para(children: IParagraphOptions['children'], place: Place = {}): Paragraph {
  const { align = AlignmentType.BOTH, left = 0, right = 0, first = 0, before = 0, after = 0, line = LINE } = place;
  return new Paragraph({
    children: children ?? [],
    alignment: align,
    spacing: { before, after, line, lineRule: LineRuleType.EXACT },
    indent: {
      ...(left ? { left: chars(left) } : {}),
      ...(right ? { right: chars(right) } : {}),
      ...(first > 0
        ? { firstLine: chars(first), ...(Number.isInteger(first) ? { firstLineChars: first * 100 } : {}) }
        : {}),
      ...(first < 0 ? { hanging: chars(-first) } : {}),
    },
    ...(place.keepNext ? { keepNext: true } : {}),
    ...place.more,
  });
}

/** An empty line of the grid. */
export const blank = (line: number = LINE, keepNext = false) => para([run('')], { line, keepNext });
