// What the scanner for malware said of a file; what came before there was one stays as it was.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    alter table file add column verdict text not null default 'none'
      check (verdict in ('none', 'pending', 'clean', 'found')), add column found text`.execute(db);
  await sql`create index file_pending on file (id) where verdict = 'pending'`.execute(db);
}
