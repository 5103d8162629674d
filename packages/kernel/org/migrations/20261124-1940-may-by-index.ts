// The question what one may is asked by policies row after row: it walks the indexes of posts and stand-ins, with a plan that is kept.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create or replace function ctx_may(permission text) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
    declare
      me constant uuid := ctx_person();
      today constant date := (ctx_now() at time zone 'Asia/Shanghai')::date;
    begin
      return exists (
        select 1 from post p join role r on r.key = p.role
         where p.person_id = me and permission = any(r.permissions) and today between p.from_day and coalesce(p.to_day, 'infinity'))
      or exists (
        select 1 from absence a join post p on p.id = a.post_id join role r on r.key = p.role
         where a.stand_in_id = me and today between a.from_day and a.to_day
           and permission = any(r.permissions) and today between p.from_day and coalesce(p.to_day, 'infinity'));
    end $$`.execute(db);
}
