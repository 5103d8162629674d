// The calendar of duties: spans touch without gap or overlap, and every day lies in exactly one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REPEATS, type Repeat, addDays, chineseDay, daysBetween, shortDay, spanOf, spansFrom } from './period.ts';

const repeats = REPEATS.filter((r): r is Exclude<Repeat, 'once'> => r !== 'once');
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('2000-01-01', n));

describe.each(repeats)('%s', (repeat) => {
  test('every day lies in its span, and the next span begins the day after', () => {
    fc.assert(
      fc.property(anyDay, (d) => {
        const span = spanOf(repeat, d);
        expect(span.from <= d && d <= span.to).toBe(true);
        expect(spanOf(repeat, span.from)).toEqual(span);
        expect(spanOf(repeat, span.to)).toEqual(span);
        const next = spanOf(repeat, addDays(span.to, 1));
        expect(next.from).toBe(addDays(span.to, 1));
        expect(next.key > span.key).toBe(true);
      }),
    );
  });

  test('spansFrom tiles the time between two days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 800 }), (d, n) => {
        const spans = spansFrom(repeat, d, addDays(d, n));
        for (const [i, s] of spans.slice(1).entries()) expect(daysBetween(spans[i]!.to, s.from)).toBe(1);
        expect(spans.at(-1)!.to >= addDays(d, n)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

test.each([
  ['month', '2024-02-10', '2024-02', '2024-02-29', '2024年2月'],
  ['month', '2026-02-10', '2026-02', '2026-02-28', '2026年2月'],
  ['quarter', '2026-11-23', '2026Q4', '2026-12-31', '2026年第四季度'],
  ['half-year', '2026-06-30', '2026H1', '2026-06-30', '2026年上半年'],
  ['half-year', '2026-07-01', '2026H2', '2026-12-31', '2026年下半年'],
  ['week', '2027-01-01', '2026W53', '2027-01-03', '2026年第53周'],
  ['year', '2026-01-01', '2026', '2026-12-31', '2026年'],
] as const)('%s of %s', (repeat, d, key, to, label) => {
  expect(spanOf(repeat, d)).toMatchObject({ key, to, label });
});

test('days in words', () => {
  expect(chineseDay('2026-06-30')).toBe('2026年6月30日');
  expect(shortDay('2026-06-30', '2026-01-01')).toBe('6月30日');
  expect(shortDay('2025-06-30', '2026-01-01')).toBe('2025年6月30日');
});
