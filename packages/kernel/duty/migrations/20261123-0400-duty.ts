// Rules, duties, periods, facts and settlements: a deadline is a row.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table rule (
      id uuid primary key,
      source_id uuid references record,
      task text,
      title text not null,
      fact_kind text not null,
      repeat text not null check (repeat in ('day','week','month','quarter','half-year','year','once')),
      need int not null check (need > 0),
      due date,
      about text not null check (about in ('unit','person')),
      from_day date not null,
      to_day date,
      version int not null default 1,
      debtors jsonb not null,
      history boolean not null default false,
      closed_on date,
      check ((repeat = 'once') = (due is not null))
    )`.execute(db);
  await sql`create index rule_source on rule (source_id)`.execute(db);
  await sql`create index rule_open on rule (repeat) where closed_on is null`.execute(db);
  await sql`
    create table duty (
      id uuid primary key,
      rule_id uuid not null references rule,
      unit_id uuid not null references unit,
      county_id int not null,
      station_id uuid,
      object_kind text,
      post_id uuid references post,
      person_id uuid references person,
      leader_name text,
      from_day date not null,
      to_day date
    )`.execute(db);
  await sql`create trigger duty_scope before insert or update of unit_id on duty for each row execute function scope_from_unit()`.execute(
    db,
  );
  await sql`create unique index duty_debtor on duty (rule_id, unit_id, coalesce(post_id, '00000000-0000-0000-0000-000000000000'))`.execute(
    db,
  );
  await sql`
    create table period (
      id uuid primary key,
      duty_id uuid not null references duty,
      rule_id uuid not null references rule,
      source_id uuid,
      unit_id uuid not null,
      county_id int not null,
      station_id uuid,
      object_kind text,
      key text not null,
      label text not null,
      from_day date not null,
      due date not null,
      need int not null,
      got int not null default 0,
      begun boolean not null default false,
      excused text,
      history boolean not null default false,
      late boolean not null default false,
      pending boolean not null default false,
      made_good boolean not null default false,
      explanation text,
      explained_by_name text,
      explained_at timestamptz,
      fact_kind text not null,
      rule_version int not null,
      opened_at timestamptz not null,
      unique (duty_id, key)
    )`.execute(db);
  await sql`create trigger period_scope before insert or update of unit_id on period for each row execute function scope_from_unit()`.execute(
    db,
  );
  await sql`create index period_source on period (source_id, from_day)`.execute(db);
  await sql`create index period_rule on period (rule_id, from_day)`.execute(db);
  await sql`create index period_unit on period (unit_id, due)`.execute(db);
  await sql`create index period_kind on period (unit_id, fact_kind, from_day)`.execute(db);
  await sql`create index period_open_county on period (county_id, due) where got < need and excused is null`.execute(
    db,
  );
  await sql`create index period_open_unit on period (unit_id, due) where got < need and excused is null`.execute(db);
  await sql`
    create table fact (
      id uuid primary key,
      kind text not null,
      record_id uuid not null references record,
      occurred_on date not null,
      recorded_on date not null,
      recorded_at timestamptz not null,
      count int not null default 1 check (count > 0),
      makes_good_id uuid references period,
      withdrawn_at timestamptz
    )`.execute(db);
  await sql`create index fact_record on fact (record_id)`.execute(db);
  await sql`
    create table fact_party (
      fact_id uuid not null references fact,
      kind text not null,
      occurred_on date not null,
      unit_id uuid references unit,
      person_id uuid references person,
      check ((unit_id is null) <> (person_id is null))
    )`.execute(db);
  await sql`create unique index fact_party_unit on fact_party (unit_id, kind, occurred_on, fact_id) where unit_id is not null`.execute(
    db,
  );
  await sql`create unique index fact_party_person on fact_party (person_id, kind, occurred_on, fact_id) where person_id is not null`.execute(
    db,
  );
  await sql`create index fact_party_fact on fact_party (fact_id)`.execute(db);
  await sql`
    create table settlement (
      id uuid primary key,
      period_id uuid not null references period,
      fact_id uuid not null references fact,
      how text not null check (how in ('counted','late','pending','madeGood')),
      at timestamptz not null,
      approved_by_name text,
      approved_reason text,
      unique (period_id, fact_id)
    )`.execute(db);
  await sql`create index settlement_fact on settlement (fact_id)`.execute(db);
}
