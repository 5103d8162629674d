// How a character really looks in a .docx: defaults, styles and direct marks laid over one another, as Word does.
import { type Element, isElement, kid, kids, val } from './dom.ts';

/** Sizes in points; `font` is the typeface of Chinese characters, `latin` that of digits and letters. */
export type Look = {
  font: string;
  latin: string;
  size: number;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  color: string;
};

/** Indents in characters of the paragraph's own size, distances in points. */
export type Stance = {
  align: 'left' | 'center' | 'right' | 'both';
  first: number;
  left: number;
  right: number;
  line: { rule: 'auto' | 'exact' | 'atLeast'; value: number };
  before: number;
  after: number;
  newPage: boolean;
  ruledBelow: { size: number; color: string } | null;
  ruledAbove: { size: number; color: string } | null;
};

type Marks = { look: Partial<Look>; stance: Partial<Stance> & { indent?: Indent } };
type Indent = {
  firstChars?: number;
  first?: number;
  leftChars?: number;
  left?: number;
  rightChars?: number;
  right?: number;
};

const PLAIN: Look = {
  font: '宋体',
  latin: 'Times New Roman',
  size: 10.5,
  bold: false,
  italic: false,
  underline: false,
  color: '000000',
};
const STILL: Stance = {
  align: 'both',
  first: 0,
  left: 0,
  right: 0,
  line: { rule: 'auto', value: 12 },
  before: 0,
  after: 0,
  newPage: false,
  ruledBelow: null,
  ruledAbove: null,
};

const on = (element: Element | undefined) =>
  element !== undefined && !['0', 'false', 'off', 'none'].includes(val(element) ?? '');
const number = (text: string | undefined) => (text === undefined || text === '' ? undefined : Number(text));

/** The direct marks of a run. `themes` are the typefaces behind theme names. */
export function lookMarks(rPr: Element | undefined, themes: Themes): Partial<Look> {
  if (!rPr) return {};
  const look: Partial<Look> = {};
  const fonts = kid(rPr, 'rFonts');
  const asia = fonts?.attribs['w:eastAsia'] ?? themes[fonts?.attribs['w:eastAsiaTheme'] ?? ''];
  const latin = fonts?.attribs['w:ascii'] ?? themes[fonts?.attribs['w:asciiTheme'] ?? ''];
  if (asia) look.font = asia;
  if (latin) look.latin = latin;
  const size = number(val(kid(rPr, 'sz')));
  if (size) look.size = size / 2;
  if (kid(rPr, 'b')) look.bold = on(kid(rPr, 'b'));
  if (kid(rPr, 'i')) look.italic = on(kid(rPr, 'i'));
  if (kid(rPr, 'u')) look.underline = on(kid(rPr, 'u'));
  const color = val(kid(rPr, 'color'));
  if (color) look.color = color === 'auto' ? '000000' : color.toUpperCase();
  return look;
}

function stanceMarks(pPr: Element | undefined): Marks['stance'] {
  if (!pPr) return {};
  const stance: Marks['stance'] = {};
  const align = val(kid(pPr, 'jc'));
  if (align)
    stance.align =
      align === 'center'
        ? 'center'
        : align === 'right' || align === 'end'
          ? 'right'
          : align === 'left' || align === 'start'
            ? 'left'
            : 'both';
  const spacing = kid(pPr, 'spacing')?.attribs;
  if (spacing) {
    const line = number(spacing['w:line']);
    const rule = spacing['w:lineRule'] === 'exact' ? 'exact' : spacing['w:lineRule'] === 'atLeast' ? 'atLeast' : 'auto';
    if (line !== undefined) stance.line = { rule, value: line / 20 };
    const before = number(spacing['w:before']);
    const after = number(spacing['w:after']);
    if (before !== undefined) stance.before = before / 20;
    if (after !== undefined) stance.after = after / 20;
  }
  const ind = kid(pPr, 'ind')?.attribs;
  if (ind) {
    const hanging = number(ind['w:hanging']);
    const hangingChars = number(ind['w:hangingChars']);
    stance.indent = {
      ...defined('firstChars', hangingChars !== undefined ? -hangingChars : number(ind['w:firstLineChars'])),
      ...defined('first', hanging !== undefined ? -hanging : number(ind['w:firstLine'])),
      ...defined('leftChars', number(ind['w:leftChars'] ?? ind['w:startChars'])),
      ...defined('left', number(ind['w:left'] ?? ind['w:start'])),
      ...defined('rightChars', number(ind['w:rightChars'] ?? ind['w:endChars'])),
      ...defined('right', number(ind['w:right'] ?? ind['w:end'])),
    };
  }
  if (kid(pPr, 'pageBreakBefore')) stance.newPage = on(kid(pPr, 'pageBreakBefore'));
  const borders = kid(pPr, 'pBdr');
  if (borders) {
    stance.ruledBelow = rule(kid(borders, 'bottom'));
    stance.ruledAbove = rule(kid(borders, 'top'));
  }
  return stance;
}

const defined = (name: string, value: number | undefined) => (value === undefined ? {} : { [name]: value });
/** A border's thickness is in eighths of a point. */
const rule = (border: Element | undefined) =>
  border && !['nil', 'none'].includes(val(border) ?? '')
    ? { size: (number(border.attribs['w:sz']) ?? 4) / 8, color: (border.attribs['w:color'] ?? '000000').toUpperCase() }
    : null;

export type Themes = Readonly<Record<string, string>>;

/** Typefaces of the document's theme by the names that runs use for them. */
export function themesOf(theme: Element | undefined): Themes {
  if (!theme) return {};
  const faces: Record<string, string> = {};
  for (const [part, name] of [
    ['majorFont', 'major'],
    ['minorFont', 'minor'],
  ] as const) {
    const font = find(theme, `a:${part}`);
    if (!font) continue;
    const hans = kids(font, 'font', 'a').find((f) => f.attribs['script'] === 'Hans')?.attribs['typeface'];
    const asia = kid(font, 'ea', 'a')?.attribs['typeface'] || hans;
    const latin = kid(font, 'latin', 'a')?.attribs['typeface'];
    if (asia) faces[`${name}EastAsia`] = asia;
    if (latin) faces[`${name}HAnsi`] = faces[`${name}Ascii`] = latin;
  }
  return faces;
}

function find(element: Element, name: string): Element | undefined {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = isElement(child) ? find(child, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Knows the styles of a document; `look` and `stance` say what a place comes to. */
export function stylesOf(styles: Element | undefined, themes: Themes) {
  const byId = new Map<string, Element>();
  let paragraphDefault: string | undefined;
  for (const s of styles ? kids(styles, 'style') : []) {
    const id = s.attribs['w:styleId'] ?? '';
    byId.set(id, s);
    if (s.attribs['w:type'] === 'paragraph' && s.attribs['w:default'] === '1') paragraphDefault = id;
  }
  const defaults = styles && kid(styles, 'docDefaults');
  const chain = (id: string | undefined, depth = 0): Marks[] => {
    const style = id === undefined || depth > 20 ? undefined : byId.get(id);
    if (!style) return [];
    return [
      ...chain(val(kid(style, 'basedOn')), depth + 1),
      { look: lookMarks(kid(style, 'rPr'), themes), stance: stanceMarks(kid(style, 'pPr')) },
    ];
  };
  const base: Marks = {
    look: lookMarks(defaults && kid(kid(defaults, 'rPrDefault'), 'rPr'), themes),
    stance: stanceMarks(defaults && kid(kid(defaults, 'pPrDefault'), 'pPr')),
  };
  const laid = (pPr: Element | undefined) => [base, ...chain(val(kid(pPr, 'pStyle')) ?? paragraphDefault)];
  return {
    look(pPr: Element | undefined, rPr: Element | undefined): Look {
      const own = chain(val(kid(rPr, 'rStyle')));
      return Object.assign({}, PLAIN, ...[...laid(pPr), ...own].map((m) => m.look), lookMarks(rPr, themes)) as Look;
    },
    /** `size` is that of the paragraph's characters: indents in twips are told in them. */
    stance(pPr: Element | undefined, size: number): Stance {
      const marks = [...laid(pPr).map((m) => m.stance), stanceMarks(pPr)];
      const { indent: _indent, ...plain } = Object.assign({}, ...marks) as Marks['stance'];
      const indent = Object.assign({}, ...marks.map((m) => m.indent ?? {})) as Indent;
      const chars = (inChars: number | undefined, twips: number | undefined) =>
        inChars ? inChars / 100 : (twips ?? 0) / 20 / size;
      return {
        ...STILL,
        ...plain,
        first: chars(indent.firstChars, indent.first),
        left: chars(indent.leftChars, indent.left),
        right: chars(indent.rightChars, indent.right),
      };
    },
  };
}
