// Dates of the demonstration: plain ISO days, the periods duties run in, and a hash in place of chance.
import { isWorkday } from 'chinese-days';

/** A span of days, both ends inside; `key` reads 2026Q2, 2026H1 or 2026-05. */
export type Span = { key: string; start: string; end: string };

const dayMs = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const pad = (n: number) => String(n).padStart(2, '0');

/** The day `n` days after (before, when negative) an ISO day. */
export const addDays = (day: string, n: number): string => iso(Date.parse(day) + n * dayMs);

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: string, b: string): number => Math.round((Date.parse(b) - Date.parse(a)) / dayMs);

/** The day itself when it is a working day, else the next one (`step` -1: the one before). */
export function workdayNear(day: string, step: 1 | -1 = 1): string {
  let d = day;
  while (!isWorkday(d)) d = addDays(d, step);
  return d;
}

/** 2026-03-05 → 2026年3月5日, as it stands under an official document. */
export function chineseDate(day: string): string {
  const [y, m, d] = parts(day);
  return `${y}年${m}月${d}日`;
}

/** 2026-03-05 → 3月5日. */
export function chineseDay(day: string): string {
  const [, m, d] = parts(day);
  return `${m}月${d}日`;
}

/** The spans of so many months each (1, 3 or 6) that touch the days from `first` to `last`, in order. */
export function spans(months: 1 | 3 | 6, first: string, last: string): Span[] {
  const found: Span[] = [];
  const [year, month] = parts(first);
  for (let m = Math.floor((month - 1) / months) * months; ; m += months) {
    const start = iso(Date.UTC(year, m, 1));
    if (start > last) return found;
    const y = start.slice(0, 4);
    const nth = Math.floor((Number(start.slice(5, 7)) - 1) / months) + 1;
    const key = months === 1 ? `${y}-${pad(nth)}` : `${y}${months === 3 ? 'Q' : 'H'}${nth}`;
    found.push({ key, start, end: addDays(iso(Date.UTC(year, m + months, 1)), -1) });
  }
}

/** A number from 0 to `below` - 1 that depends on the words alone (FNV-1a, mixed), so that every run tells the same story. */
export function pick(words: string, below: number): number {
  let h = 0x811c9dc5;
  for (const c of words) h = Math.imul(h ^ c.codePointAt(0)!, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return ((h ^ (h >>> 14)) >>> 0) % below;
}

/** A time in office hours, 08:30–11:29 or 14:30–17:29, that depends on the words alone. */
export function officeTime(words: string): string {
  const minute = pick(`${words}@`, 360);
  const at = (minute < 180 ? 510 : 690) + minute;
  return `${pad(Math.floor(at / 60))}:${pad(at % 60)}`;
}

function parts(day: string): [year: number, month: number, day: number] {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number);
  return [y, m, d];
}
