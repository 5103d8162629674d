// The audit as whoever keeps it reads it: who did what to which object and when; row security shows it to nobody else.
import { sql } from 'kysely';
import { type Ctx, localIso } from '../ctx/index.ts';
import type { AuditTables } from './tables.ts';

/** Every part is optional; days are local, both included. `before` is the number of the last row of the page before. */
export type AuditQuery = {
  personId?: string | undefined;
  verb?: string | undefined;
  object?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  before?: number | undefined;
  limit: number;
};

/** `actor` is a person's id or `system:<task>`; `actorName` is null for what the system did by itself. */
export type AuditLine = {
  seq: number;
  at: string;
  actor: string;
  actorName: string | null;
  verb: string;
  object: string | null;
  detail: unknown;
};

/** A page of the audit, newest first. */
export async function searchAudit(ctx: Ctx, q: AuditQuery): Promise<{ items: AuditLine[]; next: number | null }> {
  let rows = ctx.db
    .selectFrom('audit')
    .leftJoin('person', (join) => join.on(sql`person.id::text`, '=', sql.ref('audit.actor')))
    .select(['audit.seq', 'audit.at', 'audit.actor', 'audit.verb', 'audit.object', 'audit.detail', 'person.name'])
    .orderBy('audit.seq', 'desc')
    .limit(q.limit + 1);
  if (q.personId) rows = rows.where('audit.actor', '=', q.personId);
  if (q.verb) rows = rows.where('audit.verb', '=', q.verb);
  if (q.object) rows = rows.where('audit.object', '=', q.object);
  if (q.from) rows = rows.where(sql<boolean>`audit.at >= (${q.from}::date)::timestamp at time zone 'Asia/Shanghai'`);
  if (q.to) rows = rows.where(sql<boolean>`audit.at < (${q.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`);
  if (q.before) rows = rows.where('audit.seq', '<', q.before);
  const found = await rows.execute();
  const items = found.slice(0, q.limit).map((r) => ({
    seq: r.seq,
    at: localIso(r.at),
    actor: r.actor,
    actorName: r.name,
    verb: r.verb,
    object: r.object,
    detail: r.detail,
  }));
  return { items, next: found.length > q.limit ? items.at(-1)!.seq : null };
}

/** The last verdicts of the audit on itself, newest first. */
export async function verdicts(ctx: Ctx, limit: number) {
  const rows = await ctx.db
    .withTables<AuditTables>()
    .selectFrom('audit_verdict')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((r) => ({ at: localIso(r.at), rows: r.rows, ok: r.ok, seq: r.seq, why: r.why }));
}
