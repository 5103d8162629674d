// Directives with their paper, receipts, and reports of progress.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table directive (
      id uuid primary key references record,
      door text not null check (door in ('received','own')),
      doc_number text,
      issuer text,
      issue_date date,
      format text not null,
      task_count int not null,
      duty_count int not null,
      doubt_count int not null,
      not_ready text,
      file_id uuid references file,
      receipts_signed int not null default 0,
      receipts_total int not null default 0
    )`.execute(db);
  // The heavy part stands apart, so that lists stay light.
  await sql`
    create table directive_paper (
      id uuid primary key references record,
      sha256 text not null,
      text text not null,
      blocks jsonb not null,
      breakdown jsonb not null
    )`.execute(db);
  await sql`create index directive_paper_sha on directive_paper (sha256)`.execute(db);
  await sql`
    create table receipt (
      id uuid primary key references record,
      directive_id uuid not null references record,
      directive_title text not null,
      doc_number text,
      received_by_name text,
      received_on date
    )`.execute(db);
  await sql`create index receipt_directive on receipt (directive_id)`.execute(db);
  await sql`
    create table report (
      id uuid primary key references record,
      period_id uuid not null references period,
      period_label text not null,
      clause text not null,
      directive_id uuid,
      rule_id uuid not null references rule,
      text text not null,
      happened_on date not null,
      recorded_for jsonb
    )`.execute(db);
  await sql`create index report_period on report (period_id)`.execute(db);
}
