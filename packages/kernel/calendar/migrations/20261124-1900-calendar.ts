// Holidays and make-up workdays as a bureau keeps them, and the secret addresses of people's calendars.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table calendar_year (
      year int primary key,
      published boolean not null,
      source text not null,
      updated_by_name text,
      updated_at timestamptz not null
    )`.execute(db);
  await sql`
    create table calendar_day (
      day date primary key,
      year int not null references calendar_year,
      work boolean not null,
      name text not null
    )`.execute(db);
  await sql`create index calendar_day_year on calendar_day (year)`.execute(db);
  await sql`
    create table calendar_feed (
      hash bytea primary key,
      person_id uuid not null references person,
      created_at timestamptz not null,
      fetched_at timestamptz,
      revoked_at timestamptz
    )`.execute(db);
  await sql`create unique index calendar_feed_live on calendar_feed (person_id) where revoked_at is null`.execute(db);
}
