// Second factors, known browsers, counted tries; sessions get a name and end, also on open screens, when rights change.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table factor (
      login text primary key references account on update cascade on delete cascade,
      sealed bytea,
      pending bytea,
      pending_at timestamptz,
      made_at timestamptz,
      last_step int not null default 0
    )`.execute(db);
  await sql`
    create table recovery_code (
      login text not null references account on update cascade on delete cascade,
      hash bytea not null,
      used_at timestamptz,
      primary key (login, hash)
    )`.execute(db);
  await sql`
    create table device (
      token bytea not null,
      login text not null references account on update cascade on delete cascade,
      made_at timestamptz not null,
      seen_at timestamptz not null,
      primary key (token, login)
    )`.execute(db);
  await sql`create index device_login on device (login)`.execute(db);
  // Names of no account are counted alike, so the gate refers to none.
  await sql`create table sign_in_try (gate text primary key, failed int not null, until timestamptz not null)`.execute(
    db,
  );
  await sql`alter table account drop column failed, drop column locked_until`.execute(db);
  await sql`
    alter table session
      add column id uuid not null unique default gen_random_uuid(),
      add column proved_at timestamptz`.execute(db);

  for (const when of ['insert or delete', 'update of sealed'])
    await sql`
      create trigger ${sql.id(`scope_changed_${when.split(' ')[0]}`)} after ${sql.raw(when)} on factor
      for each statement execute function scope_changed()`.execute(db);

  await sql`
    create function session_ended() returns trigger language plpgsql as $$
    begin perform pg_notify('session', ''); return null; end $$`.execute(db);
  await sql`create trigger session_ended after delete or update of token on session for each statement execute function session_ended()`.execute(
    db,
  );
  await sql`create trigger session_ended after update of disabled on account for each statement execute function session_ended()`.execute(
    db,
  );
  // Whoever's post gets another role signs in anew: no session outlives the rights with which it began.
  await sql`
    create function rights_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin delete from session where person_id = new.person_id; return null; end $$`.execute(db);
  await sql`
    create trigger rights_changed after update of role on post for each row when (old.role is distinct from new.role)
    execute function rights_changed()`.execute(db);
}
