// The month's meeting as people live it: held on the last day, arranged from what is overdue, held together, called off; and what it decides.
import { type PeriodView, type RecordView, deskRoutes } from '@anlan/contract';
import { within } from '@anlan/kernel/ctx';
import { openRules } from '@anlan/kernel/duty';
import { needKind, newId, show } from '@anlan/kernel/record';
import { Refused, type World } from '@anlan/kernel/testing';
import { afterEach, expect, test } from 'vitest';
import type { z } from 'zod';
import { demoId, world } from '../../test/world.ts';
import { type Decision, type Meeting, decisionKind, meetings, suggested } from './contract.ts';
import { server } from './server.ts';

type Said = z.input<typeof meetings.routes.record.input>;
type Shown = RecordView<Meeting>;
type Thing = RecordView<Decision>;

let w: World;
afterEach(() => w.close());

const unit = (key: string) => demoId('unit', key);
const HEAD = demoId('person', 'pingding.1');
const LIAISON = demoId('person', 'pingding.5');

/** Every unit named owes a meeting a month, from `fromDay` on. */
async function owes(
  units: string[],
  fromDay: string,
  factKind = 'meeting.held',
  title = '每月至少召开一次安全生产会议',
) {
  const rule = {
    id: newId(),
    sourceId: null,
    task: '2',
    title,
    factKind,
    repeat: 'month' as const,
    need: 1,
    due: null,
    about: 'unit' as const,
    fromDay,
    toDay: null,
    listFrom: null,
    debtors: { unitIds: units.map(unit), groupIds: [] },
    history: false,
  };
  await w.system.db.transaction().execute((trx) => openRules(within(w.system, trx), [rule]));
}

const told = (key: string, heldOn: string, more: Record<string, unknown> = {}): Said => ({
  unitId: unit(key),
  title: '安全生产例会',
  kind: 'regular',
  heldOn,
  place: '三楼会议室',
  chairId: demoId('person', `${key}.1`),
  agenda: [{ title: '分析本月安全生产形势', kind: 'analysis' }],
  attendees: ['某参会人'],
  ...more,
});
const decided = (text: string, owner: string, due: string) => ({ text, unitId: unit(owner), person: null, due });

const record = async (account: string, said: Said): Promise<Shown> =>
  (await w.as(account)).call(meetings.routes.record, said);
const act = async <B = Meeting>(
  account: string,
  of: RecordView<unknown>,
  action: string,
  input: Record<string, unknown> = {},
) => (await w.as(account)).act<B>(of, action, input);
const things = async (account: string, of: Shown): Promise<Thing[]> =>
  (await (await w.as(account)).call(meetings.routes.decided, { id: of.id })).items;

async function period(key: string, month: string): Promise<PeriodView> {
  const asked = { unitId: unit(key), factKind: 'meeting.held', key: month };
  const { items } = await (await w.as('anjian')).call(deskRoutes.owed, asked);
  expect(items).toHaveLength(1);
  return items[0]!;
}
const sign = async (key: string, month: string) => (await period(key, month)).sign;
/** The duty that a decision is. */
async function dutyOf(d: Thing): Promise<PeriodView> {
  const { items } = await (await w.as('anjian')).call(deskRoutes.owed, { factKind: decisionKind(d.id) });
  expect(items).toHaveLength(1);
  return items[0]!;
}
const todo = async (account: string) => (await w.as(account)).call(deskRoutes.todo, {});

async function refused(deed: Promise<unknown>) {
  const error = await deed.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('nothing was refused');
  return error.refusal;
}

test.each([
  ['2026-02-28', '2026-02', '2026-03-01', '2026-03'],
  ['2028-02-29', '2028-02', '2028-03-01', '2028-03'],
  ['2026-04-30', '2026-04', '2026-05-01', '2026-05'],
  ['2026-12-31', '2026-12', '2027-01-01', '2027-01'],
])('a meeting on %s settles that month and not the next', async (last, month, first, next) => {
  w = await world(last);
  await owes(['pingding', 'yuxian'], `${month}-01`);
  const made = await record('pingding', told('pingding', last));
  expect([made.number, made.state]).toEqual([`HY-${last.slice(0, 4)}-0001`, 'held']);
  expect(await period('pingding', month)).toMatchObject({ sign: '●', due: last, module: 'meetings' });
  await w.clock.to(first);
  expect([await sign('pingding', month), await sign('yuxian', month)]).toEqual(['●', '✕']);
  expect([await sign('pingding', next), await sign('yuxian', next)]).toEqual(['○', '○']);
});

test('a decision is a duty of its owner: on his day, done by him, confirmed by those who met', async () => {
  w = await world('2026-11-10');
  const decisions = [
    decided('更新应急通讯录', 'cafeXianfu', '2026-11-20'),
    decided('补齐灭火毯', 'pingding', '2026-12-01'),
  ];
  const made = await record('pingding', told('pingding', '2026-11-09', { decisions }));
  const [list] = await things('pingding', made);
  expect(list).toMatchObject({
    title: '更新应急通讯录',
    deadline: '2026-11-20',
    state: 'open',
    unitName: '示范网络会所（县府街店）',
  });
  const before = await todo('changsuo');
  expect(before.owed.find((p) => p.title === '更新应急通讯录')).toMatchObject({
    factKind: `decision:${list!.id}`,
    module: 'meetings',
    source: { module: 'meetings', kind: 'decisions' },
    light: 'soon',
    due: '2026-11-20',
  });
  expect(before.waiting, 'owed once, not waiting a second time').toEqual([]);
  expect((await refused((await w.as('yuxian')).show(list!))).status).toBe(404);

  await w.clock.to('2026-11-18');
  const early = await refused(act('changsuo', list!, 'done', { result: '已逐人核对', doneOn: '2026-11-08' }));
  expect(early).toMatchObject({ code: 'done-when', fields: [{ path: 'doneOn' }] });
  const done = await act<Decision>('changsuo', list!, 'done', { result: '已逐人核对', doneOn: '2026-11-17' });
  expect([done.state, (await dutyOf(list!)).sign]).toEqual(['done', '●']);
  expect((await todo('changsuo')).owed.some((p) => p.title === '更新应急通讯录')).toBe(false);
  expect(
    done.can.map((c) => c.action),
    'the owner does not confirm',
  ).not.toContain('accept');

  const waiting = (await todo('pingding')).waiting.find((r) => r.id === list!.id);
  expect(waiting?.actionLabel).toBe('确认办结');
  const back = await act<Decision>('pingding', done, 'return', { reason: '漏了夜班人员' });
  expect([back.state, back.body.result, (await dutyOf(list!)).sign]).toEqual(['open', null, '▲']);

  await w.clock.to('2026-11-25');
  expect((await dutyOf(list!)).sign).toBe('✕');
  const late = await act<Decision>('changsuo', back, 'done', { result: '夜班人员已补齐', doneOn: '2026-11-24' });
  expect((await dutyOf(list!)).sign, 'done after its day stays missed').toBe('✕→补');
  expect((await act<Decision>('pingding', late, 'accept')).state).toBe('accepted');
});

test('the unit that met records for an owner without account, gives more time, and takes a thing back', async () => {
  w = await world('2026-11-10');
  const decisions = [
    decided('清理疏散通道', 'ktvGuanshan', '2026-11-20'),
    decided('更换应急灯', 'ktvGuanshan', '2026-11-20'),
  ];
  const made = await record('pingding', told('pingding', '2026-11-09', { decisions }));
  const [a, b] = await things('pingding', made);
  expect(a!.can.map((c) => c.action)).not.toContain('done');
  const said = { result: '通道已清空', doneOn: '2026-11-10' };
  expect((await refused(act('pingding', a!, 'doneFor', said))).status).toBe(400);
  const done = await act<Decision>('pingding', a!, 'doneFor', {
    ...said,
    recordedFor: { saidBy: '安如歌', how: 'phone' },
  });
  expect([done.state, done.body.recordedFor?.saidBy, (await dutyOf(a!)).sign]).toEqual(['done', '安如歌', '●']);
  await w.clock.to('2026-11-21');
  expect((await dutyOf(b!)).sign).toBe('✕');
  const more = await act<Decision>('pingding', b!, 'extend', { due: '2026-12-05', reason: '灯具到货推迟' });
  expect([more.deadline, (await dutyOf(b!)).due, (await dutyOf(b!)).light]).toEqual([
    '2026-12-05',
    '2026-12-05',
    'ahead',
  ]);
  await act('pingding', more, 'void', { reason: '该店已停业' });
  expect(await dutyOf(b!)).toMatchObject({ light: 'none', why: '议定事项已作废' });
});

test('the owner cannot rid himself of what was decided, and nobody decides what a stranger owes', async () => {
  w = await world('2026-11-10');
  const made = await record(
    'pingding',
    told('pingding', '2026-11-09', { decisions: [decided('更新应急通讯录', 'cafeXianfu', '2026-11-20')] }),
  );
  const [d] = await things('pingding', made);
  expect((await refused(act('changsuo', d!, 'void', { reason: '不想办' }))).title).toContain('召开会议的单位');
  const stranger = { ...decided('帮我们检查', 'yuxian', '2026-11-20') };
  const beyond = await refused(act('pingding', made, 'decide', stranger));
  expect(beyond).toMatchObject({ status: 400, code: 'owner-beyond' });
  const past = await refused(act('pingding', made, 'decide', decided('早该办的事', 'pingding', '2026-11-01')));
  expect(past).toMatchObject({ status: 400, code: 'due-before' });
  await act('pingding', made, 'decide', decided('制作叫应名单', 'pingding', '2026-11-30'));
  expect((await things('pingding', made)).map((t) => t.title)).toEqual(['更新应急通讯录', '制作叫应名单']);
});

test('voiding a meeting takes the month back, and what it decided falls with it', async () => {
  w = await world('2026-11-10');
  await owes(['pingding'], '2026-11-01');
  const decisions = [decided('更新应急通讯录', 'cafeXianfu', '2026-11-20')];
  const made = await record('pingding', told('pingding', '2026-11-09', { decisions }));
  const [d] = await things('pingding', made);
  expect(await sign('pingding', '2026-11')).toBe('●');
  const gone = await act('pingding', made, 'void', { reason: '登记错了' });
  expect([gone.state, gone.can]).toEqual(['void', []]);
  expect(await sign('pingding', '2026-11')).toBe('○');
  expect([(await dutyOf(d!)).light, (await (await w.as('pingding')).show(d!)).state]).toEqual(['none', 'void']);
});

test('a joint meeting counts for the other unit only after it confirmed', async () => {
  w = await world('2026-11-10');
  await owes(['library', 'cultureCentre'], '2026-11-01');
  const made = await record('tushuguan', told('library', '2026-11-09', { jointUnitIds: [unit('cultureCentre')] }));
  expect([await sign('library', '2026-11'), await sign('cultureCentre', '2026-11')]).toEqual(['●', '○']);
  expect((await todo('wenhuaguan')).waiting.map((r) => r.actionLabel)).toEqual(['确认本单位参加']);
  const guest = await (await w.as('wenhuaguan')).show(made);
  expect(
    guest.can.map((c) => c.action),
    'a guest only confirms',
  ).toEqual(['confirm']);
  await act('wenhuaguan', made, 'confirm', { attendees: ['和文渊', '宁小满'] });
  expect(await sign('cultureCentre', '2026-11')).toBe('●');
  await act('tushuguan', made, 'void', { reason: '没有召开' });
  expect([await sign('library', '2026-11'), await sign('cultureCentre', '2026-11')]).toEqual(['○', '○']);
});

test('the chair is a leader who was there, or whoever stood in for one that day', async () => {
  w = await world('2026-11-10');
  const clerk = await refused(record('pingding', told('pingding', '2026-11-09', { chairId: LIAISON })));
  expect(clerk).toMatchObject({ status: 400, code: 'chair-not-leader', fields: [{ path: 'chairId' }] });
  expect(clerk.title).toContain('和雨晨不是本单位的班子成员');
  const stranger = await refused(
    record('pingding', told('pingding', '2026-11-09', { chairId: demoId('person', 'yuxian.1') })),
  );
  expect(stranger.code).toBe('chair-not-leader');
  const absent = [{ name: '康明远', reason: '在外开会' }];
  const away = await refused(record('pingding', told('pingding', '2026-11-09', { absent })));
  expect(away).toMatchObject({ status: 400, code: 'chair-absent' });
  const post = await w.system.db
    .selectFrom('post')
    .select('id')
    .where('person_id', '=', HEAD)
    .executeTakeFirstOrThrow();
  await w.system.db
    .insertInto('absence')
    .values({
      id: newId(),
      post_id: post.id,
      from_day: '2026-11-08',
      to_day: '2026-11-09',
      reason: '出差',
      stand_in_id: LIAISON,
    })
    .execute();
  const day = (heldOn: string) => record('pingding', told('pingding', heldOn, { chairId: LIAISON, absent }));
  expect((await day('2026-11-09')).body).toMatchObject({
    chairName: '和雨晨',
    chairAs: '代康明远主持',
    attended: 2,
    expected: 3,
  });
  expect((await refused(day('2026-11-10'))).code).toBe('chair-not-leader');
});

test('a day not yet come, the same meeting twice, and one there and not there are refused in a sentence', async () => {
  w = await world('2026-11-10');
  const made = await record('pingding', told('pingding', '2026-11-09'));
  const twice = await refused(record('pingding', told('pingding', '2026-11-09', { place: '二楼' })));
  expect(twice).toMatchObject({ status: 409, code: 'meeting-exists' });
  expect(twice.title).toContain(made.number!);
  expect(await refused(record('pingding', told('pingding', '2026-11-11')))).toMatchObject({
    status: 400,
    code: 'not-future',
  });
  const both = { attendees: ['宁定山'], absent: [{ name: '宁定山', reason: '出差' }] };
  expect((await refused(record('pingding', told('pingding', '2026-11-08', both)))).code).toBe('both-lists');
  expect((await refused(record('anjian', told('pingding', '2026-11-07')))).code).toBe('recorded-for');
});

test('a plan opens with what is overdue, is under way, and keeps the situation of its day', async () => {
  w = await world('2026-10-20');
  await owes(['pingding'], '2026-10-01');
  await owes(['pingding', 'cafeXianfu'], '2026-10-01', 'study.held', '每月学习一次');
  await w.clock.to('2026-11-05');
  const clerk = await w.as('pingding');
  const outlook = await clerk.call(meetings.routes.outlook, { unitId: unit('pingding') });
  expect(outlook).toMatchObject({ overdue: 3, unexplained: 3, decisions: 0 });
  const titles = suggested(outlook).map((a) => a.title);
  expect([titles.length, titles[0], titles[3]]).toEqual([
    4,
    '分析本月安全生产形势，研判主要风险',
    '3 项逾期任务还没有说明原因，逐项说明',
  ]);
  expect(titles).toContain('逾期未完成：每月至少召开一次安全生产会议（平定县文旅局）');
  expect(outlook.lines.find((l) => l.title === '每月学习一次')!.units).toHaveLength(2);
  const { attendees: _a, ...plan } = told('pingding', '2026-11-12', { agenda: suggested(outlook) });
  const planned = await clerk.call(meetings.routes.plan, plan);
  expect([planned.state, planned.body.attendees, await sign('pingding', '2026-11')]).toEqual(['planned', [], '◐']);
  const hold = { attendees: ['宁定山'], decisions: [decided('补办十月会议', 'pingding', '2026-11-25')] };
  expect((await refused(act('pingding', planned, 'hold', hold))).title).toContain('会议日期还没有到');
  await w.clock.to('2026-11-12');
  const held = await act('pingding', planned, 'hold', hold);
  expect([held.state, await sign('pingding', '2026-11')]).toEqual(['held', '●']);
  expect(held.body).toMatchObject({ attendees: ['康明远', '宁定山'], outlook: { on: '2026-11-12', overdue: 3 } });
  await w.clock.to('2026-11-20');
  const later = await (await w.as('pingding')).call(meetings.routes.outlook, { unitId: unit('pingding') });
  expect(later.lines.filter((l) => l.what === 'decision')).toMatchObject([
    { title: '补办十月会议', due: '2026-11-25' },
  ]);
  expect((await (await w.as('pingding')).show<Meeting>(held)).body.outlook, 'kept as it was').toEqual(
    held.body.outlook,
  );
});

test('a meeting after the month makes it good and settles nothing; a corrected day is counted where it belongs', async () => {
  w = await world('2026-10-20');
  await owes(['pingding'], '2026-10-01');
  await w.clock.to('2026-11-05');
  const makesGoodId = (await period('pingding', '2026-10')).id;
  const made = await record('pingding', told('pingding', '2026-11-04', { makesGoodId }));
  expect([await sign('pingding', '2026-10'), await sign('pingding', '2026-11')]).toEqual(['✕→补', '○']);
  await act('pingding', made, 'amend', { heldOn: '2026-10-30', reason: '日期写错' });
  expect([await sign('pingding', '2026-10'), await sign('pingding', '2026-11')]).toEqual(['●补', '○']);
});

test('the papers say who was there, what was decided by when, and how the month stands', async () => {
  w = await world('2026-11-10');
  await owes(['pingding'], '2026-10-01');
  const decisions = [decided('更新应急通讯录', 'cafeXianfu', '2026-11-20')];
  const more = {
    absent: [{ name: '宁定山', reason: '出差' }],
    observers: ['县消防大队某参谋'],
    problems: ['通讯录过期'],
    decisions,
  };
  const { id } = await record('pingding', told('pingding', '2026-11-09', more));
  const ctx = w.system;
  const { body, ...head } = await show<Meeting>(ctx, needKind('meetings'), id);
  const full = { ...head, ...body, occurredOn: head.occurredOn! };
  const { minutes, sheet, brief } = server.papers!.meetings!;
  const paper = await minutes!(ctx, full);
  expect(paper).toMatchObject({ form: 'official', kind: '纪要', title: '安全生产例会纪要', date: '2026-11-09' });
  const said = JSON.stringify(paper);
  for (const words of [
    '宁定山（出差）',
    '县消防大队某参谋',
    '通讯录过期',
    '更新应急通讯录',
    '2026年11月20日',
    '示范网络会所（县府街店）',
  ])
    expect(said).toContain(words);
  expect(await sheet!(ctx, full)).toMatchObject({ form: 'plain', title: '安全生产例会签到表' });
  const circular = await brief!(ctx, full);
  expect(circular).toMatchObject({ kind: '通报', title: '2026年11月安全生产风险研判简报' });
  expect(JSON.stringify(circular)).toContain('每月至少召开一次安全生产会议：应完成 1 项，已完成 1 项。');
  await (await w.as('pingding')).act({ id, module: 'meetings', kind: 'meetings' }, 'void', { reason: '登记错了' });
  expect(JSON.stringify(await minutes!(w.system, full)), 'a voided decision stands on no paper').not.toContain(
    '更新应急通讯录',
  );
});
