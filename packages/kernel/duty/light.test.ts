// The sign of a period is decided in TypeScript for answers and in SQL for sums: both must say the same in every case.
import { LIGHTS, lightOf, signOf, whyLight, worst } from '@anlan/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withAdmin } from '../db/index.ts';
import { freshDatabase } from '../db/testing.ts';
import { lightSql } from './light.ts';

const TODAY = '2026-11-23';
const cases = [1, 2].flatMap((need) =>
  [0, 1, 2].flatMap((got) =>
    ['2026-11-01', '2026-11-22', '2026-11-23', '2026-12-03', '2026-12-04', '2027-01-31'].flatMap((due) =>
      [null, '下发前，不计'].flatMap((excused) =>
        [false, true].map((begun) => ({
          from: '2026-10-01',
          due,
          need,
          got,
          begun,
          excused,
          late: false,
          pending: false,
          madeGood: false,
        })),
      ),
    ),
  ),
);

test('SQL and TypeScript agree on every light', async () => {
  const db = await freshDatabase();
  const inSql = await withAdmin(db.adminUrl, async (admin) => {
    const rows = sql`select * from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as x(due date, need int, got int, begun boolean, excused text)`;
    const { rows: lights } = await sql<{
      light: string;
    }>`select ${lightSql(TODAY, 10)} as light from (${rows}) p`.execute(admin);
    return lights.map((l) => l.light);
  });
  await db.drop();
  expect(inSql).toEqual(cases.map((c) => lightOf(c, TODAY, 10)));
  expect(new Set(inSql)).toEqual(new Set(LIGHTS));
});

test('every sign has its reason in a sentence', () => {
  for (const c of cases) expect(whyLight(c, TODAY).length, JSON.stringify(c)).toBeGreaterThanOrEqual(3);
  const missed = { ...cases[0]!, due: '2026-11-13', madeGood: true };
  expect(signOf(missed, TODAY)).toBe('✕→补');
  expect(whyLight(missed, TODAY)).toBe('缺期保留：应于 11月13日，逾期后已补办');
  const extended = { ...missed, madeGood: false, due: '2026-12-15', extendedFrom: '2026-11-13' };
  expect(whyLight(extended, TODAY)).toBe('未到期，12月15日 前完成；经批准延期至 12月15日，原应于 11月13日');
  expect(whyLight({ ...extended, due: '2026-11-20' }, TODAY)).toContain('逾期 3 天');
  expect(signOf({ ...missed, got: 1, late: true, madeGood: false }, TODAY)).toBe('●补');
});

test.each([
  [['done', 'missed'], 'missed'],
  [['done', 'soon'], 'soon'],
  [['done', 'ahead'], 'going'],
  [['ahead', 'none'], 'ahead'],
  [['done', 'none'], 'done'],
  [[], 'none'],
] as const)('of %j a summary shows %s', (lights, shown) => {
  expect(worst(lights)).toBe(shown);
});
