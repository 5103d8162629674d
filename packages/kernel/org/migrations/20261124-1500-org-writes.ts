// What people may change in the directory themselves: units move and end, posts change hands, and each change is noted.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`alter table unit add column successor_id uuid references unit, add column closed_why text`.execute(db);
  await sql`
    alter table absence
      add column kind text not null default 'leave' check (kind in ('leave','illness','secondment','study','other')),
      add column noted_by_name text,
      add column noted_at timestamptz`.execute(db);
  await sql`create index absence_post on absence (post_id, from_day)`.execute(db);
  await sql`
    create table org_note (
      id uuid primary key,
      unit_id uuid not null references unit,
      person_id uuid references person,
      at timestamptz not null,
      by_name text not null,
      text text not null
    )`.execute(db);
  await sql`create index org_note_unit on org_note (unit_id, id)`.execute(db);
  await sql`create index org_note_person on org_note (person_id, id) where person_id is not null`.execute(db);

  // Asked by policies: read from posts and stand-ins here and now, so that nothing the program says can widen it.
  await sql`
    create function ctx_may(permission text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
      select exists (
        select 1 from post p join role r on r.key = p.role
         where permission = any(r.permissions)
           and (ctx_now() at time zone 'Asia/Shanghai')::date between p.from_day and coalesce(p.to_day, 'infinity')
           and (p.person_id = ctx_person()
             or exists (select 1 from absence a where a.post_id = p.id and a.stand_in_id = ctx_person()
                          and (ctx_now() at time zone 'Asia/Shanghai')::date between a.from_day and a.to_day)))
    $$`.execute(db);

  // 三员分立: whoever gives posts gives no rights, whoever gives rights gives none to himself, nobody is two administrators.
  await sql`
    create function post_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      admins constant text[] := array['systemAdmin','securityAdmin','auditAdmin'];
      rights boolean;
    begin
      if new.role = any(admins) and exists (
        select 1 from post o where o.person_id = new.person_id and o.id <> new.id and o.role = any(admins) and o.role <> new.role
           and o.from_day <= coalesce(new.to_day, 'infinity') and coalesce(o.to_day, 'infinity') >= new.from_day)
      then raise check_violation using constraint = 'post_one_administrator', message = 'one person is two administrators'; end if;
      if ctx_person() is null then return new; end if;
      rights := case when tg_op = 'INSERT' then new.role <> 'pending' or new.anchor_unit_id is not null or new.object_kinds <> '{}'
                else (new.role, new.anchor_unit_id, new.object_kinds) is distinct from (old.role, old.anchor_unit_id, old.object_kinds) end;
      if rights and (not ctx_may('org.roles') or new.person_id = ctx_person())
      then raise insufficient_privilege using message = 'rights of a post are given by the security administrator, to others'; end if;
      if (tg_op = 'INSERT' or (new.person_id, new.unit_id, new.title, new.leader, new.from_day, new.to_day)
            is distinct from (old.person_id, old.unit_id, old.title, old.leader, old.from_day, old.to_day))
         and not (ctx_may('org.people') or ctx_may('org.peopleAll'))
      then raise insufficient_privilege using message = 'posts are given by whoever keeps the people'; end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger post_guard before insert or update on post for each row execute function post_guard()`.execute(
    db,
  );

  // A duty ends with the post or the unit that owes it; spans that began before stay owed.
  await sql`
    create function debtor_ends() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if tg_table_name = 'post' then
        update duty set to_day = new.to_day where post_id = new.id and to_day is distinct from new.to_day;
      else
        update duty set to_day = new.closed_on where unit_id = new.id and (to_day is null or to_day > new.closed_on);
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger debtor_ends after update of to_day on post for each row
    when (old.to_day is distinct from new.to_day) execute function debtor_ends()`.execute(db);
  await sql`create trigger debtor_ends after update of closed_on on unit for each row
    when (new.closed_on is not null and old.closed_on is distinct from new.closed_on) execute function debtor_ends()`.execute(
    db,
  );

  // A unit moves with everything below it; what carries its scope is stamped anew by each table's own trigger.
  await sql`
    create function unit_move(moved uuid, under uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      below uuid[];
      t regclass;
    begin
      if ctx_person() is not null and not ctx_may('org.units')
      then raise insufficient_privilege using message = 'units are moved by the system administrator'; end if;
      select array_agg(descendant) into below from unit_closure where ancestor = moved;
      if under = any(below)
      then raise check_violation using constraint = 'unit_not_below_itself', message = 'a unit cannot stand below itself'; end if;
      update unit set parent_id = under where id = moved;
      delete from unit_closure where descendant = any(below) and not ancestor = any(below);
      insert into unit_closure select a.ancestor, d.descendant, a.depth + d.depth + 1
        from unit_closure a, unit_closure d where a.descendant = under and d.ancestor = moved;
      update unit u set
        county_id = coalesce((select c.county_id from unit_closure x join unit c on c.id = x.ancestor
                               where x.descendant = u.id and c.type = 'county' limit 1),
                             (select p.county_id from unit p where p.id = under)),
        station_id = (select s.id from unit_closure x join unit s on s.id = x.ancestor join unit p on p.id = s.parent_id
                       where x.descendant = u.parent_id and p.type = 'county' limit 1)
       where u.id = any(below);
      for t in select tgrelid::regclass from pg_trigger where tgfoid = 'scope_from_unit'::regproc and not tgisinternal loop
        execute format('update %s set unit_id = unit_id where unit_id = any($1)', t) using below;
      end loop;
    end $$`.execute(db);
}
