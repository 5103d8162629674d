// The head of every record, its timeline, idempotent operations, the outbox, numbering, and search by pairs of characters.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table record (
      id uuid primary key,
      module text not null,
      kind text not null,
      number text,
      title text not null,
      state text not null,
      version int not null default 1,
      unit_id uuid not null references unit,
      county_id int not null,
      station_id uuid,
      object_kind text,
      occurred_on date not null,
      deadline date,
      created_by uuid,
      created_by_name text not null,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`.execute(db);
  await sql`create trigger record_scope before insert or update of unit_id on record for each row execute function scope_from_unit()`.execute(
    db,
  );
  await sql`create unique index record_number on record (kind, number) where number is not null`.execute(db);
  await sql`create index record_all on record (kind, occurred_on, id)`.execute(db);
  await sql`create index record_county on record (county_id, kind, occurred_on, id)`.execute(db);
  await sql`create index record_station on record (station_id, kind, occurred_on, id) where station_id is not null`.execute(
    db,
  );
  await sql`create index record_unit on record (unit_id, kind, occurred_on, id)`.execute(db);
  await sql`create index record_object on record (object_kind, kind, occurred_on, id) where object_kind is not null`.execute(
    db,
  );
  await sql`create index record_updated on record (kind, updated_at, id)`.execute(db);
  await sql`create index record_state on record (kind, state, updated_at)`.execute(db);
  await sql`
    create table timeline (
      id uuid primary key,
      seq bigint generated always as identity,
      record_id uuid not null references record,
      at timestamptz not null,
      actor_id uuid,
      actor_name text not null,
      action text not null,
      from_state text,
      to_state text not null,
      said jsonb not null default '{}',
      version int not null
    )`.execute(db);
  await sql`create index timeline_record on timeline (record_id, seq)`.execute(db);
  await sql`
    create table op (
      key text primary key,
      person_id uuid not null,
      route text not null,
      body_hash text not null,
      status int not null,
      answer jsonb not null,
      at timestamptz not null
    )`.execute(db);
  await sql`
    create table outbox (
      seq bigint generated always as identity primary key,
      timeline_id uuid not null,
      record_id uuid not null,
      module text not null,
      kind text not null,
      action text not null,
      from_state text,
      to_state text not null,
      unit_id uuid not null,
      actor_id uuid,
      actor_name text not null,
      at timestamptz not null
    )`.execute(db);
  await sql`create table series (key text primary key, last int not null)`.execute(db);
  await sql`
    create function next_number(series_key text) returns int language sql security definer set search_path = public as $$
      insert into series values (series_key, 1) on conflict (key) do update set last = series.last + 1 returning last $$`.execute(
    db,
  );

  await sql`
    create table search_doc (
      record_id uuid primary key references record,
      unit_id uuid not null,
      county_id int not null,
      station_id uuid,
      object_kind text,
      body text not null,
      grams tsvector not null
    )`.execute(db);
  await sql`create trigger search_scope before insert or update of unit_id on search_doc for each row execute function scope_from_unit()`.execute(
    db,
  );
  await sql`create index search_grams on search_doc using gin (grams)`.execute(db);
  // The reader's scope is applied inside, so that the limit never cuts his own hits; only identities come out, and row security judges them again.
  await sql`
    create function search_ids(query tsquery, words text[], most int) returns setof uuid language sql stable security definer set search_path = public as $$
      select s.record_id from search_doc s
       where s.grams @@ query and not exists (select 1 from unnest(words) w where position(w in s.body) = 0)
         and (s.county_id = any((select ctx_ints('app.counties'))::int[])
           or s.station_id = any((select ctx_uuids('app.stations'))::uuid[])
           or s.unit_id = any((select ctx_uuids('app.units'))::uuid[])
           or s.object_kind = any((select ctx_texts('app.kinds'))::text[])
           or s.record_id = any((select ctx_granted())::uuid[]))
       order by s.record_id desc limit most $$`.execute(db);
}
