// Sets the lines of a notice into blocks: head, paragraphs, table rows, signature, annexes. The outline of the page.
import type { BlockKind, Source } from '../schema.ts';
import { dateLine } from './dates.ts';
import { quote, tight, type Flat } from './flat.ts';
import { numberLine, readHead, recipientsAt, type Head } from './head.ts';
import { continues, linesOf, measureOf, type Line } from './lines.ts';
import { pageLevel, type Marker } from './marker.ts';
import { isBody } from './units.ts';

/** A block of the page; a paragraph holds the lines of its sentences healed into one flat stretch. */
export type Block = { kind: BlockKind; level: number; source: Source; flat: Flat; marker: Marker | null };

export type Signature = { issuer: string | null; date: string | null; printed: boolean };

export type Layout = {
  head: Head;
  /** Everything in order; the letter ends before `letterEnd`, what follows its signature begins at `rest`. */
  blocks: Block[];
  letterEnd: number;
  rest: number;
  signature: Signature | null;
  imprint: Signature | null;
  /** Where a second, separate notice begins, if there is one. */
  second: number | null;
};

const ANNEX = /^附(?:件|表|录)(?:[\d一二三四五六七八九十]{1,3})?(?:：.{0,60})?$/;
const ATTACHED = /^(?:附件|后附|附：)/;
const IMPRINTED = /^(.{0,60}?)(\d{4}年\d{1,2}月\d{1,2}日)印发$/;
const SIDE = /^(?:抄送|主送|报送：|分送|（此件|（联系人|此件公开|主动公开|依申请公开|公开方式|校对|打字|共印)/;

export function layOut(text: string): Layout {
  const lines = linesOf(text);
  const head = readHead(text, lines);
  const measure = measureOf(lines);
  const blocks: Block[] = [];
  let letterEnd = -1;
  let rest = -1;
  let signature: Signature | null = null;
  let imprint: Signature | null = null;
  let second: number | null = null;

  const put = (kind: BlockKind, from: number, to: number): void => {
    const first = lines[from];
    if (!first) return;
    const flat: Flat = { s: first.s, at: first.flat.at };
    if (to > from + 1) {
      flat.s = '';
      flat.at = [];
      const parts: string[] = [];
      for (const line of lines.slice(from, to)) {
        parts.push(line.s);
        for (const at of line.flat.at) flat.at.push(at);
      }
      flat.s = parts.join('');
    }
    const marker = kind === 'paragraph' ? first.marker : null;
    const heading = marker !== null && flat.s.length <= 60 && !/[。；].|；$/.test(flat.s);
    const named = marker === null ? kind : heading ? 'heading' : 'item';
    blocks.push({
      kind: named,
      level: marker ? pageLevel(marker.level) : 0,
      source: [first.start, lines[to - 1]?.end ?? first.end],
      flat,
      marker,
    });
  };

  for (let i = 0; i < lines.length;) {
    const line = lines[i];
    if (!line) break;
    let to = i + 1;
    const known = head.kinds.get(i);
    if (known !== undefined || i < head.bodyFrom) {
      while (known !== undefined && to < head.bodyFrom && head.kinds.get(to) === known && known !== 'label') to += 1;
      put(known ?? 'letterhead', i, to);
    } else if (line.row) put('row', i, to);
    else {
      const signed = signatureAt(text, lines, i);
      const printed = IMPRINTED.exec(line.s);
      if (signed) {
        for (let j = i; j < signed.to; j++) put(j === signed.to - 1 ? 'date' : 'signature', j, j + 1);
        to = signed.to;
        if (letterEnd < 0) {
          signature = signed;
          letterEnd = blocks.length - (signed.to - i);
          rest = blocks.length;
        }
      } else if (printed) {
        const above = blocks.at(-1);
        imprint ??= {
          issuer: printed[1] || (above && isBody(above.flat.s) ? tight(quote(text, above.source)) : null),
          date: dateLine(printed[2] ?? ''),
          printed: true,
        };
        if (above && isBody(above.flat.s) && above.kind === 'paragraph') above.kind = 'imprint';
        put('imprint', i, to);
        if (letterEnd < 0) {
          letterEnd = blocks.length - 1;
          rest = blocks.length;
        }
      } else if (SIDE.test(line.s)) put('imprint', i, to);
      else if (ANNEX.test(line.s) && (letterEnd >= 0 || !/：/.test(line.s))) put('annex', i, to);
      else if (ATTACHED.test(line.s)) {
        while (to < lines.length && isListed(lines[to])) to += 1;
        put('annex', i, to);
      } else {
        if (second === null && letterEnd >= 0 && beginsNotice(lines, i)) second = blocks.length;
        while (to < lines.length && extendable(lines, to, measure, text)) to += 1;
        put('paragraph', i, to);
      }
    }
    i = to;
  }
  if (letterEnd < 0) letterEnd = rest = blocks.length;
  return { head, blocks, letterEnd, rest, signature, imprint, second };
}

function extendable(lines: readonly Line[], to: number, measure: number, text: string): boolean {
  const line = lines[to - 1];
  const next = lines[to];
  if (!line || !next || IMPRINTED.test(next.s) || SIDE.test(next.s)) return false;
  return continues(line, next, lines[to + 1], measure) && signatureAt(text, lines, to) === null;
}

/** Attachment names after 附件：1.… go on until a line that is none. */
const isListed = (line: Line | undefined): boolean =>
  line !== undefined && !line.row && !line.gap && line.marker !== null && line.s.length <= 80 && !/[。；]/.test(line.s);

/** Names of bodies above a date, or both on one line: the end of a letter. */
function signatureAt(text: string, lines: readonly Line[], at: number): (Signature & { to: number }) | null {
  const line = lines[at];
  if (!line || line.row || line.marker || line.s.length > 80) return null;
  const alone = dateLine(line.s);
  if (alone !== null) return { issuer: null, date: alone, printed: false, to: at + 1 };
  const both = /^(.{2,50}?)(\d{4}年\d{1,2}月\d{1,2}日)$/.exec(line.s);
  if (both && isBody(both[1] ?? ''))
    return { issuer: both[1] ?? null, date: dateLine(both[2] ?? ''), printed: false, to: at + 1 };
  let to = at;
  const names: string[] = [];
  for (; names.length < 6; to++) {
    const next = lines[to];
    if (!next || next.row || next.marker) return null;
    const date = dateLine(next.s);
    if (date !== null) return names.length > 0 ? { issuer: names[0] ?? null, date, printed: false, to: to + 1 } : null;
    if (!isBody(next.s)) return null;
    names.push(tight(text.slice(next.start, next.end)));
  }
  return null;
}

/** A number line, or a title in 通知 above a line of recipients: the head of another notice. */
function beginsNotice(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (!line) return false;
  if (numberLine(line.s) !== null) return true;
  if (!/(?:通知|通报)$/.test(line.s) || line.s.length > 120) return false;
  const to = recipientsAt(lines, at + 1);
  return to >= 0 && to - at <= 4;
}
