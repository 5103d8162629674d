// T8: every write that arrives more than once happens once and is answered alike; every route that writes is tried.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { allContracts, allKinds } from '@anlan/kernel/record';
import type { Declared } from '@anlan/kernel/http';
import type { World } from '@anlan/kernel/testing';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { sitting } from '../../sitting.ts';
import { world } from '../../world.ts';
import { inputFor } from '../durability/inputs.ts';
import { KNOWN } from '../durability/known.ts';
import { type Fit, fits } from '../durability/lives.ts';
import type { Trial } from '../trial.ts';

const AT_ONCE = 50;
const ACCOUNTS = ['anjian', 'pingding', 'juzhang', 'bangong', 'xitong', 'anquan'];
/** Writes without a key, with what makes them harmless when they come twice: sessions are no effect, an
 * enrolment that nobody finishes is replaced, bytes are known by their hash. */
const KEYLESS = new Set(['POST /api/session', 'DELETE /api/session', 'POST /api/session/factor', 'POST /api/files']);

type Call = { account: string; method: 'POST' | 'PUT' | 'DELETE'; path: string; body: Record<string, unknown> };

type Reply = { status: number; body: unknown };

/** How often, and after how many milliseconds, a busy server is asked again. */
const AGAIN = { times: 10, ms: 300 };

/** Comes again under the same key while the server says that it is busy. */
async function insist(send: () => Promise<Reply>): Promise<Reply> {
  for (let left = AGAIN.times; ; left--) {
    const reply = await send();
    if (reply.status !== 503 || left === 0) return reply;
    await sleep(AGAIN.ms);
  }
}

/** What a write leaves behind: lines of the audit and of the timelines. */
async function traces(w: World): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select ((select count(*) from audit_in) + (select count(*) from audit) + (select count(*) from timeline))::int as n`.execute(
    w.system.db,
  );
  return rows[0]!.n;
}

const schemas = (): Map<string, z.ZodType> =>
  new Map(
    allContracts().flatMap((c) => Object.values(c.routes).map((r) => [`${r.method} ${r.path}`, r.input] as const)),
  );

/** A call of the route: by an act that fits it where one was found, else with what its schema asks for. */
async function callOf(w: World, route: Declared, acts: readonly Fit[]): Promise<Call> {
  const act = acts.find(({ kind, action }) => kind === route.kind && action === route.action);
  if (act) {
    const { path, body } = await act.make();
    return { account: act.accounts[0]!, method: 'POST', path, body };
  }
  const schema = schemas().get(`${route.method} ${route.url}`);
  const body = schema ? inputFor(schema, KNOWN) : { version: 1 };
  const path = route.url.replace(/:(\w+)/g, (_, name: string) => {
    const said = body[name];
    delete body[name];
    return typeof said === 'string' || typeof said === 'number' ? String(said) : v7();
  });
  return { account: await mayDo(w, route), method: route.method as Call['method'], path, body };
}

/** The first account whose post carries what the route asks for. */
async function mayDo(w: World, { access }: Declared): Promise<string> {
  for (const account of ACCOUNTS) {
    const { body } = await (await w.as(account)).send('GET', '/api/me');
    if (typeof access !== 'string' || (body as { may?: string[] }).may?.includes(access)) return account;
  }
  return ACCOUNTS[0]!;
}

export const trial: Trial = {
  id: 'T8',
  title: '同一次提交到达多次，只生效一次',
  small: 1,
  full: 5,
  patience: 180_000,
  async run({ n, roll, full }) {
    const w = await world();
    const faults: string[] = [];
    const figures = { routes: 0, requests: 0, accepted: 0, refused: 0 };
    try {
      const pingding = await w.as('pingding');
      for (let round = 0; round < n; round++) {
        const [key, title] = [v7(), `同一次学习之${round}`];
        const replies = await Promise.all(
          Array.from({ length: AT_ONCE }, () => insist(() => pingding.send('POST', '/api/study', sitting(title), key))),
        );
        figures.requests += AT_ONCE;
        const different = new Set(replies.map((r) => JSON.stringify(r))).size;
        if (different > 1) faults.push(`${different} different answers to one key`);
        const there = await w.system.db.selectFrom('record').select('id').where('title', '=', title).execute();
        if (there.length !== 1) faults.push(`${there.length} records for one key`);
      }

      // Finding acts that fit takes minutes; in small every act is tried as well, and refused alike.
      const { found } = full ? await fits(w, allKinds().values(), KNOWN, { all: true }) : { found: [] };
      for (const route of w.routes) {
        const name = `${route.method} ${route.url}`;
        if (route.method === 'GET' || KEYLESS.has(name)) continue;
        figures.routes++;
        const { account, method, path, body } = await callOf(w, route, found);
        const person = await w.as(account);
        const key = v7();
        const times = full ? 2 + Math.floor(roll() * 4) : 2;
        const send = () => insist(() => person.send(method, path, body, key));
        const replies = await Promise.all(Array.from({ length: times }, send));
        figures.requests += times + 1;
        const [first] = replies;
        if (first!.status >= 500) faults.push(`${name}: ${first!.status}`);
        // Whoever changes his own password is signed out by the first of them.
        const alike = replies.every((r) => isDeepStrictEqual(r, first));
        if (!alike) faults.push(`${name}: ${times} requests, answers ${replies.map((r) => r.status).join()}`);
        if (first!.status !== 200) {
          figures.refused++;
          continue;
        }
        figures.accepted++;
        if (full) await w.settle();
        const before = await traces(w);
        if (!isDeepStrictEqual(await send(), first)) faults.push(`${name}: sent again, another answer`);
        const other = await person.send(method, path, { ...body, 另外: 1 }, key);
        if (other.status !== 409 || (other.body as { code?: string }).code !== 'key-reused')
          faults.push(`${name}: another body under the key was answered ${other.status}`);
        if (full && (await traces(w)) !== before) faults.push(`${name}: sent again, it left more behind`);
        const ops = await w.system.db.selectFrom('op').select('status').where('key', '=', key).execute();
        if (ops.length !== 1) faults.push(`${name}: ${ops.length} keys kept`);
      }
      const same = await Promise.all(Array.from({ length: 5 }, () => pingding.upload('签到.txt', '同一份签到表')));
      if (new Set(same.map((f) => f.id)).size !== 1) faults.push('the same bytes became several files');
    } finally {
      await w.close();
    }
    return { faults, figures: { keys: n, ...figures, twice: faults.length } };
  },
  plants: [
    {
      name: '不认提交编号',
      patch: [
        {
          file: 'packages/kernel/http/idempotent.ts',
          find: "await first(trx, trx.insertInto('op').values(claim));",
          replace: '',
        },
      ],
    },
    {
      name: '同一编号换了内容也不拒绝',
      patch: [
        {
          file: 'packages/kernel/http/idempotent.ts',
          find: 'if (op.route !== route || op.body_hash !== hash) throw reused();',
          replace: 'if (op.route !== route) throw reused();',
        },
      ],
    },
  ],
};
