// Messages have a kind that a person may switch off, and go through a gateway where the bureau has set one up.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`alter table inbox add column type text not null default 'system'`.execute(db);
  await sql`update inbox set type = module where module is not null`.execute(db);
  await sql`
    create table notice_off (
      person_id uuid not null references person,
      type text not null,
      primary key (person_id, type)
    )`.execute(db);
  await sql`
    create table gateway (
      one boolean primary key default true check (one),
      url text not null,
      secret text not null,
      enabled boolean not null default false,
      updated_at timestamptz not null,
      updated_by_name text not null
    )`.execute(db);
  await sql`drop function inbox_put(uuid[], uuid[], text, text, uuid, text, text, timestamptz, text)`.execute(db);
  // What the system says of itself (a job that failed) is never sent on: a gateway that fails must not feed itself.
  await sql`
    create function inbox_put(ids uuid[], people uuid[], title text, body text, record_id uuid, module text, kind text, at timestamptz, cause text, type text)
    returns void language plpgsql security definer set search_path = public, pg_temp as $$
    declare fresh uuid[]; who uuid[]; one uuid;
    begin
      if not ctx_known() then raise insufficient_privilege using message = 'a message without an actor'; end if;
      with told as (
        insert into inbox (id, person_id, title, body, record_id, module, kind, at, cause, type)
          select p.id, p.person_id, inbox_put.title, inbox_put.body, inbox_put.record_id, inbox_put.module, inbox_put.kind, inbox_put.at, inbox_put.cause, inbox_put.type
            from unnest(ids, people) as p(id, person_id)
           where not exists (select 1 from notice_off o where o.person_id = p.person_id and o.type = inbox_put.type)
           order by p.person_id
        on conflict do nothing
        returning inbox.id, inbox.person_id
      ) select array_agg(told.id), array_agg(told.person_id) into fresh, who from told;
      if fresh is null then return; end if;
      for n in 0 .. (array_length(who, 1) - 1) / 200 loop
        perform pg_notify('inbox', array_to_string(who[n * 200 + 1 : n * 200 + 200], ','));
      end loop;
      if inbox_put.type <> 'system' and exists (select 1 from gateway where gateway.enabled) then
        foreach one in array fresh loop
          perform job_push('notify.gateway', jsonb_build_object('id', one), null, 'gateway:' || one);
        end loop;
      end if;
    end $$`.execute(db);
}
