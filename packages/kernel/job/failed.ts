// Jobs that failed for good stay where they are, are told to the system administrators, and can be taken up again.
import { sql } from 'kysely';
import { type KernelTables, makeCtx, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import { peopleAs, tell } from '../notify/index.ts';
import type { Duties } from './tasks.ts';

/** `what` names the reaction, pass or task; `why` is the last error. */
export type FailedJob = { id: number; what: string; attempts: number; why: string; since: Date };

const ACTOR = systemMember('jobs').actor;

/** Every job that has used up its attempts, oldest first. */
export async function failedJobs(system: Database<KernelTables>): Promise<FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    select id, attempts, coalesce(last_error, '') as why, run_at as since,
           concat_ws(' ', payload->>'task', payload->'payload'->>'reaction', payload->'payload'->>'day') as what
      from graphile_worker._private_jobs
     where not is_available and locked_at is null order by id`.execute(system.as(ACTOR));
  return rows;
}

/** Gives failed jobs all their attempts again, from now. */
export async function retryJobs(system: Database<KernelTables>, ids: readonly number[]): Promise<void> {
  await sql`
    update graphile_worker._private_jobs set attempts = 0, run_at = now()
     where id = any(${[...ids]}::bigint[]) and not is_available and locked_at is null`.execute(system.as(ACTOR));
}

/**
 * Tells the system administrators of every job that failed for good, once each time it has. They see that it failed and
 * where, not what it was about: they see no business.
 */
export async function tellFailed({ system, clock, store }: Duties): Promise<void> {
  const jobs = await failedJobs(system);
  if (jobs.length === 0) return;
  const me = systemMember('jobs');
  await system
    .as(me.actor)
    .transaction()
    .execute(async (trx) => {
      const ctx = makeCtx(trx, me, clock, store);
      const people = await peopleAs(ctx, ['systemAdmin']);
      for (const { id, what, attempts, since } of jobs)
        await tell(ctx, {
          people,
          title: `后台任务失败：${what}`,
          body: `第 ${id} 号后台任务已试 ${attempts} 次仍未成功，后续处理没有完成。请查看服务器日志，排除原因后重新执行。`,
          cause: `job:${id}:${since.toISOString()}`,
        });
    });
}
