// Days as whole numbers, so that a walk over three years of them costs nothing.
import type { Day } from '@anlan/contract';

const MS = 86_400_000;
/** Midnight in Asia/Shanghai is eight hours before that of UTC. */
const ZONE = 8 * 3_600_000;
const texts = new Map<number, Day>();

export const numberOf = (day: Day): number => Date.parse(day) / MS;

export function dayOf(n: number): Day {
  let text = texts.get(n);
  if (!text) texts.set(n, (text = new Date(n * MS).toISOString().slice(0, 10)));
  return text;
}

/** The instant `seconds` after midnight in Asia/Shanghai, in milliseconds. */
export const instant = (n: number, seconds: number): number => n * MS - ZONE + Math.round(seconds * 1000);
/** Monday is 0. */
export const weekday = (n: number): number => (((n + 3) % 7) + 7) % 7;

let last = { ms: Number.NaN, text: '' };
/** Asked for the same instant many times in a row. */
export function iso(ms: number): string {
  if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
  return last.text;
}
