// 三员分立: the three administrators keep the system and see no business, by whatever way they ask.
import { within } from '@anlan/kernel/ctx';
import { create } from '@anlan/kernel/record';
import { type World, askOf } from '@anlan/kernel/testing';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoId, world } from '../world.ts';
import { samples } from './samples.ts';

const CANARY = '金丝雀事项';
const ACCOUNTS = ['xitong', 'anquan', 'shenji'] as const;

let w: World;
const made: { kind: string; id: string }[] = [];
/** A route that names no kind is asked for a few records of different kinds. */
const FEW = 4;
/** Tables of units and people come in by the system administrator's hand: his own work, of which he sees his own. */
const THEIRS = ['imports'];
/** Its lines name what was done to which id, never by its title: that is what it is for. */
const AUDIT = '/api/audit';

beforeAll(async () => {
  w = await world();
  const unitId = demoId('unit', 'bureau');
  await w.system.db.transaction().execute(async (trx) => {
    const ctx = within(w.system, trx);
    for (const [kind, own] of Object.entries(samples))
      made.push({ kind, id: await create(ctx, kind, { unitId, title: `${CANARY}${kind}` }, await own(ctx, unitId)) });
  });
  await w.settle();
});
afterAll(() => w.close());

test.each(ACCOUNTS)(
  '%s: no title, no id and no count of a record on any route',
  { timeout: 120_000 },
  async (account) => {
    const cookie = await w.keys.signIn(askOf(w.app), account, 'story-password');
    const wrong: string[] = [];
    const look = async (url: string) => {
      const { statusCode, payload } = await w.app.inject({ method: 'GET', url, headers: { cookie } });
      if (
        payload.includes(CANARY) ||
        (!url.startsWith(AUDIT) && made.some(({ id }) => payload.includes(id) && !url.includes(id)))
      )
        wrong.push(`GET ${url}`);
      return { statusCode, payload };
    };
    for (const r of w.routes) {
      if (r.method !== 'GET' || r.url === '/api/live') continue;
      const own = made.filter((m) => m.kind === r.kind);
      const ids = (own.length ? own : made.slice(0, FEW)).map((m) => m.id);
      await Promise.all(
        (r.url.includes(':id') ? ids : [v7()]).map(async (id) => {
          const { statusCode } = await look(r.url.replace(':id', id).replace(/:\w+/g, v7()));
          if (r.kind && !THEIRS.includes(r.kind) && statusCode === 200) wrong.push(`GET ${r.url} of ${r.kind} answers`);
        }),
      );
    }
    const found = JSON.parse((await look(`/api/search?q=${encodeURIComponent(CANARY)}`)).payload) as {
      items: unknown[];
    };
    expect(found.items).toEqual([]);
    const { waiting, owed, watching, more } = JSON.parse((await look('/api/todo')).payload);
    expect([waiting, owed, watching]).toEqual([[], [], []]);
    expect(more).toEqual({ waiting: 0, owed: 0, watching: 0 });
    expect(wrong).toEqual([]);
  },
);

test.each(ACCOUNTS)('%s: hears nothing of a deed on an open screen', async (account) => {
  const url = w.app.server.listening
    ? `http://127.0.0.1:${(w.app.server.address() as { port: number }).port}`
    : await w.app.listen({ port: 0, host: '127.0.0.1' });
  const cookie = await w.keys.signIn(askOf(w.app), account, 'story-password');
  const stop = new AbortController();
  const reply = await fetch(`${url}/api/live`, { headers: { cookie }, signal: stop.signal });
  let heard = '';
  const hearing = (async () => {
    for await (const part of reply.body as unknown as AsyncIterable<Uint8Array>) heard += Buffer.from(part).toString();
  })().catch(() => {});
  const unitId = demoId('unit', 'bureau');
  await w.system.db.transaction().execute(async (trx) => {
    const ctx = within(w.system, trx);
    await create(ctx, 'study', { unitId, title: `${CANARY}又一次` }, await samples['study']!(ctx, unitId));
  });
  await w.settle();
  await new Promise((done) => setTimeout(done, 500));
  stop.abort();
  await hearing;
  expect(heard).not.toContain('study');
});
