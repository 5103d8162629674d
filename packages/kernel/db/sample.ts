// Three tables with every shape of policy, for the tests of this folder.
import { sql, type Kysely } from 'kysely';
import { applyPolicies } from './apply.ts';
import { collect, migrate, withAdmin } from './migrate.ts';
import * as context from './migrations/20261123-0000-create-context.ts';
import type { Actor } from './actor.ts';
import type { PolicyTable } from './policy.ts';
import { template, type TestDatabase } from './testing.ts';

export const 平定 = 140321;
export const 盂县 = 140322;
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const 小张 = id(1);
export const 单位甲 = id(11);
export const record = (n: number) => id(1000 + n);

/** Somebody of 平定 who sees that county. */
export const actor = (over: Partial<Actor> = {}): Actor => ({
  person: 小张,
  name: '小张',
  own: [],
  counties: [平定],
  stations: [],
  units: [],
  kinds: [],
  ...over,
});

export const policies: PolicyTable = [
  { table: 'record', shape: 'scoped', grants: true, app: ['select', 'insert', 'update'] },
  { table: 'note', shape: 'child', of: 'record', by: 'record_id', app: ['select', 'insert'] },
  { table: 'word', shape: 'open', write: 'none', app: ['select', 'insert'] },
  { table: 'diary', shape: 'own', column: 'person_id', app: ['select', 'insert'] },
  { table: 'access_grant', shape: 'closed' },
];

export type SampleTables = {
  record: {
    id: string;
    county_id: number;
    station_id: string | null;
    unit_id: string | null;
    object_kind: string | null;
    title: string;
  };
  note: { record_id: string; body: string };
  word: { key: string };
  diary: { person_id: string; body: string };
  access_grant: { record_id: string; unit_id: string | null; person_id: string | null; until: Date | null };
};

async function create(db: Kysely<unknown>): Promise<void> {
  await sql`create table record (id uuid primary key, county_id int not null, station_id uuid, unit_id uuid,
    object_kind text, title text not null default '')`.execute(db);
  await sql`create table note (record_id uuid not null references record deferrable initially deferred, body text)`.execute(
    db,
  );
  await sql`create table word (key text primary key)`.execute(db);
  await sql`create table diary (person_id uuid not null, body text)`.execute(db);
  await sql`create table access_grant (record_id uuid, unit_id uuid, person_id uuid, until timestamptz)`.execute(db);
  for (const n of [1, 2, 3]) await sql`insert into record values (${record(n)}, ${平定}, null, ${单位甲})`.execute(db);
  for (const n of [4, 5])
    await sql`insert into record values (${record(n)}, ${盂县}, null, null, 'museum')`.execute(db);
  await sql`insert into word values ('安全')`.execute(db);
}

/** Five records, three of 平定 and two of 盂县, as the template `sample`. */
export const sampleTemplate = () =>
  template('sample', async (database: TestDatabase) => {
    await migrate(database.adminUrl, [
      ...collect({ '20261123-0000-create-context.ts': context }),
      { name: '20261123-0001-sample', up: create },
    ]);
    await withAdmin(database.adminUrl, async (db) => {
      await sql`analyze`.execute(db);
    });
    await applyPolicies(database.adminUrl, policies, database.names);
  });
