// Which element of an official document each paragraph is (GB/T 9704-2012, 7.1), told by its words and its place.
import type { Docx, Para } from './docx.ts';

export type Role =
  | 'copyNumber'
  | 'secrecy'
  | 'urgency'
  | 'mark'
  | 'number'
  /** The places of a number and a date that nobody has given yet. */
  | 'openNumber'
  | 'openDate'
  /** 编发单位 and date below the mark of minutes. */
  | 'issuedBy'
  | 'title'
  | 'to'
  | 'present'
  | 'text'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'attachment'
  | 'signature'
  | 'date'
  | 'note'
  | 'annexLabel'
  | 'annexTitle'
  | 'annexText'
  | 'copyTo'
  | 'printed'
  | 'cell'
  | 'blank';

/** A document with its parts known. `shape`: the general form, a letter (10.1), or minutes (10.3). */
export type Known = {
  docx: Docx;
  shape: 'general' | 'letter' | 'minutes';
  role: ReadonlyMap<Para, Role>;
  of(...roles: Role[]): Para[];
  one(role: Role): Para | undefined;
};

const trim = (p: Para) => p.text.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '');
const DIGITS = '\\d０-９〇○零一二三四五六七八九十';
export const DATE_LINE = new RegExp(`^[${DIGITS}]{2,4}\\s*年\\s*[${DIGITS}]{1,3}\\s*月\\s*[${DIGITS}]{1,3}\\s*日?$`);
const NUMBER =
  /^(?:[\u4e00-\u9fa5]{1,12}\s*[〔[［（(【﹝〈]\s*\d{2,4}\s*年?\s*[〕\]］）)】﹞〉]\s*第?\s*\d+\s*号?|第\s*\d+\s*[号期]|[\u4e00-\u9fa5]{2,8}字\s*\d{4}\s*第?\s*\d+\s*号)(?=$|[\s\u3000]+签\s*发\s*人|[\s\u3000]*$)/;
const OPEN_NUMBER = /^[\u4e00-\u9fa5]{2,12}\s*〔[\s\u3000]*〕[\s\u3000]*号$/;
const OPEN_DATE = /^年[\s\u3000]+月[\s\u3000]+日$/;
/** The numbers of headings, also where they are written wrongly. */
export const HEADING: Readonly<Record<'h1' | 'h2' | 'h3' | 'h4', RegExp>> = {
  h1: /^[一二三四五六七八九十]{1,3}\s*[、.．，,：:]/,
  h2: /^[（(][一二三四五六七八九十]{1,3}[）)]/,
  h3: /^\d{1,2}\s*[.．、](?!\d)/,
  h4: /^(?:[（(]\d{1,2}[）)]|\d{1,2}[）)])/,
};
const headingOf = (text: string) =>
  (Object.keys(HEADING) as (keyof typeof HEADING)[]).find((h) => HEADING[h].test(text));
const TO = /[：:]$/;
const PRESENT = /^(?:出\s*席|列\s*席|请\s*假|缺\s*席|主\s*持|记\s*录|时\s*间|地\s*点|参\s*会)(?:\s*人\s*员?)?\s*[：:]/;

/** Tells the parts of a document. */
export function knowParts(docx: Docx): Known {
  const role = new Map<Para, Role>();
  const lines = docx.paras.filter((p) => trim(p) !== '');
  for (const p of docx.paras) role.set(p, trim(p) === '' ? 'blank' : p.inTable ? 'cell' : 'text');
  imprint(lines, role);
  const open = lines.filter((p) => !p.inTable && role.get(p) === 'text');

  let i = head(open, role);
  i = titleFrom(open, i, role);
  const shape = shapeOf(open, role);
  const addressed = open[i];
  if (addressed && shape !== 'minutes' && isAddress(addressed)) {
    role.set(addressed, 'to');
    i += 1;
  }
  body(open.slice(i), role);
  return {
    docx,
    shape,
    role,
    of: (...roles) => docx.paras.filter((p) => roles.includes(role.get(p)!)),
    one: (name) => docx.paras.find((p) => role.get(p) === name),
  };
}

/** 版记 stands last: 抄送, then 印发机关 and 印发日期. */
function imprint(lines: readonly Para[], role: Map<Para, Role>) {
  for (const p of lines.slice(-8)) {
    const text = trim(p);
    if (/^(?:抄\s*送|抄\s*报|分\s*送)\s*[：:]?/.test(text)) role.set(p, 'copyTo');
    else if (
      /印\s*发$/.test(text) ||
      (/\d{4}年\d{1,2}月\d{1,2}日$/.test(text) && !DATE_LINE.test(text) && p === lines.at(-1))
    )
      role.set(p, 'printed');
    else if (p.inTable && DATE_LINE.test(text) && p === lines.at(-1)) role.set(p, 'printed');
  }
  // In a table the office that prints stands in the cell beside.
  const printed = lines.find((p) => role.get(p) === 'printed');
  const beside = printed?.inTable ? lines[lines.indexOf(printed) - 1] : undefined;
  if (beside?.inTable && role.get(beside) === 'cell') role.set(beside, 'printed');
}

/** Everything above the line: 份号, 密级, 紧急程度, 发文机关标志, 发文字号. @returns where the title begins. */
function head(open: readonly Para[], role: Map<Para, Role>): number {
  const first = open.slice(0, 12);
  const number = first.findIndex((p) => NUMBER.test(trim(p)));
  const loud = (p: Para) => p.look.size >= 26 || /^[CDEF][0-9A-F]0{4}$|^FF0000$|^E60012$/.test(p.look.color);
  const end = number >= 0 ? number : first.findLastIndex((p) => loud(p) && p.look.color !== '000000');
  for (const p of open.slice(0, end + 1)) {
    const text = trim(p);
    if (p === open[number]) role.set(p, 'number');
    else if (/^(?:绝密|机密|秘密)/.test(text)) role.set(p, 'secrecy');
    else if (/^(?:特\s*急|加\s*急|特\s*提|平\s*急|紧\s*急|急\s*件|火\s*急)$/.test(text)) role.set(p, 'urgency');
    else if (/^\d{1,9}$/.test(text)) role.set(p, 'copyNumber');
    else role.set(p, 'mark');
  }
  let next = end + 1;
  // A letter has its number below the line; 密级 and 紧急程度 may stand there too.
  while (next < open.length && /^(?:特\s*急|加\s*急|紧\s*急)$/.test(trim(open[next]!)))
    role.set(open[next++]!, 'urgency');
  const below = open[next];
  if (!below) return next;
  if (OPEN_NUMBER.test(trim(below))) role.set(open[next++]!, 'openNumber');
  else if (/纪\s*要$/.test(trim(open[end] ?? below)) && /\d{4}年\d{1,2}月\d{1,2}日$/.test(trim(below)))
    role.set(open[next++]!, 'issuedBy');
  return next;
}

/** The title: the first lines below the head that are set as one. */
function titleFrom(open: readonly Para[], from: number, role: Map<Para, Role>): number {
  const first = open[from];
  if (!first || PRESENT.test(trim(first)) || (isAddress(first) && first.look.size < 20)) return from;
  const titled =
    first.look.size >= 18 ||
    first.stance.align === 'center' ||
    (trim(first).length <= 60 && !/[。；]$/.test(trim(first).slice(0, -1)) && !headingOf(trim(first)));
  if (!titled) return from;
  let i = from;
  for (; i < open.length; i++) {
    const p = open[i]!;
    const same = p.look.size === first.look.size && p.stance.align === first.stance.align;
    if (i > from && (!same || isAddress(p) || p.stance.align !== 'center' || p.at > open[i - 1]!.at + 1)) break;
    role.set(p, 'title');
  }
  return i;
}

const isAddress = (p: Para) => {
  const text = trim(p);
  if (headingOf(text) || PRESENT.test(text) || text.length > 200) return false;
  if (TO.test(text)) return true;
  return (
    p.stance.first < 0.5 &&
    p.stance.align !== 'center' &&
    text.length < 120 &&
    /[局府会院部室队位司馆]$/.test(text) &&
    !/[。；]/.test(text)
  );
};

const shapeOf = (open: readonly Para[], role: ReadonlyMap<Para, Role>): Known['shape'] => {
  const marks = open
    .filter((p) => role.get(p) === 'mark')
    .map(trim)
    .join('');
  if (/纪\s*要$/.test(marks.replace(/[（(].*$/, ''))) return 'minutes';
  const title = open
    .filter((p) => role.get(p) === 'title')
    .map(trim)
    .join('');
  if (title.endsWith('函') && marks !== '' && !/文\s*件$/.test(marks)) return 'letter';
  return 'general';
};

function body(rest: readonly Para[], role: Map<Para, Role>) {
  const dated = rest.findIndex((p) => DATE_LINE.test(trim(p)) || OPEN_DATE.test(trim(p)));
  const annex = rest.findIndex((p, i) => i > dated && isAnnexLabel(p));
  const end = dated >= 0 ? dated : annex >= 0 ? annex : rest.length;
  let listing = false;
  for (const [i, p] of rest.slice(0, end).entries()) {
    const text = trim(p);
    const lists = /^附\s*件\s*[：:]/.test(text);
    listing ||= lists;
    const signing = dated >= 0 && i >= dated - 3 && isSignature(p) && rest.slice(i, dated).every(isSignature);
    if (signing && !lists && !(listing && /^\d/.test(text))) role.set(p, 'signature');
    else if (listing) role.set(p, 'attachment');
    else if (PRESENT.test(text)) role.set(p, 'present');
    else role.set(p, headingOf(text) ?? 'text');
  }
  if (dated < 0 && annex < 0) return;
  let inAnnex = false;
  let wantsTitle = false;
  for (const p of rest.slice(end)) {
    const text = trim(p);
    if (isAnnexLabel(p)) {
      role.set(p, 'annexLabel');
      inAnnex = wantsTitle = true;
    } else if (p === rest[dated]) role.set(p, OPEN_DATE.test(text) ? 'openDate' : 'date');
    else if (!inAnnex) role.set(p, /^[（(]|联\s*系\s*人|联系电话/.test(text) ? 'note' : 'text');
    else {
      role.set(p, wantsTitle ? 'annexTitle' : 'annexText');
      wantsTitle = false;
    }
  }
}

const isSignature = (p: Para) => {
  const text = trim(p);
  return (
    text.length <= 40 &&
    !/[。；：:，]$/.test(text) &&
    !headingOf(text) &&
    (p.stance.align === 'right' ||
      p.stance.align === 'center' ||
      p.stance.left > 4 ||
      p.stance.right > 0 ||
      /[局府会院部室队馆]$/.test(text))
  );
};

const isAnnexLabel = (p: Para) => /^附\s*件\s*[\d一二三四五六七八九]{0,2}\s*[：:]?$/.test(trim(p));
export { trim };
