// The access matrix, generated from the route table: every route × every role × every relation to the record.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantTo } from '@anlan/kernel/access';
import { needKind } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import { demoId, world } from '../world.ts';
import { type Placed, place, unitsOf } from './ground.ts';
import { ruleOfAccount } from './rule.ts';

/** One account of each role, where they stand in the tree. */
const PEOPLE = [
  'anjian',
  'juzhang',
  'bangong',
  'shichang',
  'zhifa',
  'pingding',
  'yuxian',
  'jinju',
  'changsuo',
  'xitong',
  'anquan',
  'shenji',
] as const;

/** Own and above, below, sibling, another branch, a section, the bureau; T20 goes farther. */
const FEW = new Set(['pingding', 'yuxian', 'jinOpera', 'market', 'bureau', 'venue in 140321']);

/** Hundreds of requests each, milliseconds on a busy machine. */
const PATIENCE = 60_000;

let w: World;
let records: Placed[] = [];

beforeAll(async () => {
  w = await world();
  const units = [...(await unitsOf(w))].filter(([name]) => FEW.has(name));
  records = await place(w, new Map(units));
});
afterAll(() => w.close());

describe('reading', () => {
  test.each(PEOPLE)(
    '%s: shows exactly what the written rule allows, everywhere alike',
    { timeout: PATIENCE },
    async (account) => {
      const person = await w.as(account);
      const me = (await person.send('GET', '/api/me')).body as { may: string[] };
      const { seen } = await ruleOfAccount(w, account);
      const wrong: string[] = [];
      for (const r of records) {
        const kind = needKind(r.kind);
        const may = me.may.includes(kind.type.read);
        const expected = !may ? 403 : seen.has(r.unitId) ? 200 : 404;
        const base = kind.kind === kind.module ? `/api/${kind.module}` : `/api/${kind.module}/${kind.kind}`;
        const shown = (await person.send('GET', `${base}/${r.id}`)).status;
        if (shown !== expected) wrong.push(`${base}/${r.kind} of ${r.unit}: ${shown} instead of ${expected}`);
        const open = expected === 200 ? 200 : 404;
        for (const side of ['timeline', 'files', 'settles']) {
          const status = (await person.send('GET', `/api/records/${r.id}/${side}`)).status;
          if (status !== open) wrong.push(`${side} of ${r.kind} of ${r.unit}: ${status} instead of ${open}`);
        }
        if (may) {
          const list = (await person.send('GET', `${base}?limit=200`)).body as {
            items: { id: string }[];
            count: number;
          };
          if (list.items.some((i) => i.id === r.id) !== (expected === 200)) wrong.push(`list of ${r.kind}: ${r.unit}`);
          const visible = records.filter((x) => x.kind === r.kind).length;
          if (list.count > visible) wrong.push(`count of ${r.kind}`);
        }
        const hits = (await person.send('GET', `/api/search?q=${encodeURIComponent(`${r.kind} of ${r.unit}`)}`))
          .body as {
          items: { id: string }[];
        };
        if (hits.items.some((i) => i.id === r.id) !== (expected === 200)) wrong.push(`search of ${r.kind}: ${r.unit}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  test('a foreign record and a missing one answer alike', async () => {
    const yuxian = await w.as('yuxian');
    const foreign = records.find((r) => r.kind === 'study' && r.unit === 'pingding')!;
    const [a, b] = [
      await yuxian.send('GET', `/api/study/${foreign.id}`),
      await yuxian.send('GET', `/api/study/${v7()}`),
    ];
    expect(a).toEqual(b);
    expect(a.status).toBe(404);
  });

  test('a grant opens one record to one unit, and ends', async () => {
    const yuxian = await w.as('yuxian');
    const r = records.find((x) => x.kind === 'study' && x.unit === 'jinOpera')!;
    expect((await yuxian.send('GET', `/api/study/${r.id}`)).status).toBe(404);
    await grantTo(w.system, r.id, [demoId('unit', 'yuxian')], '2026-11-30');
    expect((await yuxian.send('GET', `/api/study/${r.id}`)).status).toBe(200);
    await w.system.db.updateTable('access_grant').set({ until: '2026-11-01' }).where('record_id', '=', r.id).execute();
    expect((await yuxian.send('GET', `/api/study/${r.id}`)).status).toBe(404);
  });
});

describe('writing', () => {
  const filled = (url: string, id: string) => url.replace(':id', id).replace(/:\w+/g, v7());

  test('every route declares who may ask; anonymous gets 401 everywhere but at the doors', async () => {
    const wrong: string[] = [];
    for (const r of w.routes) {
      const open = typeof r.access !== 'string' && r.access.anyone === 'public';
      const { status } = await w.anonymous.send(r.method, filled(r.url, v7()), r.method === 'GET' ? undefined : {});
      if (open ? status >= 500 : status !== 401) wrong.push(`${r.method} ${r.url}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each(PEOPLE)(
    '%s: without the permission 403; with it, a record out of scope is 404',
    { timeout: PATIENCE },
    async (account) => {
      const person = await w.as(account);
      const me = (await person.send('GET', '/api/me')).body as { may: string[] };
      const { seen: units } = await ruleOfAccount(w, account);
      const wrong: string[] = [];
      for (const r of w.routes) {
        if (typeof r.access !== 'string' || r.method === 'GET') continue;
        for (const target of records.filter((x) => (r.kind ? x.kind === r.kind : x.kind === 'study'))) {
          const { status } = await person.send(r.method, filled(r.url, target.id), { version: 999 });
          const may = me.may.includes(r.access);
          const seen = units.has(target.unitId);
          const fits = !may
            ? status === 403
            : r.action
              ? seen
                ? status === 409 || status === 400
                : status === 404 || status === 400
              : status >= 400 && status < 500;
          if (!fits) wrong.push(`${r.method} ${r.url} on ${target.unit}: ${status} (may ${may}, sees ${seen})`);
          if (!r.url.includes(':id')) break;
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test('someone whose account is closed is out at once', async () => {
    const jinju = await w.as('jinju');
    expect((await jinju.send('GET', '/api/me')).status).toBe(200);
    await w.system.db.updateTable('account').set({ disabled: true }).where('login', '=', 'jinju').execute();
    expect((await jinju.send('GET', '/api/me')).status).toBe(401);
  });

  test('a write from a foreign page is refused', async () => {
    const reply = await w.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin: 'https://elsewhere.example', host: 'localhost' },
      payload: { account: 'anjian', password: 'x' },
    });
    expect(reply.statusCode).toBe(403);
  });
});
