// Studies: what was read, who came, who has to make up, which units joined.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table study (
      id uuid primary key references record,
      held_on date not null,
      place text not null,
      host text not null,
      agenda jsonb not null,
      materials jsonb not null default '[]',
      attendees text[] not null default '{}',
      absent jsonb not null default '[]',
      minutes text not null default '',
      joint jsonb not null default '[]',
      recorded_for jsonb,
      makes_good_id uuid references period,
      makes_good_label text,
      check ((makes_good_id is null) = (makes_good_label is null))
    )`.execute(db);
}
