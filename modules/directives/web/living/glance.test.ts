// Looking back offers ends of months, never a day before the notice or today itself.
import { expect, test } from 'vitest';
import { glances } from './glance.ts';

test('ends of months since the issue, with the year where it is another', () => {
  expect(glances('2025-11-20', '2026-02-10').map((g) => [g.day, g.label])).toEqual([
    ['2026-01-31', '截至1月31日'],
    ['2025-12-31', '截至2025年12月31日'],
    ['2025-11-30', '截至2025年11月30日'],
  ]);
});

test('a notice of this month has nothing to look back at; an old one not more than a list can hold', () => {
  expect(glances('2026-02-01', '2026-02-28')).toEqual([]);
  expect(glances('2026-02-28', '2026-03-01').map((g) => g.day)).toEqual(['2026-02-28']);
  expect(glances('2000-01-01', '2026-02-28')).toHaveLength(24);
});
