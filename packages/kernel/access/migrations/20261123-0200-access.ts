// Accounts, roles as data, sessions, explicit grants, and the epoch that ends cached scopes.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table account (
      login text primary key,
      person_id uuid not null unique references person,
      hash text not null,
      disabled boolean not null default false,
      failed int not null default 0,
      locked_until timestamptz,
      created_at timestamptz not null
    )`.execute(db);
  await sql`create table role (key text primary key, label text not null, permissions text[] not null, sort int not null default 0)`.execute(
    db,
  );
  await sql`
    create table session (
      token bytea primary key,
      person_id uuid not null references person,
      login text not null,
      created_at timestamptz not null,
      seen_at timestamptz not null,
      expires_at timestamptz not null,
      agent text not null default ''
    )`.execute(db);
  await sql`create index session_person on session (person_id)`.execute(db);
  await sql`
    create table access_grant (
      record_id uuid not null,
      unit_id uuid references unit,
      person_id uuid references person,
      until date,
      granted_by text not null,
      granted_at timestamptz not null,
      check ((unit_id is null) <> (person_id is null))
    )`.execute(db);
  await sql`create unique index access_grant_unit on access_grant (unit_id, record_id) where unit_id is not null`.execute(
    db,
  );
  await sql`create unique index access_grant_person on access_grant (person_id, record_id) where person_id is not null`.execute(
    db,
  );
  await sql`create index access_grant_record on access_grant (record_id)`.execute(db);
  await sql`create table scope_epoch (one boolean primary key default true check (one), n bigint not null default 1)`.execute(
    db,
  );
  await sql`insert into scope_epoch default values`.execute(db);
  await sql`
    create function scope_changed() returns trigger language plpgsql security definer set search_path = public as $$
    begin update scope_epoch set n = n + 1; return null; end $$`.execute(db);
  for (const table of ['unit', 'post', 'absence', 'role', 'account'])
    await sql`create trigger scope_changed after insert or update or delete on ${sql.table(table)} for each statement execute function scope_changed()`.execute(
      db,
    );
}
