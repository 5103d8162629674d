// Units with their closure, groups, people, posts and absences.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table unit (
      id uuid primary key,
      parent_id uuid references unit,
      name text not null,
      short_name text not null,
      type text not null check (type in ('bureau','section','affiliated','county','countySection','township','venue')),
      county_id int not null,
      station_id uuid,
      object_kind text,
      sort int not null default 0,
      opened_on date not null,
      closed_on date
    )`.execute(db);
  await sql`create unique index unit_name on unit (name) where closed_on is null`.execute(db);
  await sql`create index unit_parent on unit (parent_id, sort)`.execute(db);
  await sql`create table unit_alias (unit_id uuid not null references unit, name text not null, primary key (name, unit_id))`.execute(
    db,
  );
  await sql`create table unit_closure (ancestor uuid not null, descendant uuid not null, depth int not null, primary key (ancestor, descendant))`.execute(
    db,
  );
  await sql`create index unit_closure_up on unit_closure (descendant, ancestor)`.execute(db);
  await sql`
    create function unit_place() returns trigger language plpgsql security definer set search_path = public as $$
    begin
      -- The station is the unit directly below the county on the way up from a unit two or more levels below it.
      select u.id into new.station_id from unit_closure c join unit u on u.id = c.ancestor join unit p on p.id = u.parent_id
       where c.descendant = new.parent_id and p.type = 'county' limit 1;
      return new;
    end $$`.execute(db);
  await sql`create trigger unit_place before insert on unit for each row execute function unit_place()`.execute(db);
  await sql`
    create function unit_close() returns trigger language plpgsql security definer set search_path = public as $$
    begin
      insert into unit_closure values (new.id, new.id, 0);
      insert into unit_closure select ancestor, new.id, depth + 1 from unit_closure where descendant = new.parent_id;
      return null;
    end $$`.execute(db);
  await sql`create trigger unit_close after insert on unit for each row execute function unit_close()`.execute(db);
  // Every scoped row takes county and station from its unit, and the kind of object where it names none.
  await sql`
    create function scope_from_unit() returns trigger language plpgsql security definer set search_path = public as $$
    declare u unit;
    begin
      select * into u from unit where id = new.unit_id;
      if not found then raise foreign_key_violation using message = 'unit ' || new.unit_id || ' does not exist'; end if;
      new.county_id := u.county_id;
      new.station_id := u.station_id;
      new.object_kind := coalesce(new.object_kind, u.object_kind);
      return new;
    end $$`.execute(db);
  await sql`create table unit_group (id uuid primary key, name text not null unique, aliases text[] not null default '{}', rule jsonb not null, sort int not null default 0)`.execute(
    db,
  );
  await sql`create table person (id uuid primary key, name text not null, phone text, note text)`.execute(db);
  await sql`
    create table post (
      id uuid primary key,
      person_id uuid not null references person,
      unit_id uuid not null references unit,
      title text not null,
      role text not null,
      anchor_unit_id uuid references unit,
      object_kinds text[] not null default '{}',
      leader boolean not null default false,
      from_day date not null,
      to_day date,
      check (to_day is null or to_day >= from_day)
    )`.execute(db);
  await sql`create index post_person on post (person_id)`.execute(db);
  await sql`create index post_unit on post (unit_id)`.execute(db);
  await sql`
    create table absence (
      id uuid primary key,
      post_id uuid not null references post,
      from_day date not null,
      to_day date not null check (to_day >= from_day),
      reason text not null,
      stand_in_id uuid references person
    )`.execute(db);
  await sql`create index absence_stand_in on absence (stand_in_id)`.execute(db);
}
