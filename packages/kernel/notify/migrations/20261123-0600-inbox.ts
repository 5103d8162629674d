// One inbox per person; the same cause makes one message. People are told through one function, which also wakes the
// screens that are open.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table inbox (
      id uuid primary key,
      person_id uuid not null references person,
      title text not null,
      body text not null default '',
      record_id uuid,
      module text,
      kind text,
      at timestamptz not null,
      read_at timestamptz,
      cause text not null,
      unique (person_id, cause)
    )`.execute(db);
  await sql`create index inbox_person on inbox (person_id, at desc, id desc)`.execute(db);
  await sql`create index inbox_unread on inbox (person_id) where read_at is null`.execute(db);
  // Whoever tells somebody cannot read what others were told, so the row is written with the owner's rights. The names
  // in a notification are cut into pieces because it carries 8,000 bytes at most.
  await sql`
    create function inbox_put(ids uuid[], people uuid[], title text, body text, record_id uuid, module text, kind text, at timestamptz, cause text)
    returns void language plpgsql security definer set search_path = public, pg_temp as $$
    declare part text;
    begin
      if not ctx_known() then raise insufficient_privilege using message = 'a message without an actor'; end if;
      for part in
        with told as (
          insert into inbox (id, person_id, title, body, record_id, module, kind, at, cause)
            select p.id, p.person_id, inbox_put.title, inbox_put.body, inbox_put.record_id, inbox_put.module, inbox_put.kind, inbox_put.at, inbox_put.cause
              from unnest(ids, people) as p(id, person_id) order by p.person_id
          on conflict do nothing
          returning inbox.person_id
        ), numbered as (select told.person_id, row_number() over () / 200 as n from told)
        select string_agg(numbered.person_id::text, ',') from numbered group by n
      loop
        perform pg_notify('inbox', part);
      end loop;
    end $$`.execute(db);
}
