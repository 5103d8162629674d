// Shares of a duty handed down to units below, with the cooperators asked for help; receipts may be for a share.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table assignment (
      id uuid primary key references record,
      parent_rule_id uuid not null references rule,
      source_id uuid,
      rule_id uuid references rule,
      clause text not null,
      wanted text not null,
      unit_ids uuid[] not null,
      units text not null,
      lead_days int check (lead_days >= 0),
      due date,
      due_words text not null,
      cooperators jsonb not null,
      via text not null check (via in ('direct','committee')),
      signed int not null default 0,
      check ((lead_days is null) <> (due is null))
    )`.execute(db);
  await sql`create index assignment_parent on assignment (parent_rule_id)`.execute(db);
  await sql`alter table receipt add column source_kind text not null default 'directives'`.execute(db);
}
