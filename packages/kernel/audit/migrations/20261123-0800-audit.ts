// The audit: written through one function in the transaction of the deed, chained afterwards by the worker.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table audit_in (
      seq bigint generated always as identity primary key,
      at timestamptz not null,
      actor text not null,
      verb text not null,
      object text,
      detail jsonb not null
    )`.execute(db);
  await sql`
    create table audit (
      seq bigint primary key,
      at timestamptz not null,
      actor text not null,
      verb text not null,
      object text,
      detail jsonb not null,
      prev bytea not null,
      hash bytea not null
    )`.execute(db);
  // The actor comes from the context, never from the caller; without one there is no audit and so no deed.
  await sql`
    create function audit_push(at timestamptz, verb text, object text, detail jsonb) returns void
    language plpgsql security definer set search_path = public as $$
    declare who text := coalesce(nullif(current_setting('app.person', true), ''), nullif(current_setting('app.name', true), ''));
    begin
      if who is null then raise insufficient_privilege using message = 'audit without an actor'; end if;
      insert into audit_in (at, actor, verb, object, detail) values (at, who, verb, object, detail);
    end $$`.execute(db);
  await sql`
    create function audit_is_append_only() returns trigger language plpgsql as $$
    begin raise insufficient_privilege using message = 'the audit is append-only'; end $$`.execute(db);
  await sql`create trigger audit_is_append_only before update or delete or truncate on audit for each statement execute function audit_is_append_only()`.execute(
    db,
  );
}
