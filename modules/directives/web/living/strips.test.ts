// The table of a clause: which columns it has, what is gathered, what it sums up to.
import type { Light } from '@anlan/contract';
import { describe, expect, test } from 'vitest';
import { byCounty, columnsOf, inDirectory, shortLabel, sumOf, type Strip } from './strips.ts';

const strip = (unitId: string, lights: Record<string, Light>): Strip => ({
  unitId,
  unitName: unitId,
  leaderName: null,
  periods: Object.entries(lights).map(([key, light]) => ({
    id: `${unitId} ${key}`,
    key,
    label: `${key.slice(0, 4)}年${Number(key.slice(5))}月`,
    light,
    sign: '',
    why: '',
    explanation: null,
    due: `${key}-28`,
  })),
});

describe('columns', () => {
  test('leading periods that nobody owes are one column; a later waiver stays in its own', () => {
    const strips = [
      strip('平定', { '2026-01': 'none', '2026-02': 'none', '2026-03': 'done', '2026-04': 'none' }),
      strip('盂县', { '2026-01': 'none', '2026-02': 'none', '2026-03': 'missed', '2026-04': 'done' }),
    ];
    expect(columnsOf(strips).map((c) => [c.label, c.skipped])).toEqual([
      ['1–2月', true],
      ['3月', false],
      ['4月', false],
    ]);
  });

  test('a unit that came later has no period before; others keep theirs', () => {
    const strips = [strip('平定', { '2026-01': 'done', '2026-02': 'done' }), strip('新馆', { '2026-02': 'ahead' })];
    const [january, february] = columnsOf(strips);
    expect(sumOf(strips, january!)).toEqual({ light: 'done', done: 1, total: 1 });
    expect(sumOf(strips, february!)).toEqual({ light: 'going', done: 1, total: 2 });
    expect(sumOf([strips[1]!], january!)).toBeNull();
  });

  test('nothing owed at all is one column, and an empty clause has none', () => {
    expect(columnsOf([strip('平定', { '2026-01': 'none' })]).map((c) => [c.label, c.skipped])).toEqual([['1月', true]]);
    expect(columnsOf([])).toEqual([]);
  });

  test('the year is named only where there are two', () => {
    expect(columnsOf([strip('平定', { '2025-12': 'done', '2026-01': 'done' })]).map((c) => c.label)).toEqual([
      '25年12月',
      '26年1月',
    ]);
    expect(shortLabel('2026年第三季度', true)).toBe('三季度');
    expect(shortLabel('2026年', true)).toBe('2026年');
  });
});

test('units stand under their county, the city first, and one that the reader cannot look up is not lost', () => {
  const units = [
    { id: 'c1', countyId: 140321, type: 'county', shortName: '平定县' },
    { id: 'v1', countyId: 140321, type: 'venue', shortName: '娘子关' },
    { id: 'c2', countyId: 140322, type: 'county', shortName: '盂县' },
    { id: 'jinju', countyId: 140300, type: 'affiliated', shortName: '市晋剧院' },
  ];
  const groups = byCounty(
    ['c2', 'v1', 'jinju', 'c1', 'stranger'].map((u) => strip(u, {})),
    units,
  );
  expect(groups.map((g) => [g.name, g.strips.map((s) => s.unitId)])).toEqual([
    ['市级单位', ['jinju', 'stranger']],
    ['平定县', ['v1', 'c1']],
    ['盂县', ['c2']],
  ]);
});

test('units stand in the order of the directory, leaders of one unit together, strangers last', () => {
  const strips = ['盂县', '外单位', '平定', '盂县'].map((u) => strip(u, {}));
  expect(inDirectory(strips, [{ id: '平定' }, { id: '盂县' }]).map((s) => s.unitId)).toEqual([
    '平定',
    '盂县',
    '盂县',
    '外单位',
  ]);
});
