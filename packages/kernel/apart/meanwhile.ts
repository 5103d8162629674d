// Patience in a transaction: long work outside the database must not look like a transaction that was forgotten.
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';

/** The database gives up a transaction that is silent for ten seconds. */
const HEARTBEAT_MS = 2_000;

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
