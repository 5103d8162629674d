// How a deed writes its audit line: in its own transaction, through the one function that may.
import { type Kysely, sql } from 'kysely';
import type { KernelTables } from '../ctx/index.ts';

/**
 * Records that the acting person did `verb` (`study.hold`) to `object` (an id). Fails, and the deed with it, when nobody
 * acts. `detail` holds ids, states and numbers, never names, telephone numbers or texts of people.
 */
export async function push(
  { db, now }: { db: Kysely<KernelTables>; now: Date },
  verb: string,
  object: string | null,
  detail: Record<string, unknown>,
): Promise<void> {
  await sql`select audit_push(${now}::timestamptz, ${verb}::text, ${object}::text, ${detail}::jsonb)`.execute(db);
}
