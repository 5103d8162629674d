// How a deed that has happened is called out to every server that has screens open.
import { type Kysely, sql } from 'kysely';
import type { KernelTables } from '../ctx/index.ts';

export const DEED = 'deed';
export const INBOX = 'inbox';
/** Sessions ended or were given another token: whoever has a screen open is asked again who he is. */
export const SESSION = 'session';

/** What a screen needs to know of a deed to ask for what changed. */
export type DeedEvent = { module: string; kind: string; id: string; action: string };

/** A notification carries 8,000 bytes at most. */
const PER_CALL = 40;

/**
 * Calls deeds out when the transaction commits. The deeds' own transactions do not: NOTIFY makes commits wait for each
 * other, which would cost the writers two thirds of their speed; the worker calls out what it takes from the outbox.
 */
export async function announce(db: Kysely<KernelTables>, deeds: readonly DeedEvent[]): Promise<void> {
  for (let from = 0; from < deeds.length; from += PER_CALL) {
    const payload = deeds
      .slice(from, from + PER_CALL)
      .map(({ module, kind, id, action }) => [module, kind, id, action]);
    await sql`select pg_notify(${DEED}::text, ${JSON.stringify(payload)}::text)`.execute(db);
  }
}

/** The deeds of one notification. */
export const heard = (payload: string): DeedEvent[] =>
  (JSON.parse(payload) as [string, string, string, string][]).map(([module, kind, id, action]) => ({
    module,
    kind,
    id,
    action,
  }));
