// The three steps as people take them: remind those who owe, put one under supervision, tell all what was not done.
import { type RecordView, deskRoutes } from '@anlan/contract';
import { within } from '@anlan/kernel/ctx';
import { openRules } from '@anlan/kernel/duty';
import { newId } from '@anlan/kernel/record';
import { Refused, type World } from '@anlan/kernel/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { demoId, world } from '../../test/world.ts';
import { study } from '../study/contract.ts';
import { type Circular, type Order, type Reminder, followup } from './contract.ts';

// Stories of many days on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let w: World;
afterEach(() => w.close());

const unit = (key: string) => demoId('unit', key);
const CLAUSE = '每季度至少组织一次安全生产专题学习';

/** Every unit named owes a study a quarter from the third quarter of 2026 on; gives the rule. */
async function owes(units: string[]): Promise<string> {
  const id = newId();
  await w.system.db.transaction().execute((trx) =>
    openRules(within(w.system, trx), [
      {
        id,
        sourceId: null,
        task: '1',
        title: CLAUSE,
        factKind: 'study.held',
        repeat: 'quarter',
        need: 1,
        due: null,
        about: 'unit',
        fromDay: '2026-07-01',
        toDay: null,
        listFrom: null,
        debtors: { unitIds: units.map(unit), groupIds: [] },
        history: false,
      },
    ]),
  );
  return id;
}

const studied = async (account: string, key: string, heldOn: string) =>
  (await w.as(account)).call(study.routes.record, {
    unitId: unit(key),
    title: '汛期安全专题学习',
    heldOn,
    place: '三楼会议室',
    host: '康明远',
    agenda: [{ title: '领学安全生产法', kind: 'study' }],
    attendees: ['康明远'],
  });

const owing = async (account: string, ruleId: string, key = '2026Q3') =>
  (await (await w.as(account)).call(followup.routes.owing, { ruleId, key })).items;
const idsOf = async (account: string, ruleId: string) => (await owing(account, ruleId)).map((o) => o.periodId);
const remind = async (account: string, periodIds: string[], note = ''): Promise<RecordView<Reminder>> =>
  (await w.as(account)).call(followup.routes.remind, { periodIds, note });
const proposed = async (account: string) => (await (await w.as(account)).call(followup.routes.suggestions, {})).items;
const inbox = async (account: string) =>
  (await (await w.as(account)).call(deskRoutes.inbox, {})).items.map((m) => m.title);
const names = (r: RecordView<Reminder>) => r.body.items.map((i) => i.unitName).toSorted();

async function refused(deed: Promise<unknown>) {
  const error = await deed.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('nothing was refused');
  return error.refusal;
}

test('a reminder reaches exactly those who still owe at the moment of sending', async () => {
  w = await world('2026-09-20');
  const rule = await owes(['pingding', 'yuxian', 'kuangqu', 'chengqu']);
  const chosen = await idsOf('anjian', rule);
  expect(chosen).toHaveLength(4);
  await studied('pingding', 'pingding', '2026-09-18');
  await w.clock.to('2026-10-12');
  const late = (await owing('anjian', rule)).find((o) => o.unitId === unit('kuangqu'))!;
  await (await w.as('kuangqu')).call(deskRoutes.explain, { id: late.periodId, text: '汛期抢险，已定本月补学。' });
  const made = await remind('anjian', chosen, '请本周办结');
  expect(names(made)).toEqual(['城区文旅局', '盂县文旅局']);
  expect(made.number).toBe('CB-2026-0001');
  expect(made.body.left).toEqual(
    expect.arrayContaining([
      { unitName: '平定县文旅局', why: '已完成' },
      { unitName: '矿区文旅局', why: '已说明原因' },
    ]),
  );
  expect(await inbox('yuxian')).toContain(`催办：${CLAUSE}`);
  for (const account of ['pingding', 'kuangqu']) expect(await inbox(account)).not.toContain(`催办：${CLAUSE}`);
});

test('the same unit is not reminded twice a day about one period, by whomever; what is new joins in', async () => {
  w = await world('2026-10-12');
  const rule = await owes(['yuxian', 'kuangqu']);
  const of = async (key: string) =>
    (await owing('anjian', rule)).filter((o) => o.unitId === unit(key)).map((o) => o.periodId);
  await remind('anjian', await of('yuxian'));
  const again = await refused(remind('anjian2', await of('yuxian')));
  expect(again).toMatchObject({ status: 409, code: 'nobody-owes' });
  expect(again.title).toContain('今天已经催办过');
  const both = await remind('anjian2', [...(await of('yuxian')), ...(await of('kuangqu'))]);
  expect(names(both)).toEqual(['矿区文旅局']);
  await w.clock.to('2026-10-13');
  expect(names(await remind('anjian', await of('yuxian')))).toEqual(['盂县文旅局']);
});

test('two who remind at the same moment make one reminder', async () => {
  w = await world('2026-10-12');
  const rule = await owes(['yuxian', 'kuangqu']);
  const ids = await idsOf('anjian', rule);
  const both = await Promise.allSettled([remind('anjian', ids), remind('anjian2', ids)]);
  expect(both.filter((b) => b.status === 'fulfilled')).toHaveLength(1);
});

test('a county reminds only within itself, and who owes sees neither the list nor the numbers', async () => {
  w = await world('2026-10-12');
  const rule = await owes(['yuxian', 'cafeXianfu']);
  const all = await idsOf('anjian', rule);
  expect(all).toHaveLength(2);
  const home = (await owing('anjian', rule)).find((o) => o.unitId === unit('cafeXianfu'))!;
  const mine = ['chengqu', 'kuangqu', 'jiaoqu', 'pingding', 'yuxian'];
  const seen = await Promise.all(mine.map(async (c) => [c, await idsOf(c, rule)] as const));
  const counties = seen.filter(([, ids]) => ids.includes(home.periodId)).map(([c]) => c);
  expect(counties).toHaveLength(1);
  const stranger = mine.find((c) => c !== counties[0] && c !== 'yuxian')!;
  expect((await refused(remind(stranger, all))).code).toBe('not-seen');
  expect((await (await w.as('jinju')).send('POST', followup.routes.remind.path, { periodIds: all })).status).toBe(403);
  const made = await remind('anjian', all);
  expect((await (await w.as('yuxian')).send('GET', `/api/followup/reminders/${made.id}`)).status).toBe(404);
});

test('a call is noted in place, and the reminder shows who has done it since', async () => {
  w = await world('2026-10-12');
  const rule = await owes(['yuxian', 'kuangqu']);
  const made = await remind('anjian', await idsOf('anjian', rule));
  const anjian = await w.as('anjian');
  const call = { unitId: unit('yuxian'), result: 'promised', promisedOn: '2026-10-15', note: '' };
  expect((await refused(anjian.act(made, 'call', { ...call, promisedOn: '2026-10-01' }))).fields?.[0]?.path).toBe(
    'promisedOn',
  );
  expect((await refused(anjian.act(made, 'call', { ...call, unitId: unit('pingding') }))).code).toBe('not-asked');
  const noted = await anjian.act<Reminder>(made, 'call', call);
  expect(noted.body.calls).toMatchObject([{ result: 'promised', promisedOn: '2026-10-15', byName: '安一鸣' }]);
  const yuxian = await w.as('yuxian');
  await yuxian.call(study.routes.record, {
    unitId: unit('yuxian'),
    title: '补第三季度学习',
    heldOn: '2026-10-12',
    place: '会议室',
    host: '和秀水',
    agenda: [{ title: '学习', kind: 'study' }],
    attendees: ['和秀水'],
    makesGoodId: made.body.items.find((i) => i.unitId === unit('yuxian'))!.periodId,
  });
  const { items, phones } = await anjian.call(followup.routes.standing, { id: made.id });
  const of = (key: string) => made.body.items.find((i) => i.unitId === unit(key))!.periodId;
  expect(items.find((i) => i.periodId === of('yuxian'))).toMatchObject({ fulfilled: true, sign: '✕→补' });
  expect(items.find((i) => i.periodId === of('kuangqu'))).toMatchObject({ fulfilled: false });
  expect(phones.map((p) => p.title).every((t) => t.includes('联络员'))).toBe(true);
});

test('the ladder: remind, then an order, then a circular; each proposed by days, each done by a person', async () => {
  w = await world('2026-09-20');
  const rule = await owes(['pingding', 'yuxian']);
  expect(await proposed('anjian')).toEqual([]);
  await w.clock.to('2026-10-01');
  const [first] = await proposed('anjian');
  expect(first).toMatchObject({ step: 'remind', days: 1, units: [{ name: '平定县文旅局' }, { name: '盂县文旅局' }] });
  await remind('anjian', await idsOf('anjian', rule));
  expect(await proposed('anjian')).toEqual([]);
  await w.clock.to('2026-10-07');
  expect(await proposed('anjian')).toEqual([]);
  await w.clock.to('2026-10-08');
  const steps = await proposed('anjian');
  expect(steps.map((s) => [s.step, s.units[0]!.name])).toEqual([
    ['order', '平定县文旅局'],
    ['order', '盂县文旅局'],
  ]);
  const order = await sent('pingding', '2026-10-15');
  expect((await proposed('anjian')).map((s) => s.units[0]!.name)).toEqual(['盂县文旅局']);
  await w.clock.to('2026-10-19');
  expect((await proposed('anjian')).map((s) => s.step)).toEqual(['order']);
  await w.clock.to('2026-10-20');
  const circular = (await proposed('anjian')).find((s) => s.step === 'circular')!;
  expect(circular).toMatchObject({ key: order.id, days: 5, units: [{ name: '平定县文旅局' }] });
  expect((await proposed('pingding')).map((s) => s.step)).not.toContain('order');
});

/** An order about what a unit owes, approved and sent. */
async function sent(key: string, replyOn: string): Promise<RecordView<Order>> {
  const anjian = await w.as('anjian');
  const draft = await anjian.call(followup.routes.orderDraft, { unitId: unit(key) });
  const made = await anjian.call(followup.routes.order, {
    toUnitId: unit(key),
    title: draft.title,
    wanted: draft.wanted,
    periodIds: draft.periodIds,
    replyOn,
  });
  await anjian.act(made, 'submit');
  await (await w.as('juzhang')).act(made, 'approve');
  return anjian.act<Order>(made, 'send');
}

test('an order: drafted, approved, sent, answered, given back, answered again, closed; each reply is a dated duty', async () => {
  w = await world('2026-10-12');
  await owes(['pingding']);
  const anjian = await w.as('anjian');
  const order = await sent('pingding', '2026-10-16');
  const pingding = await w.as('pingding');
  expect(order.state).toBe('sent');
  const owed = async () =>
    (await (await w.as('pingding')).call(deskRoutes.todo, {})).owed.filter((p) => p.module === 'followup');
  expect(await owed()).toMatchObject([{ due: '2026-10-16', unitName: '平定县文旅局', sourceId: order.id }]);
  expect((await (await w.as('yuxian')).send('GET', `/api/followup/orders/${order.id}`)).status).toBe(404);
  expect((await refused(anjian.act(order, 'reply', { text: '替他们回复' }))).status).toBe(409);
  await pingding.act(order, 'reply', { text: '已于十月十二日组织补学。' });
  expect(await owed()).toEqual([]);
  await anjian.act(order, 'sendBack', { reason: '没有附签到表', replyOn: '2026-10-20' });
  expect(await owed()).toMatchObject([{ due: '2026-10-20' }]);
  await w.clock.to('2026-10-22');
  await (await w.as('pingding')).act(order, 'reply', { text: '签到表已补。' });
  const { items } = await (await w.as('anjian')).call(deskRoutes.owed, { sourceId: order.id });
  expect(items.map((p) => p.sign)).toEqual(['●', '✕→补']);
  const closed = await (await w.as('anjian')).act<Order>(order, 'accept');
  expect(closed.state).toBe('closed');
  expect(closed.body.replies).toHaveLength(2);
  expect(await inbox('pingding')).toContain(`督办单已办结：${order.title}`);
});

test('an order goes to no township, not to somebody else’s task, and is approved by a leader alone', async () => {
  w = await world('2026-10-12');
  const rule = await owes(['pingding', 'yuxian']);
  const anjian = await w.as('anjian');
  const said = { toUnitId: unit('pingding'), title: '督促办理', wanted: '请尽快办结', replyOn: '2026-10-20' };
  const all = await idsOf('anjian', rule);
  expect((await refused(anjian.call(followup.routes.order, { ...said, periodIds: all }))).code).toBe('order-periods');
  expect((await refused(anjian.call(followup.routes.order, { ...said, replyOn: '2026-10-12' }))).code).toBe(
    'reply-past',
  );
  const township = await w.system.db.selectFrom('unit').select('id').where('type', '=', 'township').executeTakeFirst();
  if (township)
    expect((await refused(anjian.call(followup.routes.order, { ...said, toUnitId: township.id }))).title).toContain(
      '函',
    );
  const made = await anjian.call(followup.routes.order, said);
  await anjian.act(made, 'submit');
  expect((await refused(anjian.act(made, 'approve'))).status).toBe(403);
});

test('a venue without an account is answered for by its county, which says who told it', async () => {
  w = await world('2026-10-12');
  const county = await w.system.db
    .selectFrom('unit_closure')
    .innerJoin('unit', 'unit.id', 'unit_closure.ancestor')
    .select('unit.id')
    .where('descendant', '=', unit('cafeXianfu'))
    .where('unit.type', '=', 'county')
    .executeTakeFirstOrThrow();
  const account = ['chengqu', 'kuangqu', 'jiaoqu', 'pingding', 'yuxian'].find((c) => unit(c) === county.id)!;
  await owes(['cafeXianfu']);
  const order = await sent('cafeXianfu', '2026-10-16');
  const clerk = await w.as(account);
  expect((await refused(clerk.act(order, 'reply', { text: '已经办结。' }))).code).toBe('recorded-for');
  const replied = await clerk.act<Order>(order, 'reply', {
    text: '已经办结。',
    recordedFor: { saidBy: '店长', how: 'phone' },
  });
  expect(replied.body.replies[0]).toMatchObject({ recordedFor: { saidBy: '店长' } });
});

test('a circular: facts of that day, signed, numbered, shown to those it names', async () => {
  w = await world('2026-10-12');
  await owes(['pingding', 'yuxian', 'kuangqu']);
  const anjian = await w.as('anjian');
  const draft = await anjian.call(followup.routes.circularDraft, {});
  expect(draft.facts.map((f) => f.unitName)).toEqual(['矿区文旅局', '平定县文旅局', '盂县文旅局']);
  const made = await anjian.call(followup.routes.circular, {
    title: draft.title,
    from: draft.from,
    to: draft.to,
    opening: draft.opening,
    wanted: draft.wanted,
    periodIds: draft.facts.map((f) => f.periodId),
  });
  const kuangqu = draft.facts.find((f) => f.unitId === unit('kuangqu'))!;
  await (
    await w.as('kuangqu')
  ).call(study.routes.record, {
    unitId: unit('kuangqu'),
    title: '补第三季度学习',
    heldOn: '2026-10-11',
    place: '会议室',
    host: '安铸魂',
    agenda: [{ title: '学习', kind: 'study' }],
    attendees: ['安铸魂'],
    makesGoodId: kuangqu.periodId,
  });
  await (
    await w.as('yuxian')
  ).call(deskRoutes.explain, {
    id: draft.facts.find((f) => f.unitId === unit('yuxian'))!.periodId,
    text: '主要领导调整，已列入本月计划。',
  });
  const submitted = await anjian.act<Circular>(made, 'submit');
  expect(submitted.body.facts.map((f) => [f.unitName, f.explanation])).toEqual([
    ['平定县文旅局', null],
    ['盂县文旅局', '主要领导调整，已列入本月计划。'],
  ]);
  expect((await (await w.as('pingding')).send('GET', `/api/followup/circulars/${made.id}`)).status).toBe(404);
  await (await w.as('juzhang')).act(made, 'sign');
  const numbered = await (await w.as('bangong')).act<Circular>(made, 'number', { docNumber: '阳文旅字〔2026〕88号' });
  expect(numbered.body.docNumber).toBe('阳文旅字〔2026〕88号');
  const published = await anjian.act<Circular>(made, 'publish');
  expect(published.body.publishedOn).toBe('2026-10-12');
  expect((await (await w.as('pingding')).show<Circular>(made)).title).toBe(draft.title);
  expect(await inbox('pingding')).toContain(`通报：${draft.title}`);
  expect((await (await w.as('jinju')).send('GET', `/api/followup/circulars/${made.id}`)).status).toBe(404);
});
