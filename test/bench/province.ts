// A million records: the product beside a bare handler, in turn, and a member beside the bureau's leader.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordView, Todo } from '@anlan/contract';
import { newId } from '@anlan/kernel/record';
import autocannon from 'autocannon';
import pg from 'pg';
import { v7 } from 'uuid';
import type { BareOrder, Scope } from './lib/bare.ts';
import { type Figure, median, root, round } from './lib/measure.ts';
import { openProvince } from './lib/province.ts';
import { Server } from './lib/server.ts';

const CONNECTIONS = 8;
const ROUNDS = Number(process.env.ANLAN_ROUNDS ?? 3);
const SECONDS = Number(process.env.ANLAN_SECONDS ?? 4);
const MEMBERS = ['pingding', 'changsuo'];
const LEADER = 'juzhang';
/** A word in one of some hundred records. */
const WORD = process.env.ANLAN_WORD ?? '消防';
/** Orders that go to the leader and back, so many a connection. */
const ORDERS = 100;

/** Starts the bare handler; gives its address. */
function startBare(order: BareOrder): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(root, 'tools/run.mjs'), join(root, 'test/bench/lib/bare.ts')], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', BARE: JSON.stringify(order) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const url = /bare at (\S+)/.exec(chunk.toString())?.[1];
      if (url) done({ url, child });
    });
    child.once('exit', (code) => fail(new Error(`the bare handler ended with ${code}`)));
  });
}

type Request = { method?: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string };

/** Requests a second over all connections. @throws when an answer was no 2xx */
async function rate(base: string, next: (connection: number) => Request): Promise<number> {
  const seen = new Map<object, number>();
  const result = await autocannon({
    url: base,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [
      {
        setupRequest: (request, context) => {
          if (!seen.has(context)) seen.set(context, seen.size);
          return { ...request, ...next(seen.get(context)! % CONNECTIONS) };
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${base}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result.requests.total / result.duration;
}

/** Each contender in turn, round by round, so that what else the machine does falls on all of them. */
async function inTurn<K extends string>(contenders: Record<K, () => Promise<number>>): Promise<Record<K, number>> {
  const seen = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let turn = 0; turn < ROUNDS; turn++) {
    const names = Object.keys(contenders) as K[];
    for (const name of turn % 2 ? names.toReversed() : names) seen[name].push(await contenders[name]());
  }
  return Object.fromEntries(Object.entries<number[]>(seen).map(([name, rates]) => [name, median(rates)])) as Record<
    K,
    number
  >;
}

const cycle = <T>(all: readonly T[]) => {
  let at = 0;
  return () => all[at++ % all.length]!;
};

async function scopeOf(db: pg.Client, login: string, column: Scope['column']): Promise<Scope> {
  const { rows } = await db.query<{ person_id: string; unit_id: string; county_id: number }>(
    `select p.person_id, p.unit_id, u.county_id from account a join post p on p.person_id = a.person_id join unit u on u.id = p.unit_id
      where a.login = $1 and p.to_day is null`,
    [login],
  );
  const { person_id: person, unit_id, county_id } = rows[0]!;
  return { column, key: column === 'county_id' ? county_id : unit_id, own: rows.map((r) => r.unit_id), person };
}

/** Drafts of supervision orders of the safety office, straight into the store. */
async function draftOrders(db: pg.Client, many: number): Promise<string[]> {
  const ids = Array.from({ length: many }, () => newId());
  const unit = `(select p.unit_id from account a join post p on p.person_id = a.person_id where a.login = 'anjian' limit 1)`;
  await db.query('begin');
  await db.query(
    `insert into record (id, module, kind, title, state, unit_id, county_id, occurred_on, created_by_name, created_at, updated_at)
      select id, 'followup', 'orders', '计时用督办', 'draft', ${unit}, 140300, current_date, '计时', now(), now() from unnest($1::uuid[]) id`,
    [ids],
  );
  await db.query(
    `insert into supervision_order (id, to_unit_id, to_unit_name, answer_unit_ids, wanted, reply_on)
      select id, ${unit}, '计时', array[${unit}], '计时', current_date + 30 from unnest($1::uuid[]) id`,
    [ids],
  );
  await db.query('commit');
  return ids;
}

/** Each order in turn up to the leader and back again: the request for the nth change of a connection. */
function changes(orders: readonly string[], request: (id: string, version: number, up: boolean) => Request) {
  const done = Array.from({ length: CONNECTIONS }, () => 0);
  return (connection: number) => {
    const nth = done[connection]!++;
    const turn = Math.floor(nth / ORDERS);
    return request(orders[connection * ORDERS + (nth % ORDERS)]!, turn + 1, turn % 2 === 0);
  };
}

export async function* figures(): AsyncGenerator<Figure> {
  const dir = await openProvince();
  const server = await Server.start(dir);
  const { adminUrl } = JSON.parse(readFileSync(join(dir, 'secrets/running.json'), 'utf8')) as { adminUrl: string };
  const db = new pg.Client(adminUrl);
  await db.connect();
  const people = [...MEMBERS, LEADER, 'anjian'];
  const cookies = Object.fromEntries(
    await Promise.all(people.map(async (who) => [who, await server.cookie(who)] as const)),
  );
  const ask = async <T>(who: string, path: string) =>
    (await (await fetch(server.url + path, { headers: { cookie: cookies[who]! } })).json()) as T;
  const search = `/api/search?q=${encodeURIComponent(WORD)}`;
  const lists = Object.fromEntries(
    await Promise.all(
      people.map(
        async (who) => [who, (await ask<{ items: RecordView[] }>(who, '/api/study?limit=200')).items] as const,
      ),
    ),
  );
  const canned: Record<string, string> = {};
  const waiting: BareOrder['waiting'] = {};
  for (const who of MEMBERS) {
    const todo = await ask<Todo>(who, '/api/todo');
    canned[`${who} todo`] = JSON.stringify(todo);
    canned[`${who} search`] = JSON.stringify(await ask(who, search));
    const states = new Map(todo.waiting.map((w) => [`${w.kind} ${w.state}`, { kind: w.kind, state: w.state }]));
    waiting[who] = [...states.values()];
  }
  const scopes = {
    pingding: await scopeOf(db, 'pingding', 'county_id'),
    changsuo: await scopeOf(db, 'changsuo', 'unit_id'),
  };
  const can = Object.fromEntries(lists.pingding!.map((r) => [r.state, r.can]));
  const today = new Date().toISOString().slice(0, 10);
  const { url, child } = await startBare({
    adminUrl,
    kind: 'study',
    table: 'study',
    scopes,
    can,
    canned,
    waiting,
    today,
  });
  try {
    yield {
      name: 'province.records',
      value: (await db.query<{ n: number }>('select count(*)::int n from record')).rows[0]!.n,
      unit: 'rows',
    };
    const reads = (who: string): Record<string, [ours: () => Request, bare: () => Request]> => {
      const ours = (path: string) => ({ path, headers: { cookie: cookies[who]! } });
      const id = cycle(lists[who]!.map((r) => r.id));
      return {
        list: [() => ours('/api/study'), () => ({ path: `/${who}/list` })],
        record: [() => ours(`/api/study/${id()}`), () => ({ path: `/${who}/record/${id()}` })],
        search: [() => ours(search), () => ({ path: `/${who}/search?q=${encodeURIComponent(WORD)}` })],
        todo: [() => ours('/api/todo'), () => ({ path: `/${who}/todo` })],
      };
    };
    for (const read of ['list', 'record', 'search', 'todo']) {
      const leader = reads(LEADER)[read]![0];
      const [county, venue] = MEMBERS.map((who) => reads(who)[read]!) as [
        [() => Request, () => Request],
        [() => Request, () => Request],
      ];
      const rates = await inTurn({
        county: () => rate(server.url, county[0]),
        countyBare: () => rate(url, county[1]),
        venue: () => rate(server.url, venue[0]),
        venueBare: () => rate(url, venue[1]),
        leader: () => rate(server.url, leader),
      });
      yield { name: `province.${read}.county`, value: round(rates.county), unit: '/s' };
      yield { name: `province.${read}.venue`, value: round(rates.venue), unit: '/s' };
      yield { name: `province.${read}.leader`, value: round(rates.leader), unit: '/s' };
      yield {
        name: `province.${read}.county.toBare`,
        value: round(rates.county / rates.countyBare),
        unit: 'ratio (≥ 0.6)',
      };
      yield {
        name: `province.${read}.venue.toBare`,
        value: round(rates.venue / rates.venueBare),
        unit: 'ratio (≥ 0.6)',
      };
      yield { name: `province.${read}.timeToLeader`, value: round(rates.leader / rates.county), unit: 'ratio (≤ 1.2)' };
    }
    const orders = await draftOrders(db, 2 * CONNECTIONS * ORDERS);
    const [mine, theirs] = [orders.slice(0, CONNECTIONS * ORDERS), orders.slice(CONNECTIONS * ORDERS)];
    const ours = changes(mine, (id, version, up) => ({
      method: 'POST',
      path: `/api/followup/orders/${id}/${up ? 'submit' : 'return'}`,
      headers: {
        cookie: cookies[up ? 'anjian' : LEADER]!,
        'content-type': 'application/json',
        'idempotency-key': v7(),
      },
      body: JSON.stringify(up ? { version, note: '' } : { version, reason: '计时用退回' }),
    }));
    const bare = changes(theirs, (id, version, up) => ({
      method: 'POST',
      path: '/change',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, version, to: up ? 'approving' : 'draft' }),
    }));
    const rates = await inTurn({ ours: () => rate(server.url, ours), bare: () => rate(url, bare) });
    yield { name: 'province.change', value: round(rates.ours), unit: '/s' };
    yield { name: 'province.change.toBare', value: round(rates.ours / rates.bare), unit: 'ratio (≥ 0.6)' };
  } finally {
    child.kill();
    await db.end();
    await server.stop();
  }
}
