// Asking for work in the transaction of a deed: it is done if, and only if, the deed is.
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';

export type When = {
  /** By the told clock; at once where nothing is said. */
  runAt?: Date;
  /** What waits under the same key is replaced. */
  key?: string;
};

/** Asks for `task` (one that `startWork` was given) with `payload`, which must go through JSON. It may run more than once. */
export async function enqueue(ctx: Ctx, task: string, payload: object, { runAt, key }: When = {}): Promise<void> {
  await sql`select job_push(${task}::text, ${JSON.stringify(payload)}::jsonb, ${runAt ?? null}::timestamptz, ${key ?? null}::text)`.execute(
    ctx.db,
  );
}
