// What reading needs of the server: the job asked for, the bytes, and patience in a transaction.
import type { Ctx } from '@anlan/kernel/ctx';
import { enqueue } from '@anlan/kernel/job';
import { sql } from 'kysely';

export const JOB = 'directives.read';
/** The database gives up a transaction that is silent for ten seconds. */
const HEARTBEAT_MS = 2_000;

/** Asks for the next page to be read. One page at a time for the whole server: reading never crowds out other work. */
export const resume = (ctx: Ctx): Promise<void> => enqueue(ctx, JOB, {}, { key: JOB });

/** All bytes of a stored file. */
export async function bytesOf(ctx: Ctx, sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.store.read(sha256)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

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
