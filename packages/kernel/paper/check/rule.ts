// What a rule of the layout is, and how it speaks.
import type { Para } from './docx.ts';
import { type Known, trim } from './roles.ts';

/** One fault of a layout: what is wrong and what it should be, with the clause of GB/T 9704-2012 (or GB/T 15834, 15835) behind it. */
export type Fault = {
  code: string;
  clause: string;
  /** One sentence: what is there and what it should be. */
  message: string;
  /** The beginning of the first place; empty where the fault is the page's. */
  where: string;
  /** The paragraph of the first place, from 0; null where the fault is the page's. */
  at: number | null;
  /** At how many places. */
  times: number;
};

/** A rule finds the places at fault; `true` where the page as a whole is at fault. */
export type Rule = {
  code: string;
  clause: string;
  message: string | ((known: Known, places: readonly Para[]) => string);
  find(known: Known): readonly Para[] | boolean;
};

export const rule = (code: string, clause: string, message: Rule['message'], find: Rule['find']): Rule => ({
  code,
  clause,
  message,
  find,
});

export function faultOf(r: Rule, known: Known): Fault | null {
  const found = r.find(known);
  if (found === false || (found !== true && !found.length)) return null;
  const places = found === true ? [] : found;
  const text = typeof r.message === 'string' ? r.message : r.message(known, places);
  return {
    code: r.code,
    clause: r.clause,
    message: text,
    where: places[0] ? trim(places[0]).slice(0, 24) : '',
    at: places[0]?.at ?? null,
    times: Math.max(1, places.length),
  };
}

const FACES: readonly [string, RegExp][] = [
  ['小标宋', /小标宋|XiaoBiaoSong/i],
  ['仿宋', /仿宋|fang ?song/i],
  ['楷体', /楷|kai/i],
  ['黑体', /黑|sim ?hei|hei ?ti/i],
  ['宋体', /宋|sim ?sun|song/i],
];
/** The family of a typeface, whatever its maker calls it. */
export const face = (font: string) => FACES.find(([, known]) => known.test(font))?.[0] ?? font;

/** The words of a paragraph that must carry a family: those before the first full stop for headings that run on. */
export const headWords = (p: Para) => {
  const first = p.runs.find((r) => /[\u4e00-\u9fa5]/.test(r.text));
  return first?.look ?? p.look;
};

export const near = (value: number, wanted: number, by: number) => Math.abs(value - wanted) <= by;
export const round = (value: number) => Math.round(value * 10) / 10;
/** Where a line begins, in characters, counting spaces typed by hand. */
export const indentOf = (p: Para) => p.stance.first + p.stance.left + typed(p.text);
const typed = (text: string) =>
  [.../^[ \t\u3000]*/.exec(text)![0]].reduce((n, c) => n + (c === '\u3000' ? 1 : c === '\t' ? 2 : 0.5), 0);
