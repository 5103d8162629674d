// Requests for more time, for a waiver, an exemption, or the end of a requirement.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table relief (
      id uuid primary key references record,
      sort text not null check (sort in ('extension','waiver','exemption','cancel')),
      rule_id uuid not null references rule,
      source_id uuid,
      period_ids uuid[] not null,
      unit_ids uuid[] not null,
      clause text not null,
      who text not null,
      period_label text not null,
      due_before date,
      due date,
      reason text not null,
      late boolean not null,
      assigned_by uuid references unit,
      recorded_for jsonb,
      decided_by_name text,
      decided_on date,
      decision text,
      check ((sort = 'extension') = (due is not null))
    )`.execute(db);
  await sql`create index relief_periods on relief using gin (period_ids)`.execute(db);
  await sql`create index relief_rule on relief (rule_id)`.execute(db);
}
