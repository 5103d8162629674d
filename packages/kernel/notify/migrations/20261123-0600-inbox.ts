// One inbox per person; the same cause makes one message.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table inbox (
      id uuid primary key,
      person_id uuid not null references person,
      title text not null,
      body text not null default '',
      record_id uuid,
      module text,
      kind text,
      at timestamptz not null,
      read_at timestamptz,
      cause text not null,
      unique (person_id, cause)
    )`.execute(db);
  await sql`create index inbox_person on inbox (person_id, at desc, id desc)`.execute(db);
  await sql`create index inbox_unread on inbox (person_id) where read_at is null`.execute(db);
}
