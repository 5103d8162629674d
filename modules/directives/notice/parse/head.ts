// Reads the head of a notice: letterhead, number, title, recipients, and the labels of a web page above them.
import { isBody, splitRecipients } from './units.ts';
import { dateLine } from './dates.ts';
import { quote, sourceOf, tight } from './flat.ts';
import type { BlockKind, Source } from '../schema.ts';
import type { Line } from './lines.ts';

export type Head = {
  title: string | null;
  titleSource: Source | null;
  docNumber: string | null;
  letterhead: string | null;
  recipients: string[];
  labels: Map<string, string>;
  /** What each line of the head is, by index; the body begins at `bodyFrom`. */
  kinds: Map<number, BlockKind>;
  bodyFrom: number;
};

/** 阳文旅字〔2023〕42号, alone on its line or before 签发人. */
const NUMBER = /^([\u4e00-\u9fa5A-Z]{1,24}[〔［【（[]\d{4}[〕］】）\]]第?\d{1,5}号)(?=$|签发人)/;
const TITLE_END =
  /(?:通知|通报|意见|方案|办法|规定|决定|批复|计划|要点|公告|通告|纪要|报告|请示|细则|预案|函)(?:（[^（）]{1,30}）)?$/;
const LABEL =
  /^(索引号|主题分类|发文机关|成文日期|标题|发文字号|发布日期|主题词|文号|来源|发布机构|名称|有效性)：(.*)$/;
const HEAD_LINES = 60;

/** The number that a squeezed line is, or null. */
export const numberLine = (s: string): string | null => NUMBER.exec(s)?.[1] ?? null;

/** The index of the line that names the recipients (…：), searched from `from` while nothing but a head goes by; -1 if none. */
export function recipientsAt(lines: readonly Line[], from: number): number {
  for (let i = from; i < Math.min(lines.length, from + HEAD_LINES); i++) {
    const line = lines[i];
    if (!line || line.marker) return -1;
    if (line.row || LABEL.test(line.s)) continue;
    if (line.s.endsWith('：') && !/如下：$|以下/.test(line.s) && line.s.length <= 240) {
      const named = splitRecipients(line.s.slice(0, -1));
      if (named.some((r) => isBody(r) || /^(?:各|有关|局属|机关|直属)/.test(r))) return i;
    }
    if (line.s.includes('。') && line.width > 30) return -1;
  }
  return -1;
}

export function readHead(text: string, lines: readonly Line[]): Head {
  const kinds = new Map<number, BlockKind>();
  const labels = readLabels(text, lines, kinds);
  const to = recipientsAt(lines, 0);
  let recipients: string[] = [];
  let upTo = to;
  if (to >= 0) {
    let first = to;
    while (first > 0 && goesOn(lines[first - 1], lines[first])) first -= 1;
    for (let i = first; i <= to; i++) kinds.set(i, 'recipients');
    const words = lines
      .slice(first, to + 1)
      .map((l) => tight(text.slice(l.start, l.end)))
      .join('');
    recipients = splitRecipients(words.replace(/[：:]$/, ''));
    upTo = first;
  } else {
    const stop = lines.findIndex(
      (l, i) =>
        i >= HEAD_LINES ||
        l.marker !== null ||
        (l.row && !kinds.has(i)) ||
        (l.s.includes('。') && l.width > 12) ||
        (/，/.test(l.s) && l.width > 12) ||
        (l.s.endsWith('：') && !LABEL.test(l.s)),
    );
    upTo = stop < 0 ? Math.min(lines.length, HEAD_LINES) : stop;
  }

  let docNumber: string | null = null;
  for (let i = 0; i < upTo && docNumber === null; i++) {
    const line = lines[i];
    const number = line ? NUMBER.exec(line.s) : null;
    if (!line || !number) continue;
    docNumber = tight(quote(text, sourceOf(line.flat, 0, number[1]?.length ?? 0)));
    kinds.set(i, 'number');
  }
  const label = labels.get('发文字号') ?? labels.get('文号');
  if (docNumber === null && label !== undefined && numberLine(label) !== null) docNumber = label;

  const range = findTitle(lines, kinds, upTo, to >= 0);
  let title: string | null = labels.get('标题') ?? null;
  let titleSource: Source | null = null;
  if (range) {
    for (let i = range[0]; i <= range[1]; i++) kinds.set(i, 'title');
    titleSource = [lines[range[0]]?.start ?? 0, lines[range[1]]?.end ?? 0];
    title = tight(text.slice(...titleSource));
  }

  let letterhead: string | null = null;
  let pending = '';
  const headEnd = range ? range[0] : upTo;
  for (let i = 0; i < headEnd; i++) {
    const line = lines[i];
    if (!line || kinds.has(i) || line.row || line.s.length > 60 || /[。，：]/.test(line.s)) {
      pending = '';
      continue;
    }
    kinds.set(i, 'letterhead');
    const words = tight(text.slice(line.start, line.end));
    if (words.endsWith('文件')) letterhead = (pending + words).slice(0, -2);
    else if (isBody(line.s)) letterhead = words;
    pending = words.endsWith('文件') || isBody(line.s) || dateLine(line.s) !== null ? '' : pending + words;
  }
  if (letterhead !== null && !isBody(letterhead)) letterhead = null;
  const bodyFrom =
    to >= 0
      ? to + 1
      : Math.max(
          range ? range[1] + 1 : 0,
          ...[...kinds].filter(([i, k]) => i < upTo && k === 'number').map(([i]) => i + 1),
        );
  return { title, titleSource, docNumber, letterhead, recipients, labels, kinds, bodyFrom };
}

/** A recipients line wrapped in two: the line before is part of the list when it is neither title nor number. */
function goesOn(before: Line | undefined, line: Line | undefined): boolean {
  if (!before || !line || line.gap || before.row || before.marker) return false;
  return (
    !TITLE_END.test(before.s) &&
    !NUMBER.test(before.s) &&
    !LABEL.test(before.s) &&
    !/文件$|：$|。|关于/.test(before.s) &&
    /[、，]/.test(before.s)
  );
}

/** The lines of the title: from the last line that ends like one, upwards to a number, a letterhead or 关于. */
function findTitle(
  lines: readonly Line[],
  kinds: ReadonlyMap<number, BlockKind>,
  upTo: number,
  sure: boolean,
): [number, number] | null {
  const free = (i: number): boolean => {
    const line = lines[i];
    return (
      line !== undefined &&
      !kinds.has(i) &&
      !line.row &&
      !line.marker &&
      !/文件$|。/.test(line.s) &&
      line.s.length <= 120 &&
      dateLine(line.s) === null
    );
  };
  let last = -1;
  for (let i = upTo - 1; i >= 0 && last < 0; i--) if (free(i) && TITLE_END.test(lines[i]?.s ?? '')) last = i;
  if (last < 0 && sure)
    for (let i = upTo - 1; i >= 0 && last < 0; i--) if (free(i) && !isBody(lines[i]?.s ?? '')) last = i;
  if (last < 0) return null;
  let first = last;
  while (first > 0 && last - first < 4) {
    const joined = lines
      .slice(first, last + 1)
      .map((l) => l.s)
      .join('');
    const before = lines[first - 1]?.s ?? '';
    if (/^[^《》]{0,40}关于/.test(joined) || !free(first - 1) || TITLE_END.test(before) || /[，：；]$/.test(before))
      break;
    if (isBody(before)) break;
    first -= 1;
  }
  return [first, last];
}

/** Labels that a web page sets above a document (发文字号：…), in lines or in table cells. */
function readLabels(text: string, lines: readonly Line[], kinds: Map<number, BlockKind>): Map<string, string> {
  const labels = new Map<string, string>();
  let open: string | null = null;
  for (let i = 0; i < Math.min(lines.length, 30); i++) {
    const line = lines[i];
    if (!line) break;
    const found: string[] = [];
    const pieces = line.row
      ? text
          .slice(line.start, line.end)
          .split('\t')
          .map((c) => tight(c).replace(/:$/, '：'))
      : [line.s];
    for (const piece of pieces) {
      const m = LABEL.exec(piece);
      if (m) {
        open = m[1] ?? null;
        found.push(piece);
        if (open !== null && m[2]) labels.set(open, m[2]);
        if (m[2]) open = null;
      } else if (open !== null) {
        if (!labels.has(open) && open !== '主题词') {
          labels.set(open, piece);
          found.push(piece);
        }
        open = null;
      }
    }
    if (found.length > 0) kinds.set(i, 'label');
  }
  return labels;
}
