// Every line of a record's life keeps the record as it stood after it: what was known when can be read again.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`alter table timeline add column stood jsonb`.execute(db);
}
