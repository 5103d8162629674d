// Stories of shares handed down: earlier days, lights below, receipts, townships asked for help.
import { deskRoutes, type RecordView, type Todo } from '@anlan/contract';
import type { Refused } from '@anlan/kernel/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoId } from '../../test/world.ts';
import { study } from '../study/contract.ts';
import { Story, sitting } from './after.fixture.ts';
import { directives } from './contract.ts';
import type { Assignment } from './contract/assignment.ts';

let s: Story;
beforeEach(async () => {
  s = await Story.open();
});
afterEach(() => s.w.close());

const { assign, assignable, after, changes, report, askRelief } = directives.routes;

async function ground(word: string, key: string) {
  const d = await s.issue();
  const rule = await s.rule(d.id, word);
  return { d, rule, p: await s.period(rule, 'pingding', key), pingding: await s.as('pingding') };
}

/** The venue whose manager has an account, and two others of the county. */
async function venues() {
  const mine = await s.w.system.db
    .selectFrom('account')
    .innerJoin('post', 'post.person_id', 'account.person_id')
    .select('post.unit_id')
    .where('login', '=', 'changsuo')
    .executeTakeFirstOrThrow();
  const county = await s.w.system.db
    .selectFrom('unit')
    .select('county_id')
    .where('id', '=', mine.unit_id)
    .executeTakeFirstOrThrow();
  const all = await s.venues(county.county_id, 4);
  return { mine: mine.unit_id, some: [mine.unit_id, ...all.filter((v) => v !== mine.unit_id)].slice(0, 3) };
}

test('a repeating duty is handed to venues some days earlier; the county sees their lights under its own', async () => {
  const { d, rule, p, pingding } = await ground('每季度', '2026Q3');
  const { mine, some } = await venues();
  const choice = await pingding.call(assignable, { id: p.id });
  expect(choice).toMatchObject({ repeats: true, mostDays: 89 });
  expect(choice.units.map((u) => u.id)).toEqual(expect.arrayContaining(some));
  expect(choice.townships.length).toBeGreaterThan(0);

  const wanted = { periodId: p.id, wanted: '每季度组织从业人员学一次安全知识', unitIds: some, leadDays: 20 };
  await expect(pingding.call(assign, { ...wanted, leadDays: 100 })).rejects.toThrow('too-long');
  await expect(pingding.call(assign, { ...wanted, leadDays: null })).rejects.toThrow('lead-wanted');
  await expect(pingding.call(assign, { ...wanted, unitIds: [demoId('unit', 'yuxian')] })).rejects.toThrow('not-below');
  await expect((await s.as('yuxian')).call(assign, wanted)).rejects.toThrow('not-found');
  await expect((await s.as('anjian')).call(assign, wanted)).rejects.toThrow('not-yours');

  const a = await pingding.call(assign, wanted);
  const issued = await pingding.act<Assignment>(a, 'issue');
  expect(issued.number).toMatch(/^FJ-2026-\d{4}$/);
  // Ten days of the quarter are left: the share, due twenty days before its end, begins with the next one.
  expect((await pingding.call(deskRoutes.period, { id: p.id })).children).toEqual([]);

  await s.w.clock.to('2026-10-08');
  const [county, venue] = [await s.as('pingding'), await s.as('changsuo')];
  const own = await s.period(rule, 'pingding', '2026Q4');
  const below = (await county.call(deskRoutes.period, { id: own.id })).children;
  expect(below.map((c) => [c.due, c.sign])).toEqual(some.map(() => ['2026-12-11', '○']));

  const owed = (await venue.get<Todo>('/api/todo')).owed.filter((o) => o.source?.kind === 'assignments');
  expect(owed.map((o) => o.title)).toEqual(['每季度组织从业人员学一次安全知识']);
  const receipt = (await venue.get<{ items: RecordView[] }>('/api/directives/receipts')).items.find(
    (r) => r.title === a.title,
  )!;
  await venue.act(receipt, 'receive');
  expect((await county.show<Assignment>(a)).body).toMatchObject({ signed: 1, total: 3 });
  await venue.call(study.routes.record, { ...sitting('pingding', '2026-10-08'), unitId: mine });

  const panel = await county.call(changes, { id: d.id, ruleId: rule });
  expect(panel.children).toEqual([{ unitId: demoId('unit', 'pingding'), key: '2026Q4', done: 1, total: 3 }]);
  expect(panel.assignments).toMatchObject([{ number: issued.number, signed: 1, total: 3 }]);
  // What the venues did is not what the county owes.
  expect((await s.period(rule, 'pingding', '2026Q4')).sign).toBe('○');
  await expect((await s.as('yuxian')).show(a)).rejects.toThrow('not-found');

  await county.act(a, 'void', { reason: '改由行业协会统一组织' });
  const gone = (await county.call(deskRoutes.period, { id: own.id })).children;
  expect(gone.map((c) => c.sign).toSorted()).toEqual(['—', '—', '●']);
  expect(gone.find((c) => c.sign === '—')!.why).toBe('分解任务已作废：改由行业协会统一组织');
});

test('a dated duty: never after the day above, reported by the venue, more time given by the county and not past its own', async () => {
  const { p, pingding } = await ground('11月30日前', 'once');
  const { mine, some } = await venues();
  const wanted = { periodId: p.id, wanted: '印发本场所的隐患排查制度', unitIds: some };
  const late = await pingding.call(assign, { ...wanted, due: '2026-12-01' }).catch((e: Refused) => e.refusal);
  expect(late).toMatchObject({
    code: 'past-parent',
    title: '上级要求2026年11月30日前完成，分解的日期不能晚于这一天。',
  });
  await expect(pingding.call(assign, { ...wanted, due: '2026-09-01' })).rejects.toThrow('past');
  const a = await pingding.call(assign, { ...wanted, due: '2026-11-10' });
  await pingding.act(a, 'revise', { wanted: wanted.wanted, unitIds: some, due: '2026-11-12' });
  await pingding.act(a, 'issue');

  const venue = await s.as('changsuo');
  const owed = (await venue.get<Todo>('/api/todo')).owed.find((o) => o.sourceId === a.id)!;
  expect(owed).toMatchObject({ due: '2026-11-12', unitId: mine });
  const ask = { periodId: owed.id, sort: 'extension' as const, reason: '法人出差，需当面签署' };
  const relief = await venue.call(askRelief, { ...ask, due: '2026-12-10' });
  // Only who handed the share down decides about it.
  await expect((await s.as('anjian')).act(relief, 'extend')).rejects.toThrow('不需要');
  await expect(pingding.act(relief, 'agree')).rejects.toThrow('past-parent');
  await pingding.act(relief, 'agree', { due: '2026-11-25' });
  const made = await venue.call(report, { periodId: owed.id, text: '制度已经印发并张贴上墙。', files: [] });
  expect(made.body.directiveId).toBeNull();
  expect((await pingding.call(deskRoutes.period, { id: p.id })).children.filter((c) => c.sign === '●')).toMatchObject([
    { unitId: mine, due: '2026-11-25', extendedFrom: '2026-11-12' },
  ]);
  expect((await pingding.call(after, { id: p.id })).assignments).toMatchObject([{ state: 'issued', total: 3 }]);
});

test('townships are asked by letter and answer; nothing is ordered of them', async () => {
  const { p, pingding } = await ground('11月30日前', 'once');
  const { townships } = await pingding.call(assignable, { id: p.id });
  const [first] = townships;
  const wanted = { periodId: p.id, wanted: '协助排查辖区野外文物点', due: '2026-11-20' };
  await expect(pingding.call(assign, { ...wanted, unitIds: [first!.id] })).rejects.toThrow('not-below');
  await expect(pingding.call(assign, { ...wanted, unitIds: [] })).rejects.toThrow('nobody');
  const a = await pingding.call(assign, { ...wanted, unitIds: [], cooperatorUnitIds: [first!.id] });
  await pingding.act(a, 'issue');
  expect((await pingding.call(deskRoutes.period, { id: p.id })).children).toEqual([]);
  const reply = { unitId: first!.id, answeredOn: '2026-09-21', answer: '已安排网格员逐点查看' };
  await expect(pingding.act(a, 'answer', { ...reply, unitId: demoId('unit', 'yuxian') })).rejects.toThrow('not-asked');
  const answered = await pingding.act<Assignment>(a, 'answer', reply);
  expect(answered.body.cooperators).toMatchObject([{ name: first!.name, answer: '已安排网格员逐点查看' }]);
});
