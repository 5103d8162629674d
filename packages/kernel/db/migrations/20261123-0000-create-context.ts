// How SQL reads who acts: every policy goes through these functions. NULL and '' both mean nobody, because a setting
// that was once set reads '' afterwards, not NULL.
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function ctx_text(key text) returns text language sql stable parallel safe as
    $$ select nullif(current_setting(key, true), '') $$`.execute(db);
  await sql`create function ctx_ints(key text) returns int[] language sql stable parallel safe as
    $$ select coalesce(nullif(current_setting(key, true), ''), '{}')::int[] $$`.execute(db);
  await sql`create function ctx_uuids(key text) returns uuid[] language sql stable parallel safe as
    $$ select coalesce(nullif(current_setting(key, true), ''), '{}')::uuid[] $$`.execute(db);
  await sql`create function ctx_texts(key text) returns text[] language sql stable parallel safe as
    $$ select coalesce(nullif(current_setting(key, true), ''), '{}')::text[] $$`.execute(db);
  await sql`create function ctx_person() returns uuid language sql stable parallel safe as
    $$ select nullif(current_setting('app.person', true), '')::uuid $$`.execute(db);

  // The program's clock where it tells one, so that tests and demonstrations can move it.
  await sql`create function ctx_now() returns timestamptz language sql stable parallel safe as
    $$ select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$`.execute(db);

  // Somebody acts: a signed-in person, or the system itself.
  await sql`create function ctx_known() returns boolean language sql stable parallel safe as
    $$ select coalesce(current_setting('app.person', true) <> '' or current_setting('app.name', true) like 'system%', false) $$`.execute(
    db,
  );

  // The records explicitly granted to the acting person or to a unit he belongs to. It reads access_grant with its
  // owner's rights, and looks it up when called because the table belongs to a later migration.
  await sql`create function ctx_granted() returns uuid[] language plpgsql stable security definer
    set search_path = public, pg_temp as $$
    begin
      return coalesce((select array_agg(record_id) from access_grant
        where (person_id = ctx_person() or unit_id = any(ctx_uuids('app.own')))
          and (until is null or until > ctx_now())), '{}');
    end $$`.execute(db);
}
