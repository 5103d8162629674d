// A month as a grid of weeks, Monday first. Pure.
import { type Day, addDays, spanOf } from '@anlan/contract';

export const isMonth = (text: string | undefined): text is string => /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '');

/** Weeks of seven days that cover the month, with the days of its neighbours at both ends. */
export function weeksOf(month: string): Day[][] {
  const { from, to } = spanOf('month', `${month}-01`);
  const weeks: Day[][] = [];
  for (let monday = spanOf('week', from).from; monday <= to; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)));
  return weeks;
}

/** The month `n` months after (before, when negative). */
export function monthAfter(month: string, n: number): string {
  const [y, m] = month.split('-').map(Number) as [number, number];
  const at = y * 12 + m - 1 + n;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
