// A city cannot be told from deeds: the product finds nothing to change in it, and a deed leaves the same rows.
import { hashPassword } from '@anlan/kernel/access';
import { verify } from '@anlan/kernel/audit';
import { fill, openDue } from '@anlan/kernel/duty';
import { reindex } from '@anlan/kernel/record';
import { type World, openWorld } from '@anlan/kernel/testing';
import { study } from '@anlan/modules/study/contract.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judge, lookAt } from '../../../test/assure/durability/judge.ts';
import { loadServers } from '../modules.ts';
import { build } from './build.ts';
import { numberOf } from './days.ts';
import { Progress } from './progress.ts';

const TODAY = '2026-11-24';
const PASSWORD = 'city-password';
const worlds: World[] = [];
const quiet = Object.assign(new Progress(), { step() {} });

async function cityOf(seed: number): Promise<World> {
  const world = await openWorld({
    servers: await loadServers(),
    template: `anlan_city_${process.pid}`,
    password: PASSWORD,
    at: TODAY,
    seed: async () => {},
  });
  worlds.push(world);
  // The worker of a world passes the night at once; in a city the nights are written.
  await world.system.db.deleteFrom('nightly_run').execute();
  const hash = await hashPassword(PASSWORD);
  const plan = { ctx: world.system, adminUrl: world.adminUrl, hash, scale: 'small' as const, seed, progress: quiet };
  await build({ ...plan, today: numberOf(TODAY) });
  return world;
}

/** A sum of every row of every table; passwords are salted by chance, and what the world'''s own worker signs is no part of the city. */
async function sums({ system: { db } }: World): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname not in ('migration', 'session', 'inbox') and relname not like 'audit\_%' and has_table_privilege(oid, 'select') order by 1`.execute(
    db,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const without = name === 'account' ? sql`- 'hash'` : sql``;
    const { rows } = await sql<{ n: string }>`
      select count(*) || ' ' || md5(coalesce(string_agg(line, ' ' order by line), '')) as n
        from (select (to_jsonb(t) ${without})::text as line from ${sql.table(name)} t) lines`.execute(db);
    found[name] = rows[0]!.n;
  }
  return found;
}

let world: World;
beforeAll(async () => {
  world = await cityOf(7);
}, 120_000);
afterAll(() => Promise.all(worlds.map((w) => w.close())));

test('nothing is half, twice or uncounted, and the chain of the audit holds', async () => {
  const found = await lookAt(world.system.db);
  const { half } = judge([], { ...found, hashes: new Map() });
  const { rows: planned } = await sql<{ id: string }>`select id from record where state = 'planned'`.execute(
    world.system.db,
  );
  const plans = new Set(planned.map((p) => `record without fact ${p.id}`));
  expect(half.filter((h) => !plans.has(h))).toEqual([]);
  expect(found.records.length).toBeGreaterThan(800);
  expect(plans.size).toBeGreaterThan(0);
  expect(await verify(world.adminUrl)).toMatchObject({ ok: true });
});

test('periods of every sign are there, and a tenth of what is past was missed', async () => {
  const { rows } = await sql<{ done: number; late: number; missed: number; good: number; past: number }>`
    select count(*) filter (where got >= need)::int as done, count(*) filter (where late)::int as late,
           count(*) filter (where got < need and due < ${TODAY}::date)::int as missed, count(*) filter (where made_good)::int as good,
           count(*) filter (where due < ${TODAY}::date)::int as past from period`.execute(world.system.db);
  const p = rows[0]!;
  expect(Math.min(p.done, p.late, p.missed, p.good)).toBeGreaterThan(0);
  expect(p.missed / p.past).toBeGreaterThan(0.05);
  expect(p.missed / p.past).toBeLessThan(0.2);
});

test('scope, search, settlement and the spans of today are as the product would write them: doing it again changes nothing', async () => {
  const before = await sums(world);
  const ctx = world.system;
  for (const table of ['record', 'search_doc', 'duty', 'period'])
    await sql`update ${sql.table(table)} set unit_id = unit_id`.execute(ctx.db);
  await openDue(ctx);
  const rules = await ctx.db.selectFrom('rule').select('id').execute();
  await fill(ctx, { ruleIds: rules.map((r) => r.id) });
  const some = await ctx.db.selectFrom('record').select(['id', 'kind']).orderBy('id', 'desc').limit(100).execute();
  for (const { id, kind } of some) await reindex(ctx, kind, id);
  expect(await sums(world)).toEqual(before);
});

/** What a record left, table by table: the columns that say something, and the keys of what is kept as JSON. */
async function traces({ system: { db } }: World, id: string) {
  const keys = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, 1).map(keys);
    if (value === null || typeof value !== 'object') return typeof value;
    return Object.fromEntries(Object.entries(value).flatMap(([k, v]) => (v === null ? [] : [[k, keys(v)]])));
  };
  const from = async (table: string, by: string) =>
    (
      await sql<{
        row: unknown;
      }>`select to_jsonb(t) as row from ${sql.table(table)} t where ${sql.ref(by)}::text = ${id}`.execute(db)
    ).rows.map((r) => keys(r.row));
  const facts = await sql<{ row: unknown }>`
    select to_jsonb(x) as row from fact f join fact_party x on x.fact_id = f.id where f.record_id = ${id}::uuid
    union all select to_jsonb(s) from fact f join settlement s on s.fact_id = f.id where f.record_id = ${id}::uuid`.execute(
    db,
  );
  return {
    record: await from('record', 'id'),
    study: await from('study', 'id'),
    timeline: await from('timeline', 'record_id'),
    search: await from('search_doc', 'record_id'),
    audit: await from('audit', 'object'),
    fact: await from('fact', 'record_id'),
    settled: facts.rows.map((r) => keys(r.row)),
  };
}

test('a study recorded by hand, and one of the city, leave the same behind', async () => {
  const { system } = world;
  const { rows } = await sql<{ id: string; unit_id: string }>`
    select r.id, r.unit_id from record r join study s on s.id = r.id
     where r.state = 'held' and r.version = 1 and s.makes_good_id is null and s.absent = '[]' and s.materials = '[]'
       and jsonb_array_length(s.agenda) = 2 and s.agenda->1->>'kind' = 'analysis' and r.object_kind is not null and r.station_id is null
       and (select count(*) from settlement x join fact f on f.id = x.fact_id where f.record_id = r.id) = 2
     order by r.id limit 1`.execute(system.db);
  const made = rows[0]!;
  const { rows: venues } = await sql<{ login: string; unit_id: string }>`
    select a.login, p.unit_id from account a join post p on p.person_id = a.person_id join unit u on u.id = p.unit_id
     where p.role = 'venueManager' and u.station_id is null order by a.login limit 1`.execute(system.db);
  const { login, unit_id: unitId } = venues[0]!;
  await sql`delete from settlement where period_id in (select id from period where unit_id = ${unitId}::uuid and due >= ${TODAY}::date)`.execute(
    system.db,
  );
  await sql`update period set got = 0 where unit_id = ${unitId}::uuid and due >= ${TODAY}::date`.execute(system.db);
  await sql`delete from period where unit_id = ${unitId}::uuid and due >= ${TODAY}::date and key like '____-__'`.execute(
    system.db,
  );
  const venue = await world.as(login);
  const { id } = await venue.call(study.routes.record, {
    unitId,
    title: '手工登记的一次学习',
    heldOn: TODAY,
    place: '二楼会议室',
    host: '某某',
    agenda: [
      { title: '学习消防安全', kind: 'study' },
      { title: '近期风险研判', kind: 'analysis' },
    ],
    attendees: ['某某'],
    minutes: '逐条对照。',
  });
  await world.settle();
  expect(await traces(world, made.id)).toEqual(await traces(world, id));
});

test('the same seed is the same city to the last identity; another seed is another', async () => {
  const [same, other] = [await cityOf(8), await cityOf(8)];
  expect(await sums(same)).toEqual(await sums(other));
  const third = await sums(await cityOf(9));
  const first = await sums(same);
  for (const table of ['record', 'study', 'period', 'fact', 'audit', 'unit', 'person'])
    expect(third[table], table).not.toBe(first[table]);
}, 180_000);
