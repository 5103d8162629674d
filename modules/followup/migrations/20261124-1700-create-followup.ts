// Reminders with what each asked of whom, orders, circulars. One period is reminded once a day, whoever reminds.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table reminder (
      id uuid primary key references record,
      clause text not null,
      label text not null,
      note text not null default '',
      items jsonb not null,
      unit_count int not null,
      left_out jsonb not null default '[]',
      calls jsonb not null default '[]'
    )`.execute(db);
  await sql`
    create table reminder_item (
      id uuid primary key,
      reminder_id uuid not null references reminder,
      period_id uuid not null references period,
      unit_id uuid not null references unit,
      county_id int not null,
      station_id uuid,
      object_kind text,
      on_day date not null,
      by_name text not null,
      unique (period_id, on_day)
    )`.execute(db);
  await sql`create trigger reminder_item_scope before insert or update of unit_id on reminder_item for each row execute function scope_from_unit()`.execute(
    db,
  );
  await sql`create index reminder_item_of on reminder_item (reminder_id)`.execute(db);
  await sql`
    create table supervision_order (
      id uuid primary key references record,
      to_unit_id uuid not null references unit,
      to_unit_name text not null,
      answer_unit_ids uuid[] not null,
      period_ids uuid[] not null default '{}',
      items jsonb not null default '[]',
      wanted text not null,
      reply_on date not null,
      official boolean not null default false,
      doc_number text,
      round int not null default 0,
      rule_id uuid references rule,
      replies jsonb not null default '[]'
    )`.execute(db);
  await sql`create index supervision_order_periods on supervision_order using gin (period_ids)`.execute(db);
  await sql`create index supervision_order_unit on supervision_order (to_unit_id)`.execute(db);
  await sql`
    create table circular (
      id uuid primary key references record,
      from_day date not null,
      to_day date not null,
      facts jsonb not null,
      opening text not null,
      wanted text not null,
      to_units jsonb not null default '[]',
      order_ids uuid[] not null default '{}',
      doc_number text,
      published_on date
    )`.execute(db);
}
