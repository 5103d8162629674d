// What reading needs of the server: the job asked for, and patience in a transaction.
import type { Ctx } from '@anlan/kernel/ctx';
import { enqueue } from '@anlan/kernel/job';
import { sql } from 'kysely';

export const JOB = 'directives.read';
/** The database gives up a transaction that is silent for ten seconds. */
const HEARTBEAT_MS = 2_000;

/** Asks for the next page to be read. One page at a time for the whole server: reading never crowds out other work. */
export const resume = (ctx: Ctx): Promise<void> => enqueue(ctx, JOB, {}, { key: JOB });

/** Waits for long work, letting the database hear that the transaction is still wanted. */
export async function meanwhile<T>(ctx: Ctx, work: Promise<T>): Promise<T> {
  let heard: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    heard = sql`select 1`.execute(ctx.db).catch(() => {});
  }, HEARTBEAT_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    await heard;
  }
}
