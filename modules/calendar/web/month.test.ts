// The month's grid: whole weeks, nothing missing, also where months and years meet.
import { expect, test } from 'vitest';
import { isMonth, monthAfter, weeksOf } from './month.ts';

test.each(['2026-02', '2026-11', '2027-01', '2028-02'])('%s stands in whole weeks from Monday', (month) => {
  const days = weeksOf(month).flat();
  expect(new Date(days[0]!).getUTCDay()).toBe(1);
  expect(days.length % 7).toBe(0);
  const own = days.filter((d) => d.startsWith(month));
  expect(own.length).toBe(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate());
  expect(new Set(days).size).toBe(days.length);
});

test('months follow one another over the year', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-11', -23)]).toEqual([
    '2027-01',
    '2025-12',
    '2024-12',
  ]);
  expect([isMonth('2026-13'), isMonth('2026-02'), isMonth(undefined)]).toEqual([false, true, false]);
});
