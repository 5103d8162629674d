// Settings as those who keep the system use them: within bounds, by the right hand, from now on only.
import { type PeriodView, deskRoutes } from '@anlan/contract';
import type { World } from '@anlan/kernel/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoId, world } from '../../test/world.ts';
import { type Standing, settings } from './contract.ts';

let w: World;
beforeEach(async () => {
  w = await world('2026-11-23');
});
afterEach(() => w.close());

const { list, change, roles, changeRole, draftStanding } = settings.routes;
const valueOf = async (key: string) => (await (await w.as('anjian')).call(list, {})).items.find((i) => i.key === key)!;

test('a number changes within its bounds, with who and why, and works at once', async () => {
  const anjian = await w.as('anjian');
  expect(await valueOf('duty.soonDays')).toMatchObject({ value: 10, standard: 10, changed: null });
  await expect(anjian.call(change, { key: 'duty.soonDays', value: 0, reason: '试一试' })).rejects.toThrow('不少于 1');
  await expect(anjian.call(change, { key: 'duty.soon', value: 1, reason: '试一试' })).rejects.toThrow('没有这一项设置');
  await anjian.call(change, { key: 'duty.soonDays', value: 20, reason: '年底任务集中，提前提醒' });
  expect(await valueOf('duty.soonDays')).toMatchObject({
    value: 20,
    changed: { reason: '年底任务集中，提前提醒' },
  });
});

test('whoever may not set it is refused by the route, and by the database behind it', async () => {
  const pingding = await w.as('pingding');
  await expect(pingding.call(list, {})).rejects.toThrow('没有');
  await expect(pingding.call(change, { key: 'duty.soonDays', value: 20, reason: '试一试' })).rejects.toThrow('没有');
});

test('the security administrator gives and takes permissions; it holds at the next request', async () => {
  const anquan = await w.as('anquan');
  const clerk = (await anquan.call(roles, {})).roles.find((r) => r.key === 'countyClerk')!;
  expect(clerk.holders).toBeGreaterThan(0);
  const without = clerk.permissions.filter((p) => p !== 'calendar.read');
  await anquan.call(changeRole, { key: 'countyClerk', permissions: without, reason: '演练收回' });
  const asked = '/api/calendar?from=2026-11-01&to=2026-11-30';
  expect((await (await w.as('pingding')).send('GET', asked)).status).toBe(403);
  await anquan.call(changeRole, { key: 'countyClerk', permissions: clerk.permissions, reason: '演练恢复' });
  expect((await (await w.as('pingding')).send('GET', asked)).status).toBe(200);
});

test('administrators stay apart from business, and from each other, and the last key is never thrown away', async () => {
  const anquan = await w.as('anquan');
  const all = (await anquan.call(roles, {})).roles;
  const of = (key: string) => all.find((r) => r.key === key)!.permissions;
  const give = (key: string, permissions: string[]) => anquan.call(changeRole, { key, permissions, reason: '试一试' });
  await expect(give('systemAdmin', [...of('systemAdmin'), 'study.read'])).rejects.toThrow('不办理业务');
  await expect(give('systemAdmin', [...of('systemAdmin'), 'settings.roles'])).rejects.toThrow('须分开');
  await expect(
    give(
      'securityAdmin',
      of('securityAdmin').filter((p) => p !== 'settings.roles'),
    ),
  ).rejects.toThrow('没有人能设置权限');
  const xitong = await w.as('xitong');
  await expect(xitong.call(changeRole, { key: 'systemAdmin', permissions: [], reason: '试一试' })).rejects.toThrow(
    '没有',
  );
});

test('a duty by law: drafted with its article, approved by a leader, owed by units, ended with a reason', async () => {
  const anjian = await w.as('anjian');
  const said = {
    basis: '消防法第十六条',
    text: '每年对建筑消防设施至少全面检测一次',
    repeat: 'year' as const,
    about: 'unit' as const,
    binding: 'report',
    unitIds: [demoId('unit', 'jinOpera')],
    groupIds: [],
  };
  await expect(anjian.call(draftStanding, { ...said, unitIds: [] })).rejects.toThrow('请选择责任单位');
  await expect(anjian.call(draftStanding, { ...said, repeat: 'once' })).rejects.toThrow('请填写完成日期');
  await expect(anjian.call(draftStanding, { ...said, binding: 'visit.made' })).rejects.toThrow('不一致');
  const draft = await anjian.call(draftStanding, said);
  await expect(anjian.act(draft, 'start')).rejects.toThrow('没有');
  const juzhang = await w.as('juzhang');
  const begun = await juzhang.act<Standing>(draft, 'start');
  const owed = async (): Promise<PeriodView[]> =>
    (await (await w.as('jinju')).call(deskRoutes.todo, {})).owed.filter((p) => p.title === said.text);
  expect(await owed()).toMatchObject([{ label: '2026年', due: '2026-12-31', sourceTitle: said.text }]);
  await juzhang.act(begun, 'end', { reason: '改由消防部门统一检测' });
  await w.clock.to('2027-01-05');
  expect((await owed()).map((p) => p.label)).toEqual(['2026年']);
});
