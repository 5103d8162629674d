// Names are looked for among all people at once; who of those found is seen is judged afterwards, of these few alone.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create function person_named(part text) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
      select id from person where position(part in name) > 0 $$`.execute(db);
}
