// Who changed a setting last and why; and which permissions the store has met, so that one taken from every role stays taken.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`alter table setting add column changed_by_name text, add column changed_reason text`.execute(db);
  await sql`create table permission_met (key text primary key)`.execute(db);
}
