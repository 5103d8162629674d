// What every handler, effect and job is given: the database as this person, who that is, and what day it is.
import type { Day } from '@anlan/contract';
import type { Kysely } from 'kysely';
import { type Actor, systemActor } from '../db/index.ts';
import type { FileStore } from '../file/store.ts';
import type { KernelTables } from './tables.ts';

export type * from './tables.ts';

/** Tells the time; tests and demonstrations move it. Nothing recorded uses any other clock. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** The local date in Asia/Shanghai (UTC+8, no summer time) of an instant. */
export const localDay = (at: Date): Day => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** An instant in ISO 8601 with the offset of Asia/Shanghai. */
export const localIso = (at: Date) => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`;

/** A post someone holds today, by right or as a stand-in. */
export type Held = {
  postId: string;
  unitId: string;
  unitName: string;
  title: string;
  role: string;
  leader: boolean;
  standInFor: string | null;
};

/** Who acts: identity, scope (in `actor`) and permissions, resolved in one place (access). */
export type Member = {
  personId: string;
  name: string;
  account: string;
  actor: Actor;
  may: ReadonlySet<string>;
  held: readonly Held[];
  /** Signed in with a password that somebody else made: nothing is seen or done before it is changed. */
  mustChange?: true;
  /** An administrator without a second factor: nothing is seen or done before it is enrolled. */
  mustEnrol?: true;
  /** The session asked in, and when the second factor was last shown in it; none outside requests. */
  session?: { id: string; provedAt: Date | null };
};

export type Ctx = {
  /** The database as `me`: row-level security sees nobody else. */
  db: Kysely<KernelTables>;
  me: Member;
  now: Date;
  today: Day;
  /** Bytes of files by content hash. */
  store: FileStore;
  /** 历史补录: records made in this context stand marked, and their facts are not late for being recorded only now. */
  backfill?: boolean;
};

/** A context for work that no person asked for: `system:nightly`, `system:reactions`. Runs under the worker's role. */
export function systemMember(name: string): Member {
  const actor = systemActor(name);
  return {
    personId: '00000000-0000-0000-0000-000000000000',
    name: '系统',
    account: actor.name,
    actor,
    may: new Set(),
    held: [],
  };
}

export const makeCtx = (db: Kysely<KernelTables>, me: Member, clock: Clock, store: FileStore): Ctx => {
  const now = clock.now();
  return { db, me, now, today: localDay(now), store };
};

/** The same context on a transaction. */
export const within = (ctx: Ctx, trx: Kysely<KernelTables>): Ctx => ({ ...ctx, db: trx });
