// A .docx as the checker sees it: sections, paragraphs with the look each character has, tables and page numbers.
import { ArchiveError, openPackage, xmlText } from '../../archive/index.ts';
import { type Element, all, isElement, kid, kids, parseXml, val, wordsOf } from './dom.ts';
import { type Look, type Stance, stylesOf, themesOf } from './look.ts';

export type Run = { text: string; look: Look };
export type Para = {
  /** Its place in the document, from 0; tables count with the paragraphs in their cells. */
  at: number;
  text: string;
  runs: readonly Run[];
  stance: Stance;
  /** Size of its characters in points: that of most of them. */
  look: Look;
  section: number;
  inTable: boolean;
  /** Begins on a new page: by its own mark, a break before it, or a new section. */
  newPage: boolean;
  /** A line is drawn beside it (a shape), with its colour where one is told. */
  drawn: string | null;
};

/** Millimetres. */
export type Section = {
  width: number;
  height: number;
  top: number;
  bottom: number;
  left: number;
  right: number;
  gutter: number;
  /** Lines of a page and characters of a line, where the section keeps a grid. */
  lines: number | null;
  chars: number | null;
  firstOwn: boolean;
  numbers: Partial<Record<'default' | 'even' | 'first', PageNumber>>;
};
/** What a footer shows; null where it shows no page number. */
export type PageNumber = {
  text: string;
  field: boolean;
  align: Stance['align'];
  look: Look;
  left: number;
  right: number;
};
export type Ruling = { at: number; top: number; bottom: number; inner: number; color: string };

export type Docx = {
  sections: readonly Section[];
  paras: readonly Para[];
  /** Borders of tables, in points, with the place of their first paragraph. */
  rulings: readonly Ruling[];
  evenOdd: boolean;
};

const mm = (twips: string | undefined) => Number(twips ?? 0) / 56.6929;
const BODY = 16;

/** Reads a .docx. @throws ArchiveError when it is broken, locked, or no .docx. */
export async function readLayout(bytes: Uint8Array): Promise<Docx> {
  const parts = await openPackage(bytes, (name) => /^word\/[^/]+\.xml$|^word\/theme\/|^word\/_rels\//.test(name));
  const xml = (name: string) => {
    const part = parts.get(name);
    return part ? parseXml(xmlText(part)) : undefined;
  };
  const document = xml('word/document.xml');
  const body = document && kid(kid(document, 'document'), 'body');
  if (!body) throw new ArchiveError('damaged');
  const theme = [...parts.keys()].find((name) => name.startsWith('word/theme/theme'));
  const themeRoot = theme ? xml(theme)?.children.find(isElement) : undefined;
  const themes = themesOf(themeRoot);
  const sheet = xml('word/styles.xml');
  const styles = stylesOf(sheet && kid(sheet, 'styles'), themes);
  const links = new Map<string, string>();
  const rels = xml('word/_rels/document.xml.rels');
  for (const r of rels ? all(rels, 'Relationship') : []) links.set(r.attribs['Id'] ?? '', r.attribs['Target'] ?? '');
  const settings = xml('word/settings.xml');

  const paras: Para[] = [];
  const sections: Section[] = [];
  const rulings: Ruling[] = [];
  let broken = false;

  const add = (p: Element, inTable: boolean) => {
    const pPr = kid(p, 'pPr');
    const runs = runsOf(p, (rPr) => styles.look(pPr, rPr));
    const mark = styles.look(pPr, kid(pPr, 'rPr'));
    const look = most(runs) ?? mark;
    const stance = styles.stance(pPr, look.size);
    const text = runs.map((r) => r.text).join('');
    const early = [...all(p, 'w:br')].some((br) => br.attribs['w:type'] === 'page');
    // A break before the words begins the page with them; one after them begins it with the next paragraph.
    const before = early && (text === '' || breakFirst(p));
    paras.push({
      at: paras.length,
      text,
      runs,
      stance,
      look,
      section: sections.length,
      inTable,
      newPage: stance.newPage || broken || before,
      drawn: drawn(p),
    });
    broken = early && !(before && text !== '');
    const own = kid(pPr, 'sectPr');
    if (own) {
      sections.push(sectionOf(own, links, xml, styles));
      broken ||= val(kid(own, 'type')) !== 'continuous';
    }
  };
  const walk = (parent: Element, inTable: boolean) => {
    for (const child of parent.children) {
      if (!isElement(child)) continue;
      const element = child;
      if (element.name === 'w:p') add(element, inTable);
      else if (element.name === 'w:tbl') {
        rulings.push(rulingOf(element, paras.length));
        walk(element, true);
      } else if (['w:tr', 'w:tc', 'w:sdt', 'w:sdtContent', 'w:ins'].includes(element.name)) walk(element, inTable);
    }
  };
  walk(body, false);
  const last = kid(body, 'sectPr');
  if (last) sections.push(sectionOf(last, links, xml, styles));
  return {
    sections,
    paras,
    rulings,
    evenOdd:
      settings !== undefined &&
      [...all(settings, 'w:evenAndOddHeaders')].some((e) => val(e) !== '0' && val(e) !== 'false'),
  };
}

function runsOf(p: Element, look: (rPr: Element | undefined) => Look): Run[] {
  const runs: Run[] = [];
  for (const r of all(p, 'w:r')) {
    const text = r.children
      .map((c) => {
        if (!isElement(c)) return '';
        const e = c;
        if (e.name === 'w:t') return e.children.map(wordsOf).join('');
        return e.name === 'w:tab' ? '\t' : e.name === 'w:br' && e.attribs['w:type'] !== 'page' ? '\n' : '';
      })
      .join('');
    if (text) runs.push({ text, look: look(kid(r, 'rPr')) });
  }
  return runs;
}

/** The look of most of a paragraph's characters. */
function most(runs: readonly Run[]): Look | undefined {
  const weight = new Map<string, { n: number; look: Look }>();
  for (const { text, look } of runs) {
    const n = text.trim().length;
    if (!n) continue;
    const key = JSON.stringify(look);
    weight.set(key, { n: (weight.get(key)?.n ?? 0) + n, look });
  }
  return [...weight.values()].sort((a, b) => b.n - a.n)[0]?.look;
}

const breakFirst = (p: Element) => {
  for (const e of all(p, 'w:r'))
    for (const c of e.children) {
      if (!isElement(c)) continue;
      if (c.name === 'w:br' && c.attribs['w:type'] === 'page') return true;
      if (c.name === 'w:t') return false;
    }
  return false;
};

/** Whether a shape stands in the paragraph, with the colour of its line; empty where it tells none. */
function drawn(p: Element): string | null {
  for (const name of ['w:drawing', 'w:pict'])
    for (const shape of all(p, name)) {
      const line = [...all(shape, 'a:ln')][0];
      const solid = line && [...all(line, 'a:srgbClr')][0];
      const vml = [...all(shape, 'v:line'), ...all(shape, 'v:shape')][0];
      return (solid?.attribs['val'] ?? vml?.attribs['strokecolor']?.replace('#', '') ?? '').toUpperCase();
    }
  return null;
}

function sectionOf(
  sectPr: Element,
  links: ReadonlyMap<string, string>,
  xml: (name: string) => ReturnType<typeof parseXml> | undefined,
  styles: ReturnType<typeof stylesOf>,
): Section {
  const size = kid(sectPr, 'pgSz')?.attribs ?? {};
  const margin = kid(sectPr, 'pgMar')?.attribs ?? {};
  const grid = kid(sectPr, 'docGrid')?.attribs ?? {};
  const page = { width: mm(size['w:w']), height: mm(size['w:h']) };
  const edge = {
    top: Math.abs(mm(margin['w:top'])),
    bottom: Math.abs(mm(margin['w:bottom'])),
    left: mm(margin['w:left']),
    right: mm(margin['w:right']),
  };
  const numbers: Section['numbers'] = {};
  for (const reference of kids(sectPr, 'footerReference')) {
    const target = links.get(reference.attribs['r:id'] ?? '');
    const footer = target && xml(`word/${target.replace(/^\/?word\//, '')}`);
    const found = footer && pageNumber(footer, styles);
    const type = reference.attribs['w:type'];
    if (found) numbers[type === 'even' || type === 'first' ? type : 'default'] = found;
  }
  const pitch = Number(grid['w:linePitch'] ?? 0) / 20;
  const lined = ['lines', 'linesAndChars', 'snapToChars'].includes(grid['w:type'] ?? '');
  const lettered = ['linesAndChars', 'snapToChars'].includes(grid['w:type'] ?? '');
  const height = ((page.height - edge.top - edge.bottom) / 25.4) * 72;
  const width = ((page.width - edge.left - edge.right) / 25.4) * 72;
  // The grid's space between characters is told in 4096ths of a point.
  const step = BODY + Number(grid['w:charSpace'] ?? 0) / 4096;
  return {
    ...page,
    ...edge,
    gutter: mm(margin['w:gutter']),
    lines: lined && pitch ? height / pitch : null,
    chars: lettered ? width / step : null,
    firstOwn: kid(sectPr, 'titlePg') !== undefined && val(kid(sectPr, 'titlePg')) !== '0',
    numbers,
  };
}

/** The paragraph of a footer that shows the number of the page. */
function pageNumber(footer: ReturnType<typeof parseXml>, styles: ReturnType<typeof stylesOf>): PageNumber | null {
  for (const p of all(footer, 'w:p')) {
    const field =
      [...all(p, 'w:fldSimple')].some((f) => /\bPAGE\b/.test(f.attribs['w:instr'] ?? '')) ||
      [...all(p, 'w:instrText')].some((i) => i.children.some((t) => /\bPAGE\b/.test(wordsOf(t))));
    if (!field) continue;
    const pPr = kid(p, 'pPr');
    const runs = runsOf(p, (rPr) => styles.look(pPr, rPr));
    const look = most(runs) ?? styles.look(pPr, kid([...all(p, 'w:r')][0], 'rPr'));
    const stance = styles.stance(pPr, look.size);
    return {
      text: runs.map((r) => r.text).join(''),
      field,
      align: stance.align,
      look,
      left: stance.left,
      right: stance.right,
    };
  }
  return null;
}

function rulingOf(table: Element, at: number): Ruling {
  const own = kid(kid(table, 'tblPr'), 'tblBorders');
  const rows = kids(table, 'tr');
  const cell = (row: Element | undefined, side: string) => {
    const of = kid(kid(row && kid(row, 'tc'), 'tcPr'), 'tcBorders');
    return of && kid(of, side);
  };
  const size = (border: Element | undefined) =>
    border && !['nil', 'none'].includes(val(border) ?? '') ? Number(border.attribs['w:sz'] ?? 4) / 8 : 0;
  const top = cell(rows[0], 'top') ?? (own && kid(own, 'top'));
  return {
    at,
    top: size(top),
    bottom: size(cell(rows.at(-1), 'bottom') ?? (own && kid(own, 'bottom'))),
    inner:
      rows.length > 1
        ? Math.max(size(own && kid(own, 'insideH')), size(cell(rows[0], 'bottom')), size(cell(rows[1], 'top')))
        : 0,
    color: (top?.attribs['w:color'] ?? '').toUpperCase(),
  };
}
