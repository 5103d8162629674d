// Settings with their source, and the days on which the nightly pass has run.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`create table setting (key text primary key, value jsonb not null, label text not null, source text not null, updated_at timestamptz not null)`.execute(
    db,
  );
  await sql`create table nightly_run (day date primary key, at timestamptz not null)`.execute(db);
}
