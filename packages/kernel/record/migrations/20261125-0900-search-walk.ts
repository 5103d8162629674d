// Common words are found by walking the newest records, rare ones by the index of pairs: either way in milliseconds.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`create index search_county on search_doc (county_id, record_id)`.execute(db);
  await sql`create index search_unit on search_doc (unit_id, record_id)`.execute(db);
  await sql`
    create function search_fits(body text, words text[]) returns boolean language sql immutable as $$
      select not exists (select 1 from unnest(words) w where position(w in body) = 0) $$`.execute(db);
  // A common word fills the list from the newest few thousand records of one's scope, where its posting list would be most of the
  // index; what the walk does not fill is rare enough for the index. Whoever sees a few units has few records: they are walked whole.
  await sql`
    create or replace function search_ids(query tsquery, words text[], most int) returns setof uuid
    language plpgsql stable security definer set search_path = public, pg_temp as $$
    declare
      counties constant int[] := ctx_ints('app.counties');
      stations constant uuid[] := ctx_uuids('app.stations');
      units constant uuid[] := ctx_uuids('app.units');
      kinds constant text[] := ctx_texts('app.kinds');
      granted constant uuid[] := ctx_granted();
      far constant int := greatest(3000, 10 * most);
      few constant boolean := counties = '{}' and stations = '{}' and kinds = '{}' and cardinality(units) <= 20;
      found uuid[];
    begin
      if few then
        found := array(select s.record_id from search_doc s where s.unit_id = any(units) and search_fits(s.body, words)
                        order by s.record_id desc limit most);
      elsif cardinality(counties) = 1 then
        found := array(select n.record_id from (select s.record_id, s.body from search_doc s where s.county_id = counties[1]
                                                 order by s.record_id desc limit far) n
                        where search_fits(n.body, words) order by n.record_id desc limit most);
      elsif cardinality(counties) > 1 then
        found := array(select n.record_id from (select s.record_id, s.body, s.county_id from search_doc s
                                                 order by s.record_id desc limit far) n
                        where n.county_id = any(counties) and search_fits(n.body, words) order by n.record_id desc limit most);
      end if;
      if few or cardinality(found) >= most then
        return query select u.id from (select unnest(found) as id
            union select s.record_id from search_doc s where s.record_id = any(granted) and search_fits(s.body, words)) u
          order by u.id desc limit most;
        return;
      end if;
      -- Materialised: or else the order by identity would tempt the planner to walk all there is.
      return query with hit as materialized (select s.* from search_doc s where s.grams @@ query)
        select h.record_id from hit h
         where search_fits(h.body, words)
           and (h.county_id = any(counties) or h.station_id = any(stations) or h.unit_id = any(units)
             or h.object_kind = any(kinds) or h.record_id = any(granted))
         order by h.record_id desc limit most;
    end $$`.execute(db);
}
