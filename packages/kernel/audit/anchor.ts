// Anchors the audit outside the database: signs a tree head every so many rows or minutes and sends it to where no one here reaches.
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Clock, type Ctx, type KernelTables, localDay, makeCtx, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import type { FileStore } from '../file/store.ts';
import { enqueue } from '../job/enqueue.ts';
import { peopleAs, tell } from '../notify/tell.ts';
import { CHECKPOINT } from '../notify/types.ts';
import { settings } from '../setting/index.ts';
import { appendTo } from './folder.ts';
import type { AuditKey, TreeHead } from './head.ts';
import type { AuditTables, Target } from './tables.ts';
import { Tree } from './tree.ts';

/** The job that sends a head to the second host. */
export const HOST = 'audit.host';

const LOCK = 7_201_181;
const BATCH = 10_000;
/** Between two looks while nothing is chained, milliseconds. */
const LOOK_MS = 15_000;

export type Anchor = {
  /** Makes a checkpoint when one is due; `moved` says that rows were chained just now. One server at a time. */
  look(moved: boolean): Promise<void>;
};
export type AnchorOptions = {
  system: Database<KernelTables>;
  clock: Clock;
  store: FileStore;
  key: AuditKey;
  /** The data folder. */
  dir: string;
};

/** Where checkpoints are kept by default, beside the database and not in it. */
export const checkpointFolder = (dir: string) => join(dir, 'checkpoints');

export function openAnchor(options: AnchorOptions): Anchor {
  const { system, clock, store } = options;
  let lookedAt = 0;
  return {
    async look(moved) {
      if (!moved && Date.now() - lookedAt < LOOK_MS) return;
      lookedAt = Date.now();
      const me = systemMember('audit');
      await system
        .as(me.actor)
        .transaction()
        .execute(async (trx) => {
          const ctx = makeCtx(trx, me, clock, store);
          if (await isDue(ctx)) await makeCheckpoint(ctx, options);
        });
    },
  };
}

const own = (ctx: Ctx) => ctx.db.withTables<AuditTables>();

/** Enough rows, or rows that have waited long enough, and no other server at it. */
async function isDue(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ waiting: number; since: Date | null }>`
    with last as (select coalesce(max(seq), 0) as seq from audit_checkpoint)
    select (coalesce((select max(a.seq) from audit a), 0) - last.seq)::int as waiting,
           (select a.at from audit a where a.seq = last.seq + 1) as since from last`.execute(ctx.db);
  const { waiting, since } = rows[0]!;
  if (waiting <= 0) return false;
  const { 'audit.rows': most, 'audit.minutes': minutes } = await settings(ctx.db);
  const longest = minutes * 60_000;
  if (waiting < most && since && ctx.now.getTime() - since.getTime() < longest) return false;
  const lock = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as got`.execute(ctx.db);
  return lock.rows[0]!.got;
}

async function makeCheckpoint(ctx: Ctx, { key, dir }: AnchorOptions) {
  const last = await own(ctx)
    .selectFrom('audit_checkpoint')
    .select(['seq', 'edge', 'at'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const tree = new Tree(last?.seq ?? 0, last?.edge);
  const end = await grow(ctx.db, tree);
  if (!end) return;
  const head = key.sign({
    size: tree.size,
    root: tree.root.toString('hex'),
    head: end.toString('hex'),
    at: ctx.now.toISOString(),
  });
  const { 'audit.folder': second, 'audit.host': host } = await settings(ctx.db);
  await note(ctx, 'folder', head.size, await kept(head, [checkpointFolder(dir), ...(second ? [second] : [])]));
  await own(ctx)
    .insertInto('audit_checkpoint')
    .values({ seq: head.size, at: ctx.now, line: JSON.stringify(head), edge: tree.edge })
    .execute();
  if (host) await enqueue(ctx, HOST, { seq: head.size }, { key: HOST });
  else await own(ctx).deleteFrom('audit_sent').where('target', '=', 'host').execute();
  // Once a day is enough for people; what they were sent yesterday vouches for everything before.
  if (!last || localDay(last.at) !== ctx.today) await tellAuditors(ctx, head);
}

/** Adds the rows that came since; gives the hash of the last, or null where none came. */
async function grow(db: Kysely<KernelTables>, tree: Tree): Promise<Buffer | null> {
  let end: Buffer | null = null;
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .select('hash')
      .where('seq', '>', tree.size)
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    for (const { hash } of rows) tree.add((end = hash));
    if (rows.length < BATCH) return end;
  }
}

/** Writes a head to every folder; gives what the first that failed said, or null. */
async function kept(head: TreeHead, folders: readonly string[]): Promise<string | null> {
  const tried = await Promise.allSettled(folders.map((folder) => appendTo(folder, head)));
  const at = tried.findIndex(({ status }) => status === 'rejected');
  if (at < 0) return null;
  const { code, message } = (tried[at] as PromiseRejectedResult).reason as NodeJS.ErrnoException;
  return `检查点写不进 ${folders[at]}（${code ?? message}），请检查这个文件夹和所在磁盘。`;
}

/** The head in full to those who keep the audit: in their inbox and, where the bureau has a gateway, out of the building. */
async function tellAuditors(ctx: Ctx, head: TreeHead) {
  const gate = await sql<{ on: boolean }>`select exists (select 1 from gateway where enabled) as on`.execute(ctx.db);
  await tell(ctx, {
    people: await peopleAs(ctx, ['auditAdmin']),
    title: `审计检查点：记到第 ${head.size} 条，树根 ${head.root}，签名 ${head.signature}`,
    body: `${JSON.stringify(head)}\n请留存这一条：日后核验审计时，它能证明第 ${head.size} 条及以前的记录没有被改动。`,
    type: CHECKPOINT,
    cause: `checkpoint:${head.size}:${head.root}`,
  });
  if (gate.rows[0]!.on) await note(ctx, 'gateway', head.size, null);
  else await own(ctx).deleteFrom('audit_sent').where('target', '=', 'gateway').execute();
}

/** Notes how it went with one target. */
export async function note(ctx: Pick<Ctx, 'db' | 'now'>, target: Target, seq: number, error: string | null) {
  const said = { seq, at: ctx.now, error };
  await ctx.db
    .withTables<AuditTables>()
    .insertInto('audit_sent')
    .values({ target, ...said })
    .onConflict((oc) => oc.column('target').doUpdateSet(said))
    .execute();
}
