// Migrations and policies: in order, once, whole or not at all, and nothing forgotten.
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyPolicies, unprotected } from './apply.ts';
import { Database } from './database.ts';
import { collect, migrate, withAdmin, type Migration } from './migrate.ts';
import { actor, policies, record, sampleTemplate, 单位甲, 小张, 平定, type SampleTables } from './sample.ts';
import { freshDatabase, type TestDatabase } from './testing.ts';

let store: TestDatabase;
beforeEach(async () => {
  await sampleTemplate();
  store = await freshDatabase('sample');
});
afterEach(() => store.drop());

const step = (name: string, text: string): Migration => ({
  name,
  up: async (db) => {
    await sql.raw(text).execute(db);
  },
});

test('migrations run in the order of their names, over all folders, once', async () => {
  const list = [
    step('20270102-0000-fill', "insert into later values ('b')"),
    step('20270101-0000-create', 'create table later (x text)'),
  ];
  const both = await Promise.all([migrate(store.adminUrl, list), migrate(store.adminUrl, list)]);
  expect(both.flat()).toEqual(['20270101-0000-create', '20270102-0000-fill']);
  expect(await migrate(store.adminUrl, list)).toEqual([]);
});

test('a migration that fails leaves nothing, and those before it stay', async () => {
  const list = [
    step('20270101-0000-good', 'create table good (x text)'),
    step('20270102-0000-bad', 'create table bad (x text); select 1/0'),
  ];
  await expect(migrate(store.adminUrl, list)).rejects.toThrow('division by zero');
  expect(await unprotected(store.adminUrl, policies)).toEqual(['good']);
});

test('names are checked', async () => {
  await expect(migrate(store.adminUrl, [step('create-org', '')])).rejects.toThrow('not named like');
  const twice = step('20270101-0000-a', 'select 1');
  await expect(migrate(store.adminUrl, [twice, twice])).rejects.toThrow('two migrations');
});

test('files become migrations by their names', () => {
  const up = async () => {};
  const files = { '../org/migrations/20270101-0000-a.ts': { up }, './20270101-0000-b.js': { up } };
  expect(collect(files).map(({ name }) => name)).toEqual(['20270101-0000-a', '20270101-0000-b']);
  expect(collect(Object.entries(files))).toEqual(collect(files));
});

test('policies are applied once, and again after somebody loosened them', async () => {
  expect(await applyPolicies(store.adminUrl, policies, store.names)).toEqual([]);
  await withAdmin(store.adminUrl, (db) => sql`alter table record no force row level security`.execute(db));
  expect(await unprotected(store.adminUrl, policies)).toEqual(['record']);
  expect(await applyPolicies(store.adminUrl, policies, store.names)).toEqual(['record']);
  expect(await unprotected(store.adminUrl, policies)).toEqual([]);
  expect(await unprotected(store.adminUrl, policies.slice(1))).toEqual(['record']);
});

test('each shape lets in whom it should', async () => {
  const app = new Database<SampleTables>({ url: store.appUrl, max: 1 });
  const worker = new Database<SampleTables>({ url: store.workerUrl, max: 1 });
  const mine = app.as(actor());
  await mine
    .insertInto('note')
    .values({ record_id: record(1), body: '看过' })
    .execute();
  await expect(
    mine
      .insertInto('note')
      .values({ record_id: record(4), body: '' })
      .execute(),
  ).rejects.toThrow('row-level');
  await mine.insertInto('diary').values({ person_id: 小张, body: '' }).execute();
  await expect(
    mine
      .insertInto('diary')
      .values({ person_id: record(1), body: '' })
      .execute(),
  ).rejects.toThrow('row-level');
  expect(await mine.selectFrom('word').select('key').execute()).toHaveLength(1);
  await expect(mine.insertInto('word').values({ key: 'x' }).execute()).rejects.toThrow('row-level');
  await expect(mine.selectFrom('access_grant').selectAll().execute()).rejects.toThrow('permission denied');
  await expect(mine.deleteFrom('record').execute()).rejects.toThrow('permission denied');

  const stranger = app.as(actor({ person: record(7), counties: [] }));
  for (const table of ['note', 'diary', 'record'] as const)
    expect(await stranger.selectFrom(table).selectAll().execute()).toEqual([]);

  const system = worker.as({ ...actor(), person: null, name: 'system:nightly' });
  expect(await system.selectFrom('record').select('id').execute()).toHaveLength(5);
  await expect(system.selectFrom('access_grant').selectAll().execute()).rejects.toThrow('permission denied');
  await Promise.all([app.close(), worker.close()]);
});

test('an explicit grant opens one record to a person or a unit, until it ends', async () => {
  const now = new Date('2026-06-01T00:00:00Z');
  const app = new Database<SampleTables>({ url: store.appUrl, max: 1, now: () => now });
  await withAdmin(store.adminUrl, (db) =>
    sql`insert into access_grant values (${record(4)}, null, ${小张}, null), (${record(5)}, ${单位甲}, null, '2026-06-02'),
      (${record(1)}, ${单位甲}, null, '2026-05-31')`.execute(db),
  );
  const seen = async (own: string[]) =>
    (
      await app
        .as(actor({ counties: [], own }))
        .selectFrom('record')
        .select('id')
        .execute()
    ).map((row) => row.id);
  expect(await seen([])).toEqual([record(4)]);
  expect(await seen([单位甲])).toEqual([record(4), record(5)]);
  await app.close();
});

test('a migration login that is no superuser keeps its functions working', async () => {
  await withAdmin(store.adminUrl, async (db) => {
    await sql`create role plain_owner login createrole password 'x'`.execute(db);
    await sql`grant all on schema public to plain_owner`.execute(db);
    for (const table of [...policies.map((policy) => policy.table), 'migration'])
      await sql`alter table ${sql.table(table)} owner to plain_owner`.execute(db);
    await sql`alter function ctx_granted() owner to plain_owner`.execute(db);
    await sql`insert into access_grant values (${record(4)}, null, ${小张}, null)`.execute(db);
    await sql`alter table record no force row level security`.execute(db);
    await sql`comment on policy owner on access_grant is ''`.execute(db);
  });
  const url = Object.assign(new URL(store.adminUrl), { username: 'plain_owner', password: 'x' }).href;
  try {
    expect(await applyPolicies(url, policies, store.names)).toEqual(['record', 'access_grant']);
    const app = new Database<SampleTables>({ url: store.appUrl, max: 1 });
    expect(
      await app
        .as(actor({ counties: [] }))
        .selectFrom('record')
        .select('county_id')
        .execute(),
    ).toHaveLength(1);
    expect(
      await app.as(actor()).selectFrom('record').where('county_id', '=', 平定).select('id').execute(),
    ).toHaveLength(3);
    await app.close();
  } finally {
    await store.drop();
    await withAdmin(store.adminUrl.replace(/[^/]*$/, 'postgres'), (db) => sql`drop role plain_owner`.execute(db));
  }
});
