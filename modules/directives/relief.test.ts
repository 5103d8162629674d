// Stories of relief: more time, a waiver, a leader away, a requirement that ends.
import type { RecordView } from '@anlan/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoId } from '../../test/world.ts';
import { study } from '../study/contract.ts';
import { ISSUED_ON, Story, sitting } from './after.fixture.ts';
import { directives } from './contract.ts';
import type { Relief } from './contract/relief.ts';

let s: Story;
beforeEach(async () => {
  s = await Story.open();
});
afterEach(() => s.w.close());

const { askRelief, askCancel, after, clause } = directives.routes;

async function learning() {
  const d = await s.issue();
  const rule = await s.rule(d.id, '每季度');
  return { d, rule, p: await s.period(rule, 'pingding', '2026Q3') };
}

test('more time is asked for, refused, asked again and given; the first due day stays in sight', async () => {
  const { rule, p } = await learning();
  const [pingding, yuxian, anjian] = [await s.as('pingding'), await s.as('yuxian'), await s.as('anjian')];
  const wanted = { periodId: p.id, sort: 'extension' as const, due: '2026-10-20', reason: '汛期值守，人员走不开' };
  await expect(yuxian.call(askRelief, wanted)).rejects.toThrow('not-found');
  await expect(pingding.call(askRelief, { ...wanted, due: '2026-09-30' })).rejects.toThrow('not-later');
  await expect(pingding.call(askRelief, { ...wanted, due: '2027-01-05' })).rejects.toThrow('past-year');
  await expect(pingding.call(askRelief, { ...wanted, due: null })).rejects.toThrow('due-wanted');

  const first = await pingding.call(askRelief, wanted);
  expect(first.number).toMatch(/^YQ-2026-\d{4}$/);
  await expect(pingding.call(askRelief, wanted)).rejects.toThrow('already-asked');
  expect(first.can.map((c) => c.action)).toEqual(['withdraw']);
  await anjian.act(first, 'keep', { reason: '时间还够，请抓紧' });
  expect((await s.period(rule, 'pingding', '2026Q3')).due).toBe('2026-09-30');

  const second = await pingding.call(askRelief, { ...wanted, reason: '防汛应急响应，全员在岗' });
  expect((await anjian.get<{ waiting: { id: string }[] }>('/api/todo')).waiting.map((x) => x.id)).toContain(second.id);
  const agreed = await anjian.act<Relief>(second, 'extend', { due: '2026-10-15' });
  expect(agreed.body).toMatchObject({ due: '2026-10-15', decidedByName: '安一鸣', decidedOn: ISSUED_ON });
  expect(await s.period(rule, 'pingding', '2026Q3')).toMatchObject({
    due: '2026-10-15',
    extendedFrom: '2026-09-30',
    why: expect.stringContaining('经批准延期至 10月15日，原应于 9月30日'),
  });
  expect((await pingding.call(after, { id: p.id })).reliefs.map((r) => r.state)).toEqual(['agreed', 'refused']);

  // Within the longer time it counts, once: the new quarter is not filled by the same study.
  await s.w.clock.to('2026-10-12');
  await (await s.as('pingding')).call(study.routes.record, sitting('pingding', '2026-10-10'));
  expect((await s.periods(rule, 'pingding')).map((x) => [x.key, x.sign])).toEqual([
    ['2026Q3', '●'],
    ['2026Q4', '○'],
  ]);
});

test('what is overdue gets no more time; a waiver by a leader says that it came late, and can be taken back', async () => {
  const { rule, p } = await learning();
  await s.w.clock.to('2026-10-08');
  const [pingding, anjian, juzhang] = [await s.as('pingding'), await s.as('anjian'), await s.as('juzhang')];
  const asked = { periodId: p.id, reason: '单位整体搬迁，无法组织' };
  await expect(pingding.call(askRelief, { ...asked, sort: 'extension', due: '2026-10-20' })).rejects.toThrow('overdue');
  const waiver = await pingding.call(askRelief, { ...asked, sort: 'waiver' });
  await expect(anjian.act(waiver, 'waive')).rejects.toThrow('forbidden');
  await juzhang.act(waiver, 'waive');
  expect(await s.period(rule, 'pingding', '2026Q3')).toMatchObject({
    sign: '—',
    why: '豁免（常远山2026年10月8日批准，逾期后申请）：单位整体搬迁，无法组织',
  });
  await anjian.act(waiver, 'revoke', { reason: '情况不属实' });
  expect((await s.period(rule, 'pingding', '2026Q3')).sign).toBe('✕');
});

test('who asks for another unit says who told it, and never decides', async () => {
  const { p } = await learning();
  const anjian = await s.as('anjian');
  const asked = { periodId: p.id, sort: 'extension' as const, due: '2026-10-20', reason: '来电说明汛期值守' };
  await expect(anjian.call(askRelief, asked)).rejects.toThrow('recorded-for');
  const r = await anjian.call(askRelief, { ...asked, recordedFor: { saidBy: '和雨晨', how: 'phone' } });
  await expect(anjian.act(r, 'extend')).rejects.toThrow('申请人不能自己审批');
  expect((await (await s.as('anjian2')).act(r, 'extend')).state).toBe('agreed');
});

test('a leader away all month, or gone, is proposed for exemption; a person decides, once', async () => {
  const leaders = (b: Parameters<NonNullable<Parameters<Story['issue']>[1]>>[0]) => ({
    ...b,
    clauses: b.clauses.map((c) => (c.text.includes('每月') ? { ...c, about: 'person' as const } : c)),
  });
  const d = await s.issue(undefined, leaders);
  const rule = await s.rule(d.id, '每月');
  const post = await s.w.system.db
    .selectFrom('post')
    .selectAll()
    .where('unit_id', '=', demoId('unit', 'pingding'))
    .where('leader', '=', true)
    .execute();
  const [away, gone] = post as [(typeof post)[0], (typeof post)[0]];
  await s.w.system.db
    .insertInto('absence')
    .values([
      {
        id: demoId('absence', 'a'),
        post_id: away.id,
        from_day: '2026-09-25',
        to_day: '2026-10-15',
        reason: '住院',
        stand_in_id: null,
      },
      {
        id: demoId('absence', 'b'),
        post_id: away.id,
        from_day: '2026-10-16',
        to_day: '2026-11-20',
        reason: '休养',
        stand_in_id: null,
      },
    ])
    .execute();
  await s.w.system.db.updateTable('post').set({ to_day: '2026-10-20' }).where('id', '=', gone.id).execute();
  await s.w.clock.to('2026-10-01');
  await s.w.clock.to('2026-10-02');
  const anjian = await s.as('anjian');
  const { items } = await anjian.get<{ items: RecordView<Relief>[] }>('/api/directives/reliefs?sort=oldest');
  expect(
    items
      .map((r) => [r.body.sort, r.body.periodLabel, r.body.reason])
      .toSorted((a, b) => a[2]!.localeCompare(b[2]!, 'en')),
  ).toEqual([
    ['exemption', '2026年10月', '已离任，职务自2026年10月21日起空缺'],
    ['exemption', '2026年10月', '整期不在岗：休养、住院'],
  ]);
  const ill = items.find((r) => r.body.reason.includes('住院'))!;
  await anjian.act(ill, 'exempt', { decision: '按请假条' });
  const october = (await s.periods(rule, 'pingding')).filter((p) => p.key === '2026-10' && p.sign === '—');
  expect(october.map((p) => p.why)).toEqual(['免除（安一鸣2026年10月2日批准）：整期不在岗：休养、住院']);
  // The one who left owes nothing from November on; the one who came back half-way does.
  await s.w.clock.to('2026-11-02');
  expect((await s.periods(rule, 'pingding')).filter((p) => p.key === '2026-11')).toHaveLength(post.length - 1);
  const later = await (await s.as('anjian')).get<{ count: number }>('/api/directives/reliefs');
  expect(later.count).toBe(2);
});

test('a requirement ends for one unit, then for all: nothing opens, nothing is deleted, what was missed stays', async () => {
  const { d, rule } = await learning();
  await s.w.clock.to('2026-10-08');
  const [anjian, juzhang] = [await s.as('anjian'), await s.as('juzhang')];
  const about = { id: d.id, ruleId: rule, reason: '机构改革，职能划出' };
  await expect(anjian.call(askCancel, { ...about, unitIds: [demoId('unit', 'market')] })).rejects.toThrow('not-debtor');
  const one = await anjian.call(askCancel, { ...about, unitIds: [demoId('unit', 'pingding')] });
  await juzhang.act(one, 'waive');
  const shown = async (unit: string) => (await s.periods(rule, unit)).map((p) => [p.key, p.sign]);
  expect(await shown('pingding')).toEqual([
    ['2026Q3', '✕'],
    ['2026Q4', '—'],
  ]);
  expect(await shown('yuxian')).toEqual([
    ['2026Q3', '✕'],
    ['2026Q4', '○'],
  ]);
  expect((await s.period(rule, 'pingding', '2026Q4')).why).toBe(
    '取消要求（常远山2026年10月8日批准）：机构改革，职能划出',
  );

  const all = await anjian.call(askCancel, about);
  await juzhang.act(all, 'waive');
  await expect(anjian.call(askCancel, about)).rejects.toThrow('ended');
  expect(await shown('yuxian')).toEqual([
    ['2026Q3', '✕'],
    ['2026Q4', '—'],
  ]);
  expect((await anjian.call(clause, { id: d.id, ruleId: rule })).strips).toHaveLength(14);
});
