// Visits: which leaders went where, what they learnt, who confirmed, which dangers were told to whom.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table visit (
      id uuid primary key references record,
      visited_on date not null,
      manner text not null check (manner in ('research','guidance','inspection')),
      leaders jsonb not null,
      post_ids uuid[] not null,
      places jsonb not null default '[]',
      place_ids uuid[] not null default '{}',
      elsewhere text not null default '',
      shown_to uuid[] not null default '{}',
      companions text[] not null default '{}',
      learnt text not null default '',
      requirements text not null default '',
      follow_up text not null default '',
      dangers jsonb not null default '[]',
      makes_good_id uuid references period,
      makes_good_person uuid references person,
      makes_good_label text,
      check (requirements = '' or manner = 'inspection'),
      check ((makes_good_id is null) = (makes_good_label is null))
    )`.execute(db);
  await sql`create index visit_places on visit using gin (place_ids)`.execute(db);
  await sql`create index visit_day on visit (visited_on)`.execute(db);
}
