// What leaves through the gateway: signed, naming nobody and nothing, tried again, and nothing at all unless switched on.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayMessage, deskRoutes, noticeRoutes } from '@anlan/contract';
import { tell } from '@anlan/kernel/notify';
import type { World } from '@anlan/kernel/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { demoId, world } from '../../test/world.ts';

const SECRET = 'a-secret-of-sixteen';
type Got = { headers: IncomingHttpHeaders; body: string };

let w: World;
let got: Got[];
let status: number;
const server = createServer((request, answer) => {
  let body = '';
  request.on('data', (part) => (body += String(part)));
  request.on('end', () => {
    got.push({ headers: request.headers, body });
    answer.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
});
let url: string;

beforeEach(async () => {
  vi.stubEnv('ANLAN_ALLOW_HOSTS', '127.0.0.1');
  got = [];
  status = 204;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
  w = await world('2026-11-22');
});
afterEach(async () => {
  await w.close();
  await new Promise((closed) => server.close(closed));
});

const send = (cause: string, type = 'followup') =>
  tell(w.system, {
    people: [demoId('person', 'pingding.5')],
    title: '整改：安全出口堵塞，联系康明远 13800000000',
    body: '细节',
    type,
    cause,
  });
const xitong = async () => w.as('xitong');
const switchOn = async () => (await xitong()).call(noticeRoutes.setGateway, { url, secret: SECRET, enabled: true });

/** The account whose message it is. */
const login = async () =>
  (
    await w.system.db
      .selectFrom('account')
      .select('login')
      .where('person_id', '=', demoId('person', 'pingding.5'))
      .executeTakeFirstOrThrow()
  ).login;

test('off by default, and off again: nothing leaves', async () => {
  await send('one');
  await w.settle();
  await switchOn();
  await (await xitong()).call(noticeRoutes.setGateway, { url, enabled: false });
  await send('two');
  await w.settle();
  expect(got).toEqual([]);
});

test('each message is signed, names the account and the kind, and nothing of what it is about', async () => {
  await switchOn();
  await send('one');
  await send('two', 'system');
  await w.settle();
  // The audit may speak to its keeper meanwhile.
  const me = await login();
  const mineAlone = got.filter((g) => GatewayMessage.parse(JSON.parse(g.body)).to === me);
  expect(mineAlone).toHaveLength(1);
  const [{ headers, body }] = mineAlone as [Got];
  const stamp = String(headers['x-anlan-timestamp']);
  expect(Math.abs(Number(stamp) - w.clock.now().getTime() / 1000)).toBeLessThan(2);
  const mine = createHmac('sha256', SECRET)
    .update(`${stamp}.${String(headers['x-anlan-nonce'])}.${body}`)
    .digest('hex');
  expect(headers['x-anlan-signature']).toBe(`sha256=${mine}`);
  expect(GatewayMessage.parse(JSON.parse(body))).toMatchObject({
    to: me,
    type: 'followup',
    text: '您有一条「督办」消息，请登录安澜查看。',
  });
  expect(body).not.toMatch(/安全出口|康明远|138/);
});

test('a failure is listed, tried again later with a new nonce, and a redirection is one', async () => {
  await switchOn();
  status = 302;
  await send('one');
  await w.settle().catch(() => undefined);
  const { failures } = await (await xitong()).call(noticeRoutes.gateway, {});
  expect(failures).toHaveLength(1);
  expect(failures[0]!.attempts).toBeGreaterThan(0);
  expect(got.length).toBeGreaterThan(0);
  expect(got.every((g) => !g.headers.host?.includes('elsewhere'))).toBe(true);
  status = 204;
  await (await xitong()).call(noticeRoutes.retryGateway, { jobIds: failures.map((f) => f.jobId) });
  await w.settle();
  expect((await (await xitong()).call(noticeRoutes.gateway, {})).failures).toEqual([]);
  expect(new Set(got.map((g) => g.headers['x-anlan-nonce'])).size).toBe(got.length);
  expect(new Set(got.map((g) => g.body)).size).toBe(1);
}, 60_000);

test('only a system administrator sets it up, with a secret, to a web address; the secret never comes back', async () => {
  const anjian = await w.as('anjian');
  expect((await anjian.send('GET', noticeRoutes.gateway.path)).status).toBe(403);
  const admin = await xitong();
  const put = (body: object) => admin.send('PUT', noticeRoutes.setGateway.path, body);
  expect((await put({ url, enabled: true })).body).toMatchObject({ code: 'gateway-secret' });
  for (const bad of ['file:///etc/passwd', 'ftp://a/b', 'http://user:pw@host/', 'host/path'])
    expect((await put({ url: bad, secret: SECRET, enabled: true })).status, bad).toBe(400);
  const { body } = await put({ url, secret: SECRET, enabled: true });
  expect(JSON.stringify(body)).not.toContain(SECRET);
  await w.settle();
  expect(JSON.stringify(await w.system.db.selectFrom('audit').select('detail').execute())).not.toContain(SECRET);
  expect(JSON.stringify(await w.system.db.selectFrom('op').select('answer').execute())).not.toContain(SECRET);
});

test('what a person switched off does not reach the inbox; the rest does', async () => {
  const pingding = await w.as(await login());
  await pingding.call(noticeRoutes.setType, { type: 'followup', on: false });
  await send('one');
  await send('two', 'directives');
  const { items } = await pingding.call(deskRoutes.inbox, {});
  expect(items).toHaveLength(1);
  expect((await pingding.call(noticeRoutes.types, {})).items.find((t) => t.type === 'followup')?.on).toBe(false);
  await pingding.call(noticeRoutes.setType, { type: 'followup', on: true });
  await send('three');
  expect((await pingding.call(deskRoutes.inbox, {})).items).toHaveLength(2);
  expect((await pingding.send('PUT', noticeRoutes.setType.path, { type: 'system', on: false })).status).toBe(400);
});
