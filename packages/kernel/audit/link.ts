// What one link of the chain hashes: the row as PostgreSQL writes it, in one canonical JSON text.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';

/** A row of the audit as text, exactly as stored: microseconds, and jsonb in PostgreSQL's own canonical form. */
export type Line = { at: string; actor: string; verb: string; object: string | null; detail: string };
export type Link = Line & { seq: number; prev: Buffer; hash: Buffer };

/** The columns of a Line, to be selected from `audit_in` or `audit`. */
export const LINE = sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, verb, object, detail::text as detail`;

/** What the first row follows. */
export const GENESIS = Buffer.alloc(32);

/** sha256(prev || canonical row). An array has one spelling in JSON, so the row is one. */
export const linkHash = (prev: Buffer, seq: number, { at, actor, verb, object, detail }: Line): Buffer =>
  createHash('sha256')
    .update(prev)
    .update(JSON.stringify([seq, at, actor, verb, object, detail]))
    .digest();
