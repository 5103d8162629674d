// A password that somebody else chose is changed at the first sign-in; who made an account, and why it was closed.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    alter table account
      add column must_change boolean not null default false,
      add column disabled_why text,
      add column made_by_name text`.execute(db);
}
