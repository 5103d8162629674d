// Scans: how many pages there are and have been read, each page as it was read, and which places of the text are doubtful.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table directive
      add column scan_pages integer,
      add column scan_read integer not null default 0`.execute(db);
  await sql`
    alter table directive_paper
      add column doubtful jsonb not null default '[]',
      add column pages jsonb not null default '[]'`.execute(db);
  await sql`
    create table directive_page (
      directive_id uuid not null references record,
      page integer not null,
      turn double precision not null default 0,
      content jsonb,
      primary key (directive_id, page)
    )`.execute(db);
}
