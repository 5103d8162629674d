// Work that is asked for in the transaction of a deed: the door into the queue, what is due later, and what has reacted.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table job_later (
      id bigint generated always as identity primary key,
      task text not null,
      payload jsonb not null,
      run_at timestamptz not null,
      key text unique
    )`.execute(db);
  await sql`create index job_later_due on job_later (run_at)`.execute(db);
  await sql`
    create table reaction_done (
      timeline_id uuid not null,
      reaction text not null,
      at timestamptz not null,
      primary key (timeline_id, reaction)
    )`.execute(db);
  await sql`create index reaction_done_at on reaction_done (at)`.execute(db);
  // The roles of the program own nothing in the queue's schema. What is due later waits here, by the told clock; the
  // queue only ever holds what may run now. A key replaces what waits under it.
  await sql`
    create function job_push(task text, payload jsonb, run_at timestamptz, key text) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if not ctx_known() then raise insufficient_privilege using message = 'a job without an actor'; end if;
      delete from job_later where job_later.key = job_push.key;
      if run_at > ctx_now() then
        perform graphile_worker.remove_job(key) where key is not null;
        insert into job_later (task, payload, run_at, key) values (task, payload, run_at, key);
      else
        perform graphile_worker.add_job('anlan', json_build_object('task', task, 'payload', payload),
          job_key => key, max_attempts => 10);
      end if;
    end $$`.execute(db);
}
