// What many owe side by side in one cell of the matrix.
import { deskRoutes } from '@anlan/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoId } from '../../test/world.ts';
import { Story } from './after.fixture.ts';
import { directives } from './contract.ts';

let s: Story;
beforeEach(async () => {
  s = await Story.open();
});
afterEach(() => s.w.close());

const { matrix, report } = directives.routes;

test('venues stand in the column of their county; some done and some to come are under way', async () => {
  const [one, two] = await s.venues(140321, 2);
  const owes = [one!, two!].map((unitId) => ({ name: '场所', unitId, groupId: null, dropped: false }));
  const d = await s.issue(undefined, (b) => ({
    ...b,
    clauses: b.clauses.map((c) => (c.text.includes('11月30日前') ? { ...c, who: owes } : c)),
  }));
  const ruleId = await s.rule(d.id, '11月30日前');
  const pingding = await s.as('pingding');
  const { items } = await pingding.call(deskRoutes.owed, { ruleId, unitId: one! });
  await pingding.call(report, {
    periodId: items[0]!.id,
    text: '制度已经印发并张贴上墙。',
    files: [],
    recordedFor: { saidBy: '场所负责人', how: 'phone' },
  });
  const cell = (await pingding.call(matrix, { id: d.id })).cells.find((c) => c.ruleId === ruleId);
  expect(cell).toMatchObject({ unitId: demoId('unit', 'pingding'), light: 'going', sign: '◐', done: 1, total: 2 });
});
