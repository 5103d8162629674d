// Signed tree heads with where they have gone, verdicts of verifications, and marks by which forged rows are told from old ones.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  // `line` is what was signed and sent away; `edge` are the roots of the full subtrees, so that the next head needs only new rows.
  await sql`
    create table audit_checkpoint (
      seq bigint primary key,
      at timestamptz not null,
      line text not null,
      edge bytea not null
    )`.execute(db);
  await sql`
    create table audit_sent (
      target text primary key,
      seq bigint not null,
      at timestamptz not null,
      error text
    )`.execute(db);
  await sql`
    create table audit_verdict (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      rows bigint not null,
      ok boolean not null,
      seq bigint,
      why text
    )`.execute(db);
  await sql`create index audit_object on audit (object, seq)`.execute(db);
  await sql`create index audit_actor on audit (actor, seq)`.execute(db);
  await sql`create index audit_verb on audit (verb, seq)`.execute(db);
  await sql`alter table settlement add column seq bigint generated always as identity`.execute(db);
  // What was there before sealing began is not held to it.
  await sql`
    insert into audit_in (at, actor, verb, object, detail)
    select now(), 'system:migration', 'store.seal', null,
           jsonb_build_object('timeline', lines, 'settlement', (select coalesce(max(seq), 0) from settlement))
      from (select coalesce(max(seq), 0) as lines from timeline) t where lines > 0`.execute(db);
  // A temporary table named like ours came before ours inside functions of the owner: what was pushed there was never chained.
  await sql`
    do $$ declare f regprocedure; begin
      for f in select oid::regprocedure from pg_proc where prosecdef and pronamespace = 'public'::regnamespace loop
        execute format('alter function %s set search_path = public, pg_temp', f);
      end loop;
    end $$`.execute(db);
}
