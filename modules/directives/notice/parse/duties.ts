// Finds the measurable clauses of a text: each date, repeat or count becomes one duty with its exact place.
import type { NoticeDuty, Source } from '../schema.ts';
import { numberOf } from './dates.ts';
import { quote, sourceOf, tight, type Flat } from './flat.ts';
import type { Stretch } from './items.ts';
import { timesIn, type Clock, type TimeHit } from './time.ts';
import { whoOf } from './who.ts';

const LONGEST = 120;
const STOPS = '，。；！？：';
/** 至少一次, 不少于2次, 两场: how often within a period. 一次性 and 第一次 are no counts. */
const COUNT =
  /(?<![第每这那上下首本再前后\d])(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:次|场|轮|遍|期|回)(?!性|元|世|日|会)/;
const LEAST =
  /(?:至少|不少于|不得少于|不低于)[^，。；]{0,20}?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:次|场|轮|遍|期|回)/g;
/** What has happened is no duty. */
const PAST =
  /(?:开展|召开|发生|组织|进行|印发|下发|取得|出现|形成|完成|公布|排查|受理|查处)了|已经|已于|曾于|以来|同比|环比|时止/;
/** 每年都有 and the like tell, they do not demand. */
const TELLS = /^每(?:年|月|天)(?:都|均)有/;

/** What is allowed is no duty: 可按…确定, 只享受一次. */
const ALLOWS = /(?<![认许不])可(?:以|按|组织|申请|根据|采取|参照|返还|享受|适当)|只享受/;
const DEMANDS = /(?<![主重需必只首])要|应当|必须|须|不得/;

/** A duty before it is given to a task: `times` are what made it. */
export type FoundDuty = Omit<NoticeDuty, 'task'> & { kind: TimeHit['kind']; hit: TimeHit; words: string; from: number };

/** The measurable clauses of a stretch. */
export const dutiesIn = (text: string, stretch: Stretch, clock: Clock): FoundDuty[] =>
  readTimes(text, stretch, clock).duties;

/** All that a stretch says of time: its duties, and the phrases that bind the item as a whole. */
export function readTimes(text: string, stretch: Stretch, clock: Clock): { duties: FoundDuty[]; times: BindingTime[] } {
  const out: FoundDuty[] = [];
  const times: BindingTime[] = [];
  for (const [from, to] of sentencesOf(stretch)) {
    const { s } = stretch.flat;
    const sentence = s.slice(from, to);
    const binding = bindingHits(s, from, to, clock);
    for (const h of binding) times.push({ ...h, words: tight(quote(text, sourceOf(stretch.flat, h.from, h.to))) });
    const hits = binding.filter((h) => h.kind !== 'soon');
    const spans: { a: number; b: number; hit: TimeHit }[] = [];
    for (const hit of hits) {
      const [a, b] = spanOf(s, from, to, hit, hits);
      const twin = spans.find((x) => x.a === a && x.b === b);
      if (twin && (twin.hit.kind === 'repeat' || hit.kind !== 'repeat') && hit.rule !== 'period-list') continue;
      if (twin && hit.rule !== 'period-list') twin.hit = hit;
      else spans.push({ a, b, hit });
    }
    for (const { a, b, hit } of spans) out.push(dutyOf(text, stretch.flat, from, a, b, hit));
    for (const m of sentence.matchAll(LEAST)) {
      const at = from + m.index;
      if (hits.some((h) => h.kind !== 'standing' && h.from >= clauseStart(s, from, at) && h.from <= at + m[0].length))
        continue;
      if (spans.some((x) => x.hit.kind !== 'standing' && x.a <= at && x.b >= at)) continue;
      const hit: TimeHit = {
        from: at,
        to: at,
        rule: 'count-only',
        kind: 'date',
        due: null,
        period: 'once',
        doubt: '写了次数，没有写周期或日期，请补定',
      };
      out.push(dutyOf(text, stretch.flat, from, clauseStart(s, from, at), clauseEnd(s, to, at), hit));
    }
  }
  return { duties: out.sort((x, y) => x.source[0] - y.source[0]), times };
}

/** A time phrase with its printed words. */
export type BindingTime = TimeHit & { words: string };

/** Time phrases of a sentence that bind: nothing past, nothing merely allowed. */
function bindingHits(s: string, from: number, to: number, clock: Clock): TimeHit[] {
  const sentence = s.slice(from, to);
  const hits = timesIn(sentence, clock);
  if (hits.length === 0) return hits;
  const past = PAST.test(sentence);
  return hits
    .map((h) => ({ ...h, from: h.from + from, to: h.to + from }))
    .filter(
      (h) =>
        !(past && h.kind === 'date') &&
        !TELLS.test(s.slice(h.from, h.from + 8)) &&
        !(ALLOWS.test(s.slice(h.from, to)) && !DEMANDS.test(sentence)),
    );
}

/** Longer than this no sentence is; the rest is taken as another one, so that work stays linear. */
const ENDLESS = 500;

/** Sentences, a bracket after the full stop belonging to the sentence before it. */
export function sentencesOf({ flat: { s }, from, to }: Stretch): [number, number][] {
  const out: [number, number][] = [];
  let start = from;
  let depth = 0;
  for (let i = from; i < to; i++) {
    const c = s.charAt(i);
    if (c === '（') depth += 1;
    else if (c === '）') depth = Math.max(0, depth - 1);
    const endless = i - start >= ENDLESS && '，、'.includes(c);
    if (!endless && i - start < 2 * ENDLESS && !('。！？；'.includes(c) && (depth === 0 || c === '。'))) continue;
    let end = i + 1;
    while (end < to && '”’》'.includes(s.charAt(end))) end += 1;
    if (c === '。' && s.charAt(end) === '（') {
      const close = closing(s, end, to);
      if (close > 0 && /时限|期限|前|牵头|负责|完成/.test(s.slice(end, close))) end = close + 1;
    }
    out.push([start, end]);
    start = end;
    i = end - 1;
    depth = 0;
  }
  if (start < to) out.push([start, to]);
  return out;
}

function clauseStart(s: string, from: number, at: number): number {
  let i = at;
  while (i > from && at - i < 2 * LONGEST && !STOPS.includes(s.charAt(i - 1))) i -= 1;
  return i;
}

function clauseEnd(s: string, to: number, at: number): number {
  let i = at;
  while (i < to && i - at < 2 * LONGEST && !STOPS.includes(s.charAt(i))) i += 1;
  return i;
}

/** The bracket that s[at] stands in, or -1. */
function enclosing(s: string, from: number, at: number): number {
  let depth = 0;
  for (let i = at - 1; i >= Math.max(from, at - 2 * LONGEST); i--) {
    const c = s.charAt(i);
    if (c === '）') depth += 1;
    else if (c === '（' && depth-- === 0) return i;
  }
  return -1;
}

/** Where the bracket that opens at s[open] closes, or -1 when it does not soon. */
function closing(s: string, open: number, to: number): number {
  let depth = 0;
  for (let i = open; i < Math.min(to, open + 2 * LONGEST); i++) {
    const c = s.charAt(i);
    if (c === '（') depth += 1;
    else if (c === '）' && --depth === 0) return i;
  }
  return -1;
}

/** Nothing but being done stands after the date: the deed is in the clause before. */
const DONE = /^(?:全部|基本|前)?(?:完成|办结|落实到位|整改到位|到位)?$/;

/** The words that a time phrase governs. */
function spanOf(s: string, from: number, to: number, hit: TimeHit, hits: readonly TimeHit[]): [number, number] {
  const bracket = enclosing(s, from, hit.from);
  const close = bracket >= 0 ? closing(s, bracket, to) : -1;
  const inside = bracket >= 0 && close >= hit.to;
  if (inside && hit.kind === 'date' && to - close <= 3) {
    let start = from;
    while (to - start > LONGEST) {
      const next = clauseEnd(s, to, start) + 1;
      start = next < bracket ? next : Math.max(bracket, to - LONGEST);
      if (start >= bracket) break;
    }
    return [start, close + 1];
  }
  let a = clauseStart(s, from, hit.from);
  if (inside) a = Math.max(a, bracket + 1);
  const limit = inside ? close : to;
  const grow = (b: number): number => (b < limit && !'。！？；'.includes(s.charAt(b)) ? clauseEnd(s, limit, b + 1) : b);
  let b = clauseEnd(s, limit, hit.to);
  if (b - hit.to < 2) b = grow(b);
  const next = hits.find((h) => h.from > b && h.kind !== 'standing')?.from ?? to;
  if (hit.kind === 'date') {
    for (let c = grow(b); c > b && c - a <= LONGEST && c <= next && !/^，现[将就]/.test(s.slice(b, b + 3)); c = grow(b))
      b = c;
  } else if (hit.kind === 'repeat' && !COUNT.test(s.slice(a, b)) && COUNT.test(s.slice(b, grow(b))) && grow(b) <= next)
    b = grow(b);
  const joint = /^(?:并且|并|且|同时)/.exec(s.slice(a, hit.from));
  if (joint) a += joint[0].length;
  if (hit.kind === 'date' && !inside && DONE.test(s.slice(hit.to, b))) a = wider(s, from, a, b);
  if (b - a > LONGEST) a = Math.max(a, Math.min(hit.from, b - 1));
  return [a, Math.min(b, a + LONGEST)];
}

/** The start of the clauses before s[a], as many as fit a quotation that ends at b. */
function wider(s: string, from: number, a: number, b: number): number {
  let start = a;
  while (start > from) {
    const before = clauseStart(s, from, start - 1);
    if (b - before > LONGEST) break;
    start = before;
  }
  return start;
}

function dutyOf(text: string, flat: Flat, sentence: number, a: number, b: number, hit: TimeHit): FoundDuty {
  let end = b;
  let source: Source = sourceOf(flat, a, end);
  while (quote(text, source).length > LONGEST && end > a + 1) source = sourceOf(flat, a, (end -= 1));
  const words = flat.s.slice(a, end);
  const bracket = enclosing(flat.s, a, hit.from);
  const bracketed = bracket >= a;
  const counted = bracketed && words.includes('每') ? Number.NaN : numberOf(COUNT.exec(words)?.[1] ?? '');
  const count = Number.isInteger(counted) && counted > 0 ? counted : hit.kind === 'repeat' ? 1 : null;
  const assigned = bracketed && /牵头|负责|配合|单位：/.test(flat.s.slice(bracket, end));
  const who = assigned
    ? []
    : whoOf(flat.s, sentence, a, hit.from, end).map((w) => asPrinted(text, flat, w, sentence, end));
  return {
    text: quote(text, source),
    who,
    period: hit.period,
    count: hit.kind === 'standing' ? null : count,
    due: hit.due,
    source,
    rule: hit.rule,
    doubts: hit.doubt === null ? [] : [hit.doubt],
    kind: hit.kind,
    hit,
    words: tight(quote(text, sourceOf(flat, hit.from, hit.to))),
    from: a,
  };
}

/** The printed form of words found in squeezed text. */
export function asPrinted(text: string, flat: Flat, words: string, from: number, to: number): string {
  const at = flat.s.slice(0, to).indexOf(words, from);
  return at < 0 ? words : tight(quote(text, sourceOf(flat, at, at + words.length)));
}
