// The second factor as a story: a lost telephone, a recovery code, another administrator's hand, and the server's own.
import { factorRoutes } from '@anlan/contract';
import { type World, askOf } from '@anlan/kernel/testing';
import { people } from '@anlan/modules/people/contract.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resetAccount } from '../../apps/server/reset.ts';
import { world } from '../world.ts';

const PASSWORD = 'story-password';

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { refusal?: { code: string } }) => e.refusal?.code,
  );
const knock = async (account: string, password = PASSWORD, code?: string) => {
  const reply = await askOf(w.app)({
    method: 'POST',
    path: '/api/session',
    cookie: '',
    body: { account, password, ...(code ? { code } : {}) },
  });
  return { status: reply.status, ...(reply.body as { code?: string; mustEnrol?: boolean; mustChange?: boolean }) };
};

test('a recovery code opens the door once, and its owner hears of it', async () => {
  const xitong = await w.as('xitong');
  const { recovery } = await xitong.call(factorRoutes.renew, {});
  expect(recovery).toHaveLength(10);
  expect((await knock('xitong', PASSWORD, recovery[0]!.toUpperCase())).status).toBe(200);
  expect((await knock('xitong', PASSWORD, recovery[0])).code).toBe('second-factor-wrong');
  expect(await xitong.call(factorRoutes.state, {})).toMatchObject({ enrolled: true, must: true, recoveryLeft: 9 });
  const inbox = await xitong.get<{ items: { title: string }[] }>('/api/inbox?limit=5');
  expect(inbox.items.map((i) => i.title)).toContain('有人用恢复码登录了您的账号');
});

test('a lost telephone is taken off by an administrator of another role, never by oneself; both are told', async () => {
  const [xitong, anquan] = [await w.as('xitong'), await w.as('anquan')];
  const reason = '手机丢失，已当面核实';
  expect(await refusal(xitong.call(factorRoutes.reset, { login: 'xitong', reason }))).toBe('own-factor');
  expect(await refusal((await w.as('anjian')).call(factorRoutes.reset, { login: 'xitong', reason }))).toBe('forbidden');
  await w.system.db.transaction().execute(async (trx) => {
    const { person_id } = await trx
      .selectFrom('account')
      .select('person_id')
      .where('login', '=', 'shenji')
      .executeTakeFirstOrThrow();
    await trx.updateTable('post').set({ role: 'systemAdmin' }).where('person_id', '=', person_id).execute();
  });
  expect(await refusal(xitong.call(factorRoutes.reset, { login: 'shenji', reason }))).toBe('same-administrator');
  await anquan.call(factorRoutes.reset, { login: 'xitong', reason });
  expect((await xitong.send('GET', '/api/me')).status).toBe(401);
  expect(await knock('xitong')).toMatchObject({ status: 200, mustEnrol: true });
  const inbox = await anquan.get<{ items: { title: string }[] }>('/api/inbox?limit=5');
  expect(inbox.items.map((i) => i.title)).toContain('账号「xitong」的动态口令已解除');
  await w.settle();
  const verbs = await w.system.db.selectFrom('audit').select('verb').where('verb', 'like', 'factor.%').execute();
  expect(verbs.map((v) => v.verb)).toContain('factor.reset');
});

test('an administrator cannot do without; anybody else may stop it', async () => {
  expect(await refusal((await w.as('xitong')).call(factorRoutes.drop, {}))).toBe('factor-kept');
  const jinju = await w.as('jinju');
  expect(await refusal(jinju.call(factorRoutes.drop, {}))).toBe('second-factor-required');
});

test('one sees where one is signed in, and ends it there', async () => {
  const jinju = await w.as('jinju');
  const there = await w.keys.signIn(askOf(w.app), 'jinju', PASSWORD);
  const { items } = await jinju.call(people.routes.sessions, {});
  expect(items).toHaveLength(2);
  await jinju.call(people.routes.endSession, { id: items.find((s) => !s.here)!.id });
  expect((await w.app.inject({ url: '/api/me', headers: { cookie: there } })).statusCode).toBe(401);
  expect((await jinju.send('GET', '/api/me')).status).toBe(200);
  const foreign = (await (await w.as('yuxian')).call(people.routes.sessions, {})).items[0]!.id;
  expect(await refusal(jinju.call(people.routes.endSession, { id: foreign }))).toBe('session-gone');
});

test('at the server an account gets a one-time password and loses its second factor', async () => {
  const anquan = await w.as('anquan');
  const password = await resetAccount(w.system, 'anquan', w.clock.now());
  expect((await anquan.send('GET', '/api/me')).status).toBe(401);
  expect((await knock('anquan')).status).toBe(401);
  expect(await knock('anquan', password)).toMatchObject({ status: 200, mustChange: true, mustEnrol: true });
  await expect(resetAccount(w.system, 'nobody', w.clock.now())).rejects.toThrow('没有账号「nobody」');
});

test('nothing in the database opens a telephone: keys are sealed, codes are hashes', async () => {
  await w.as('xitong');
  const row = await w.system.db
    .selectFrom('factor')
    .selectAll()
    .where('login', '=', 'xitong')
    .executeTakeFirstOrThrow();
  expect(row.sealed![0]).toBe(1);
  expect(row.sealed!.toString('latin1')).not.toMatch(/[A-Z2-7]{32}/);
  const seen = await w.database
    .as({ ...w.system.me.actor })
    .selectFrom('recovery_code')
    .select('hash')
    .execute();
  expect(seen.every(({ hash }) => hash.length === 32)).toBe(true);
});
