// Stories of the directory: who keeps whom, who stands in, who hands over, and what the database refuses by itself.
import { deskRoutes } from '@anlan/contract';
import { hashPassword, resolveMember } from '@anlan/kernel/access';
import { type KernelTables, within } from '@anlan/kernel/ctx';
import { Database } from '@anlan/kernel/db';
import { openRules } from '@anlan/kernel/duty';
import { absencesCovering, givePost, putPerson, vacant } from '@anlan/kernel/org';
import { newId } from '@anlan/kernel/record';
import { type Person, Refused, type World, openWorld } from '@anlan/kernel/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testCluster } from '@anlan/kernel/testing';
import { demoAccounts, demoId, seedDirectory } from '../../apps/server/demo/directory.ts';
import { people as contract } from './contract.ts';
import { server } from './server.ts';

const { routes } = contract;
const PASSWORD = 'story-password';
const unit = (key: string) => demoId('unit', key);

let w: World;
beforeEach(async () => {
  w = await openWorld({
    servers: [server],
    template: 'anlan_people',
    password: PASSWORD,
    at: '2026-11-23',
    async seed(ctx) {
      const hash = await hashPassword(PASSWORD);
      await seedDirectory(ctx, new Map(demoAccounts.map((login) => [login, hash])));
    },
  });
});
afterEach(() => w.close());

const personOf = async (login: string) =>
  (await w.system.db.selectFrom('account').select('person_id').where('login', '=', login).executeTakeFirstOrThrow())
    .person_id;
const postOf = async (login: string) =>
  w.system.db
    .selectFrom('post')
    .selectAll()
    .where('person_id', '=', await personOf(login))
    .where('to_day', 'is', null)
    .executeTakeFirstOrThrow();
const refusal = (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)),
  );
/** Runs SQL of the app role as somebody, with no route in between. */
const bare = async <T>(login: string, work: (ctx: World['system']) => Promise<T>): Promise<T | string> => {
  const url = new URL(w.adminUrl);
  const app = new Database<KernelTables>({
    url: Object.assign(new URL(testCluster().roles.appUrl), { pathname: url.pathname }).href,
    max: 1,
    now: () => w.clock.now(),
  });
  try {
    const me = await resolveMember(w.system.db, await personOf(login), login, w.system.today);
    return await work({ ...w.system, db: app.as(me.actor), me });
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    await app.close();
  }
};

describe('a leave', () => {
  test('lets the stand-in see and do both, from the first day to the last', async () => {
    const [pingding, clerk] = [await w.as('pingding'), await postOf('pingding')];
    const colleague = await w.system.db
      .selectFrom('post')
      .innerJoin('person', 'person.id', 'post.person_id')
      .select(['person.id', 'person.name'])
      .where('unit_id', '=', unit('pingding'))
      .where('person_id', '<>', clerk.person_id)
      .orderBy('person.id')
      .executeTakeFirstOrThrow();
    await w.system.db
      .insertInto('account')
      .values({
        login: 'colleague',
        person_id: colleague.id,
        hash: await hashPassword(PASSWORD),
        created_at: w.clock.now(),
      })
      .execute();
    const { said } = await pingding.call(routes.noteAbsence, {
      personId: clerk.person_id,
      kind: 'leave',
      reason: '年休假',
      fromDay: '2026-11-25',
      toDay: '2026-11-27',
      standInPersonId: colleague.id,
    });
    expect(said).toContain('期间的待办同时送达两人');
    const posts = async () =>
      (await (await w.as('colleague')).call(deskRoutes.me, {})).posts.filter((p) => p.standInFor);
    expect(await posts()).toEqual([]);
    await w.clock.to('2026-11-25');
    expect(await posts()).toHaveLength(1);
    await w.clock.to('2026-11-28');
    expect(await posts()).toEqual([]);
    expect(await absencesCovering(w.system, clerk.id, '2026-11-01', '2026-11-30')).toMatchObject([
      { reason: '年休假', fromDay: '2026-11-25', toDay: '2026-11-27', standInName: colleague.name },
    ]);
  });

  test('asks for a stand-in who is there, and for one leave at a time', async () => {
    const [pingding, me] = [await w.as('pingding'), await personOf('pingding')];
    const leave = { personId: me, kind: 'leave', reason: '事假', fromDay: '2026-12-01', toDay: '2026-12-03' } as const;
    expect(await refusal(pingding.call(routes.noteAbsence, { ...leave, standInPersonId: me }))).toBe('stand-in-self');
    const { ids } = await pingding.call(routes.noteAbsence, leave);
    expect(await refusal(pingding.call(routes.noteAbsence, leave))).toBe('absence-there');
    await pingding.call(routes.endAbsence, { id: ids[0]!, lastDay: null });
    await pingding.call(routes.noteAbsence, leave);
  });
});

describe('reach', () => {
  test('a clerk keeps the people of one county only, also where no route stands between', async () => {
    const [yuxian, theirs] = [await w.as('yuxian'), await postOf('pingding')];
    const to = { id: theirs.id, toDay: '2026-11-30' };
    expect(await refusal(yuxian.call(routes.endPost, to))).toBe('out-of-scope');
    expect(
      await refusal(
        yuxian.call(routes.createPerson, {
          unitId: unit('pingding'),
          name: '外来',
          title: '科员',
          fromDay: '2026-11-23',
        }),
      ),
    ).toBe('out-of-scope');
    const untouched = () => w.system.db.selectFrom('post').selectAll().where('id', '=', theirs.id).executeTakeFirst();
    const before = await untouched();
    const stolen = await bare('yuxian', (ctx) =>
      ctx.db
        .updateTable('post')
        .set({ unit_id: unit('yuxian') })
        .where('id', '=', theirs.id)
        .executeTakeFirst(),
    );
    expect(stolen).toMatchObject({ numUpdatedRows: 0n });
    expect(
      await bare('yuxian', (ctx) =>
        ctx.db
          .insertInto('absence')
          .values({
            id: newId(),
            post_id: theirs.id,
            from_day: '2026-12-01',
            to_day: '2026-12-02',
            reason: 'x',
            stand_in_id: null,
          })
          .execute(),
      ),
    ).toBe('42501');
    expect(
      await bare('yuxian', (ctx) =>
        ctx.db.updateTable('unit').set({ name: '改名' }).where('id', '=', unit('yuxian')).executeTakeFirst(),
      ),
    ).toMatchObject({ numUpdatedRows: 0n });
    expect(await bare('yuxian', (ctx) => ctx.db.selectFrom('account').select('login').execute())).toEqual([
      { login: 'yuxian' },
    ]);
    expect(await untouched()).toEqual(before);
  });

  test('whoever gives posts gives no rights, and nobody gives rights to himself', async () => {
    const [yuxian, anquan] = [await w.as('yuxian'), await w.as('anquan')];
    const { id } = await yuxian.call(routes.createPerson, {
      unitId: unit('yuxian'),
      name: '新人',
      title: '科员',
      fromDay: '2026-11-23',
    });
    const post = await w.system.db.selectFrom('post').selectAll().where('person_id', '=', id).executeTakeFirstOrThrow();
    expect(post.role).toBe('pending');
    expect(await refusal(yuxian.call(routes.giveRights, { id: post.id, role: 'countyLead' }))).toBe('forbidden');
    const raise = (ctx: World['system']) =>
      ctx.db.updateTable('post').set({ role: 'bureauLeader' }).where('id', '=', post.id).execute();
    expect(await bare('yuxian', raise)).toBe('42501');
    await anquan.call(routes.giveRights, { id: post.id, role: 'countyClerk', anchorUnitId: unit('yuxian') });
    const own = await postOf('anquan');
    expect(await refusal(anquan.call(routes.giveRights, { id: own.id, role: 'bureauLeader' }))).toBe('own-rights');
    expect(
      await bare('anquan', (ctx) =>
        ctx.db.updateTable('post').set({ role: 'bureauLeader' }).where('id', '=', own.id).execute(),
      ),
    ).toBe('42501');
    expect(await refusal(anquan.call(routes.giveRights, { id: (await postOf('xitong')).id, role: 'auditAdmin' }))).toBe(
      'done',
    );
    const second = await givePost(w.system, {
      personId: await personOf('shenji'),
      unitId: unit('office'),
      title: '兼职',
      fromDay: '2026-11-23',
    });
    expect(await refusal(anquan.call(routes.giveRights, { id: second, role: 'securityAdmin' }))).toBe(
      'one-administrator',
    );
  });

  test('telephone numbers are whole for near ones and masked for others', async () => {
    const me = await personOf('pingding');
    await putPerson(w.system, { id: me, name: '测试', phone: '13812341234' });
    const phone = async (p: Person) => (await p.call(routes.person, { id: me })).phone;
    expect(await phone(await w.as('pingding'))).toBe('13812341234');
    expect(await phone(await w.as('anjian'))).toBe('13812341234');
    expect(await phone(await w.as('yuxian'))).toBe('138****1234');
  });

  test('everybody keeps his own number, and nobody else’s', async () => {
    const [kaogu, mine] = [await w.as('kaogu'), await personOf('kaogu')];
    await kaogu.call(routes.editPerson, { id: mine, name: '改名', phone: '13900000000' });
    const row = await w.system.db.selectFrom('person').selectAll().where('id', '=', mine).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ name: '常拾遗', phone: '13900000000' });
    const other = { id: await personOf('anjian'), name: '改名', phone: '13900000000' };
    expect(await refusal(kaogu.call(routes.editPerson, other))).toBe('out-of-scope');
    expect(await refusal((await w.as('yuxian')).call(routes.editPerson, other))).toMatch(
      /out-of-scope|person-elsewhere/,
    );
  });
});

describe('a handover', () => {
  test('is agreed by both, then the post ends and the successor waits for rights', async () => {
    const [pingding, post] = [await w.as('pingding'), await postOf('pingding')];
    const colleague = await w.system.db
      .selectFrom('post')
      .select('person_id')
      .where('unit_id', '=', unit('pingding'))
      .where('person_id', '<>', post.person_id)
      .where('role', '<>', 'venueManager')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    await w.system.db
      .insertInto('account')
      .values({
        login: 'colleague',
        person_id: colleague.person_id,
        hash: await hashPassword(PASSWORD),
        created_at: w.clock.now(),
      })
      .execute();
    const next = await w.as('colleague');
    const sheet = await pingding.call(routes.openHandover, {
      postId: post.id,
      successorPersonId: colleague.person_id,
      lastDay: '2026-11-30',
      succeeds: true,
    });
    expect((await pingding.call(deskRoutes.todo, {})).waiting.map((x) => x.action)).toContain('give');
    expect(await refusal(next.act(sheet, 'give'))).toBe('not-now');
    await pingding.act(sheet, 'add', { text: '安全台账柜钥匙两把' });
    await pingding.act(sheet, 'give');
    expect((await next.call(deskRoutes.todo, {})).waiting.map((x) => x.action)).toContain('take');
    expect(await refusal(pingding.act(sheet, 'take'))).toBe('not-now');
    await next.act(sheet, 'take');
    await w.settle();
    const held = await w.system.db.selectFrom('post').select(['to_day']).where('id', '=', post.id).executeTakeFirst();
    expect(held?.to_day).toBe('2026-11-30');
    const after = await w.system.db
      .selectFrom('post')
      .selectAll()
      .where('person_id', '=', colleague.person_id)
      .where('title', '=', post.title)
      .executeTakeFirstOrThrow();
    expect(after).toMatchObject({ role: 'pending', from_day: '2026-12-01' });
    await w.clock.to('2026-12-01');
    expect((await (await w.as('pingding')).call(deskRoutes.me, {})).posts).toEqual([]);
  });
});

describe('duties of leaders', () => {
  const rule = (debtors: string[], about: 'unit' | 'person') => ({
    id: newId(),
    sourceId: null,
    task: null,
    title: '每月研判',
    factKind: 'x.held',
    repeat: 'month' as const,
    need: 1,
    due: null,
    about,
    fromDay: '2026-11-01',
    toDay: null,
    listFrom: null,
    debtors: { unitIds: debtors, groupIds: [] },
    history: false,
  });
  const inTrx = <T>(work: (ctx: World['system']) => Promise<T>) =>
    w.system.db.transaction().execute((trx) => work(within(w.system, trx)));
  const periods = (ruleId: string, key: string) =>
    w.system.db
      .selectFrom('period')
      .innerJoin('duty', 'duty.id', 'period.duty_id')
      .select(['duty.leader_name as name', 'period.unit_id as unit', 'period.excused'])
      .where('period.rule_id', '=', ruleId)
      .where('period.key', '=', key)
      .execute();

  test('follow the posts: two for a leader of two units, none after leaving, from the next full span for a new one', async () => {
    const r = rule([unit('bureau'), unit('enforcement')], 'person');
    await inTrx((ctx) => openRules(ctx, [r]));
    const twice = (await periods(r.id, '2026-11')).filter((p) => p.name === '平一川');
    expect(twice.map((p) => p.unit).toSorted()).toEqual([unit('bureau'), unit('enforcement')].toSorted());
    const xitong = await w.as('xitong');
    const leaving = await w.system.db
      .selectFrom('post')
      .select('id')
      .where('unit_id', '=', unit('enforcement'))
      .where('title', '=', '队长（兼）')
      .executeTakeFirstOrThrow();
    await xitong.call(routes.endPost, { id: leaving.id, toDay: '2026-11-30' });
    await xitong.call(routes.createPerson, {
      unitId: unit('enforcement'),
      name: '新队长',
      title: '队长',
      leader: true,
      fromDay: '2026-11-25',
    });
    await w.clock.to('2026-11-26');
    expect((await periods(r.id, '2026-11')).map((p) => p.name)).not.toContain('新队长');
    await w.clock.to('2026-12-02');
    const december = await periods(r.id, '2026-12');
    expect(december.filter((p) => p.name === '平一川').map((p) => p.unit)).toEqual([unit('bureau')]);
    expect(december.map((p) => p.name)).toContain('新队长');
    expect(await vacant(w.system, unit('enforcement'))).toMatchObject([
      { title: '队长（兼）', lastHolder: '平一川', since: '2026-12-01' },
    ]);
  });

  test('a dissolved unit stops owing; what is open goes to its successor or is set aside, and stays in history', async () => {
    const r = rule([unit('yuOpera')], 'unit');
    await inTrx((ctx) => openRules(ctx, [r]));
    const [xitong, anjian] = [await w.as('xitong'), await w.as('anjian')];
    const closing = { id: unit('yuOpera'), on: '2026-11-20', successorUnitId: unit('jinOpera'), reason: '院团合并' };
    expect(await refusal(anjian.call(routes.closeUnit, closing))).toBe('forbidden');
    const venue = await w.system.db.selectFrom('unit').select('id').where('parent_id', '=', unit('yuOpera')).execute();
    for (const v of venue) await xitong.call(routes.moveUnit, { id: v.id, parentUnitId: unit('jinOpera') });
    await xitong.call(routes.closeUnit, closing);
    const page = await anjian.call(routes.unit, { id: unit('yuOpera') });
    expect(page).toMatchObject({ closedOn: '2026-11-20', may: { settle: true }, successor: { id: unit('jinOpera') } });
    expect(page.owing).toHaveLength(1);
    expect(
      await anjian.call(routes.settleUnit, { id: unit('yuOpera'), how: 'handOver', reason: '随院团合并' }),
    ).toMatchObject({ settled: 1 });
    const november = await periods(r.id, '2026-11');
    expect(november.find((p) => p.unit === unit('yuOpera'))?.excused).toContain('继续完成');
    expect(november.find((p) => p.unit === unit('jinOpera'))?.excused).toBeNull();
    await w.clock.to('2026-12-01');
    expect((await periods(r.id, '2026-12')).map((p) => p.unit)).toEqual([unit('jinOpera')]);
    const tree = await (await w.as('anjian')).call(routes.tree, {});
    expect(tree.items.map((u) => u.id)).not.toContain(unit('yuOpera'));
  });

  test('a unit that moves takes its duties and its records into sight of the new county at once', async () => {
    const venue = await w.system.db
      .selectFrom('unit')
      .selectAll()
      .where('type', '=', 'venue')
      .where('parent_id', '=', unit('pingding'))
      .orderBy('sort')
      .executeTakeFirstOrThrow();
    const r = rule([venue.id], 'unit');
    await inTrx((ctx) => openRules(ctx, [r]));
    const yuxian = await w.as('yuxian');
    expect(await refusal(yuxian.call(routes.unit, { id: venue.id }))).not.toBe('done');
    await (await w.as('xitong')).call(routes.moveUnit, { id: venue.id, parentUnitId: unit('yuxian') });
    expect(await refusal(yuxian.call(routes.unit, { id: venue.id }))).toBe('done');
    const period = await w.system.db
      .selectFrom('period')
      .select('county_id')
      .where('rule_id', '=', r.id)
      .executeTakeFirst();
    expect(period?.county_id).toBe(140322);
  });
});

describe('an account', () => {
  test('begins with a password that is changed before anything else, and ends at once when closed', async () => {
    const xitong = await w.as('xitong');
    const someone = await w.system.db
      .selectFrom('post')
      .select('person_id')
      .where('role', '=', 'sectionLead')
      .where('unit_id', '=', unit('heritage'))
      .executeTakeFirstOrThrow();
    await xitong.call(routes.createAccount, { personId: someone.person_id, login: 'ninghuaigu', password: PASSWORD });
    expect(
      await refusal(
        xitong.call(routes.createAccount, { personId: someone.person_id, login: 'other', password: PASSWORD }),
      ),
    ).toBe('account-there');
    const first = await w.as('ninghuaigu');
    const me = await first.call(deskRoutes.me, {});
    expect(me).toMatchObject({ mustChange: true, may: [], units: [] });
    expect(await refusal(first.call(routes.changePassword, { current: 'wrong', next: 'new-password-1' }))).toBe(
      'password-wrong',
    );
    await first.call(routes.changePassword, { current: PASSWORD, next: 'new-password-1' });
    const signIn = (password: string) =>
      w.app.inject({ method: 'POST', url: '/api/session', payload: { account: 'ninghuaigu', password } });
    expect((await signIn(PASSWORD)).statusCode).toBe(401);
    const again = await signIn('new-password-1');
    expect(again.json()).toMatchObject({ mustChange: false });
    expect(again.json().may.length).toBeGreaterThan(0);
    await xitong.call(routes.disableAccount, { login: 'ninghuaigu', reason: '调离' });
    expect((await signIn('new-password-1')).statusCode).toBe(401);
  });

  test('of another administrator is out of reach', async () => {
    const xitong = await w.as('xitong');
    expect(await refusal(xitong.call(routes.resetAccount, { login: 'anquan', password: 'another-pass-1' }))).toBe(
      'administrator-account',
    );
    expect(await refusal((await w.as('anquan')).call(routes.accounts, {}))).toBe('forbidden');
    expect(await refusal(xitong.call(routes.resetAccount, { login: 'jinju', password: 'another-pass-1' }))).toBe(
      'done',
    );
  });
});

test('a thousand people come in within seconds and are listed at once', { timeout: 60_000 }, async () => {
  const begun = performance.now();
  await w.system.db.transaction().execute(async (trx) => {
    const ctx = within(w.system, trx);
    for (let i = 0; i < 1000; i++) {
      const personId = await putPerson(ctx, { name: `人员${i}`, phone: null });
      await givePost(ctx, { personId, unitId: unit('yuxian'), title: '干部', fromDay: '2026-11-01' });
    }
  });
  expect(performance.now() - begun).toBeLessThan(20_000);
  const yuxian = await w.as('yuxian');
  const from = performance.now();
  const page = await yuxian.call(routes.roster, { under: unit('yuxian') });
  expect(performance.now() - from).toBeLessThan(2_000);
  expect(page.items).toHaveLength(100);
  expect(page.count).toBeGreaterThan(1000);
  const next = await yuxian.call(routes.roster, { under: unit('yuxian'), cursor: page.next! });
  expect(next.items.some((p) => page.items.some((q) => q.postId === p.postId))).toBe(false);
});
