// Meetings, and what they decided: each decision is a record of its own, owed by its owner.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table meeting (
      id uuid primary key references record,
      kind text not null,
      held_on date not null,
      place text not null,
      chair_id uuid not null references person,
      chair_name text not null,
      chair_as text not null,
      recorder text not null default '',
      agenda jsonb not null,
      attendees text[] not null default '{}',
      absent jsonb not null default '[]',
      observers text[] not null default '{}',
      problems text[] not null default '{}',
      minutes text not null default '',
      joint jsonb not null default '[]',
      outlook jsonb,
      recorded_for jsonb,
      makes_good_id uuid references period,
      makes_good_label text,
      check ((makes_good_id is null) = (makes_good_label is null))
    )`.execute(db);
  await sql`
    create table decision (
      id uuid primary key references record,
      meeting_id uuid not null references meeting,
      meeting_title text not null,
      decided_on date not null,
      person text,
      keeper_ids uuid[] not null,
      done_on date,
      result text,
      recorded_for jsonb,
      check ((done_on is null) = (result is null))
    )`.execute(db);
  await sql`create index decision_meeting on decision (meeting_id)`.execute(db);
}
