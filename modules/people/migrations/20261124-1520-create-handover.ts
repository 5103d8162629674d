// Handovers: who leaves which post to whom, and what was open then.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table handover (
      id uuid primary key references record,
      post_id uuid not null references post,
      person_id uuid not null references person,
      person_name text not null,
      post_title text not null,
      successor_id uuid not null references person,
      successor_name text not null,
      last_day date not null,
      succeeds boolean not null,
      note text not null default '',
      items jsonb not null default '[]',
      confirmed_by text,
      check (successor_id <> person_id)
    )`.execute(db);
  await sql`create index handover_person on handover (person_id)`.execute(db);
  await sql`create index handover_successor on handover (successor_id)`.execute(db);
  await sql`create index handover_post on handover (post_id)`.execute(db);
}
