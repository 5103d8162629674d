// Deeds leave the outbox: each is called out to open screens and becomes one job for every reaction that waits for it.
import { sql } from 'kysely';
import { type KernelTables, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import { announce } from '../notify/announce.ts';

/** Something that happened to a record, as its outbox row tells it. */
export type Deed = {
  seq: number;
  timelineId: string;
  recordId: string;
  module: string;
  kind: string;
  action: string;
  from: string | null;
  to: string;
  unitId: string;
  actorId: string | null;
  actorName: string;
  at: Date;
};

const BATCH = 200;
const NOW = systemMember('outbox').actor;

/** Whether a reaction to `on` (`study.void`, `study.*`) waits for this deed. */
export const concerns = (on: string, { module, action }: Pick<Deed, 'module' | 'action'>): boolean =>
  on === `${module}.${action}` || on === `${module}.*`;

/**
 * Takes up to 200 deeds out of the outbox and asks for their reactions, in one transaction; gives how many. Several
 * servers may do it at once. `reactions` are looked at by their `name` and `on` only.
 */
export function takeDeeds(
  system: Database<KernelTables>,
  reactions: readonly { name: string; on: string }[],
): Promise<number> {
  return system
    .as(NOW)
    .transaction()
    .execute(async (trx) => {
      const { rows } = await sql<Omit<Deed, 'at'> & { at: Date }>`
        delete from outbox where seq in (select seq from outbox order by seq limit ${BATCH} for update skip locked)
        returning seq, timeline_id as "timelineId", record_id as "recordId", module, kind, action, from_state as "from", to_state as "to",
          unit_id as "unitId", actor_id as "actorId", actor_name as "actorName", at`.execute(trx);
      const deeds = rows.toSorted((a, b) => a.seq - b.seq);
      const jobs = deeds.flatMap((deed) =>
        reactions
          .filter(({ on }) => concerns(on, deed))
          .map(({ name }) => ({
            key: `react:${deed.timelineId}:${name}`,
            payload: JSON.stringify({ reaction: name, deed }),
          })),
      );
      if (jobs.length > 0)
        await sql`select job_push('react', job.payload, null, job.key)
          from unnest(${jobs.map(({ payload }) => payload)}::jsonb[], ${jobs.map(({ key }) => key)}::text[]) as job(payload, key)`.execute(
          trx,
        );
      await announce(
        trx,
        deeds.map(({ module, kind, recordId, action }) => ({ module, kind, id: recordId, action })),
      );
      return deeds.length;
    });
}

/** Moves what has become due at `now` into the queue; gives how many. */
export async function releaseDue(system: Database<KernelTables>, now: Date): Promise<number> {
  const { rows } = await sql`
    with due as (
      delete from job_later where id in (select id from job_later where run_at <= ${now}::timestamptz order by run_at limit ${BATCH} for update skip locked)
      returning task, payload, key)
    select job_push(task, payload, null, key) from due`.execute(system.as(NOW));
  return rows.length;
}
