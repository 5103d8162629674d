// People are told once what concerns them, and screens hear of nothing that their reader may not see.
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Member } from '../ctx/index.ts';
import { takeDeeds } from '../job/outbox.ts';
import { type Bureau, happens, type Name, newMatter, openBureau, person, unit } from '../testing/bureau.ts';
import { inboxPage, type Live, type LiveEvent, markRead, openLive, peopleAs, peopleWith, tell } from './index.ts';

let bureau: Bureau;
let live: Live;
const quiet = { warn() {} };
beforeEach(async () => {
  bureau = await openBureau();
  live = await openLive({ url: bureau.appUrl, app: bureau.app, log: quiet });
});
afterEach(async () => {
  await live.close();
  await bureau.close();
});

const matter = async (name: Name, unitId: string) =>
  bureau.deed(await bureau.as(name), (ctx) => newMatter(ctx, unitId));
const callOut = () => takeDeeds(bureau.system, []);
/** Opens a screen and gives what it has heard. */
function screen(member: () => Promise<Member | null>) {
  const heard: (LiveEvent | null)[] = [];
  return { heard, stop: live.subscribe(member, (event) => heard.push(event)) };
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('消息一因一条，谁的谁看', async () => {
  const ctx = await bureau.as('平定员');
  const message = {
    people: [person.盂县员, person.盂县员, person.平定员],
    title: '新下达：通知',
    record: { id: unit.市局, module: 'matters', kind: 'matters' },
    cause: 'issued:1',
  };
  await bureau.deed(ctx, (at) => tell(at, message));
  await bureau.deed(ctx, (at) => tell(at, { ...message, title: '再说一遍' }));
  await tell(ctx, { ...message, people: [] });
  const yuxian = await bureau.as('盂县员');
  const page = await inboxPage(yuxian, { limit: 10 });
  expect(page).toMatchObject({ next: null, count: 1, exact: true, unread: 1 });
  expect(page.items).toMatchObject([
    {
      title: '新下达：通知',
      body: '',
      recordId: unit.市局,
      module: 'matters',
      read: false,
      at: '2026-11-23T09:00:00.000+08:00',
    },
  ]);
  expect(await markRead(ctx, [page.items[0]!.id])).toBe(1);
  expect(await inboxPage(yuxian, { limit: 10 })).toMatchObject({ unread: 1 });
  expect(await markRead(yuxian, [page.items[0]!.id])).toBe(0);
  expect((await inboxPage(yuxian, { limit: 10 })).items[0]).toMatchObject({ read: true });
});

test('消息逐页翻，不漏不重', async () => {
  const ctx = await bureau.as('平定员');
  for (let n = 1; n <= 25; n++) {
    bureau.set(`2026-11-23T09:${String(Math.floor(n / 3)).padStart(2, '0')}:00+08:00`);
    await tell({ ...ctx, now: bureau.clock.now() }, { people: [person.平定员], title: String(n), cause: `c${n}` });
  }
  const titles: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await inboxPage(ctx, { limit: 10, cursor });
    titles.push(...page.items.map(({ title }) => title));
    expect(page.count).toBe(25);
    if (!page.next) break;
    cursor = page.next;
  }
  expect([new Set(titles).size, titles.length, titles[0]]).toEqual([25, 25, expect.stringMatching(/^2[45]$/)]);
  for (const cursor of ['x', '2026-99-99T00:00:00.000Z_00000000-0000-4000-8000-000000000001'])
    await expect(inboxPage(ctx, { limit: 10, cursor })).rejects.toMatchObject({ status: 400, code: 'bad-cursor' });
});

test('找人：今天在岗、岗位有权的人，和替他的人', async () => {
  const ctx = bureau.asSystem();
  const units = [unit.平定县局, unit.盂县局];
  expect(await peopleWith(ctx, units, 'duty.answer')).toEqual([person.平定员, person.盂县员]);
  expect(await peopleWith(ctx, [unit.平定县局], 'duty.approveLate')).toEqual([]);
  expect(await peopleAs(ctx, ['systemAdmin'])).toEqual([person.系统员]);
  const { id } = await ctx.db
    .selectFrom('post')
    .select('id')
    .where('person_id', '=', person.平定员)
    .executeTakeFirstOrThrow();
  await ctx.db
    .insertInto('absence')
    .values({
      id: unit.市局,
      post_id: id,
      from_day: '2026-11-24',
      to_day: '2026-11-25',
      reason: '出差',
      stand_in_id: person.替班员,
    })
    .execute();
  expect(await peopleWith(ctx, [unit.平定县局], 'duty.answer')).toEqual([person.平定员]);
  expect(await peopleWith({ ...ctx, today: '2026-11-25' }, [unit.平定县局], 'duty.answer')).toEqual([
    person.平定员,
    person.替班员,
  ]);
  await ctx.db.updateTable('post').set({ to_day: '2026-11-30' }).where('id', '=', id).execute();
  expect(await peopleWith({ ...ctx, today: '2026-12-01' }, [unit.平定县局], 'duty.answer')).toEqual([]);
});

test('实时更新只到看得见的人：别县的人、无权读的人、下线的人都听不到', async () => {
  let signedIn = true;
  const [pingding, yuxian, admin] = await Promise.all([
    bureau.memberNamed('平定员'),
    bureau.memberNamed('盂县员'),
    bureau.memberNamed('系统员'),
  ]);
  const screens = {
    平定员: screen(async () => pingding),
    平定员乙: screen(async () => pingding),
    盂县员: screen(async () => yuxian),
    系统员: screen(async () => admin),
    下线: screen(async () => (signedIn ? pingding : null)),
  };
  const id = await matter('平定员', unit.平定县局);
  await matter('盂县员', unit.盂县局);
  signedIn = false;
  await callOut();
  const event = { type: 'deed', module: 'matters', kind: 'matters', id, action: 'create' };
  await expect.poll(() => screens.盂县员.heard.length).toBe(1);
  await expect.poll(() => screens.平定员乙.heard.length).toBe(1);
  await wait(150);
  expect(screens.平定员.heard).toEqual([event]);
  expect(screens.盂县员.heard).not.toContainEqual(event);
  expect(screens.系统员.heard).toEqual([]);
  expect(screens.下线.heard).toEqual([null]);
});

test('授权给他的一件，他听得到；停止之后听不到', async () => {
  const yuxian = await bureau.memberNamed('盂县员');
  const { heard, stop } = screen(async () => yuxian);
  const id = await matter('平定员', unit.平定县局);
  const db = bureau.asSystem().db;
  await db
    .insertInto('access_grant')
    .values({
      record_id: id,
      unit_id: unit.盂县局,
      person_id: null,
      until: null,
      granted_by: '平定员',
      granted_at: bureau.clock.now(),
    })
    .execute();
  await callOut();
  await expect.poll(() => heard.length).toBe(1);
  stop();
  await bureau.deed(await bureau.as('平定员'), (ctx) => happens(ctx, id, unit.平定县局, 'step'));
  await callOut();
  await wait(300);
  expect(heard).toHaveLength(1);
});

test('一阵操作并作一次问，一件一次', async () => {
  const me = await bureau.memberNamed('平定员');
  let asked = 0;
  const { heard } = screen(async () => (asked++, me));
  const id = await matter('平定员', unit.平定县局);
  await bureau.deed(await bureau.as('平定员'), async (ctx) => {
    for (let n = 0; n < 120; n++) await happens(ctx, id, unit.平定县局, 'step');
  });
  await callOut();
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  await wait(200);
  expect(heard.map((event) => event && 'action' in event && event.action)).toEqual(['create', 'step']);
  expect(asked).toBe(1);
});

test('新消息只惊动收件的人', async () => {
  const [pingding, yuxian] = await Promise.all([bureau.memberNamed('平定员'), bureau.memberNamed('盂县员')]);
  const mine = screen(async () => pingding);
  const other = screen(async () => yuxian);
  await tell(bureau.asSystem(), { people: [person.平定员], title: '催办', cause: 'x' });
  await expect.poll(() => mine.heard).toEqual([{ type: 'inbox' }]);
  await tell(bureau.asSystem(), { people: [person.平定员], title: '催办', cause: 'x' });
  await wait(250);
  expect([mine.heard.length, other.heard]).toEqual([1, []]);
});

test('监听断线后自己接上，并让屏幕重来，以免漏了什么', async () => {
  const me = await bureau.memberNamed('平定员');
  const first = screen(async () => me);
  const admin = new pg.Client(bureau.adminUrl);
  await admin.connect();
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'anlan listener' and datname = current_database()",
  );
  await admin.end();
  await expect.poll(() => first.heard, { timeout: 5_000 }).toEqual([null]);
  const second = screen(async () => me);
  await matter('平定员', unit.平定县局);
  await callOut();
  await expect.poll(() => second.heard.length).toBe(1);
});
