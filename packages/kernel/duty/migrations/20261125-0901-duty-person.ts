// What a leader owes is found by the leader.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`create index duty_person on duty (person_id) where person_id is not null`.execute(db);
}
