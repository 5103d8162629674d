// The office flow: who undertakes, cosigning, the seal, what the office system did; and material sent as wanted by a date.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    alter table directive
      add column cosign_total int not null default 0,
      add column cosign_waiting int not null default 0,
      add column cosign_objected int not null default 0,
      add column lead jsonb,
      add column helpers jsonb not null default '[]',
      add column seal jsonb,
      add column oa jsonb`.execute(db);
  await sql`create unique index directive_own_number on directive (doc_number) where door = 'own' and doc_number is not null`.execute(
    db,
  );
  await sql`
    create table cosign (
      id uuid primary key references record,
      directive_id uuid not null references record,
      directive_title text not null,
      ask text not null default '',
      opinion text not null default '',
      answered_by_name text,
      answered_on date,
      reply text not null default '',
      replied_by_name text
    )`.execute(db);
  await sql`create index cosign_directive on cosign (directive_id)`.execute(db);
  await sql`
    create table submission (
      id uuid primary key references record,
      period_id uuid not null unique references period,
      period_label text not null,
      clause text not null,
      directive_id uuid,
      rule_id uuid not null references rule,
      due date not null,
      received_by_name text,
      received_at timestamptz,
      versions jsonb not null,
      recorded_for jsonb
    )`.execute(db);
  await sql`create index submission_rule on submission (rule_id)`.execute(db);
}
