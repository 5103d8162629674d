// What is known of checkpoints: the newest, an older one, the proof of one row, and whether they leave the building.
import { Problem } from '@anlan/contract';
import { type Ctx, type KernelTables, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import type { TreeHead } from './head.ts';
import type { AuditTables, Target } from './tables.ts';
import { pathOf } from './tree.ts';

const BATCH = 10_000;

/** When the last checkpoint was made, up to which row, and how it went with each target: `ok`, `off` or a sentence. */
export type CheckpointState = { at: Date | null; seq: number; sent: Record<Target, string> };

export async function checkpointState(ctx: Pick<Ctx, 'db'>): Promise<CheckpointState> {
  const db = ctx.db.withTables<AuditTables>();
  const [last, sent] = await Promise.all([
    db.selectFrom('audit_checkpoint').select(['seq', 'at']).orderBy('seq', 'desc').limit(1).executeTakeFirst(),
    db.selectFrom('audit_sent').select(['target', 'error']).execute(),
  ]);
  const how = (target: Target) => {
    const found = sent.find((s) => s.target === target);
    return found ? (found.error ?? 'ok') : 'off';
  };
  return {
    at: last?.at ?? null,
    seq: last?.seq ?? 0,
    sent: { folder: how('folder'), gateway: how('gateway'), host: how('host') },
  };
}

/** The newest signed head, or the first that covers row `seq`; null while there is none. */
export async function signedHead(ctx: Pick<Ctx, 'db'>, seq?: number): Promise<TreeHead | null> {
  const all = ctx.db.withTables<AuditTables>().selectFrom('audit_checkpoint').select('line').limit(1);
  const found = await (
    seq === undefined ? all.orderBy('seq', 'desc') : all.where('seq', '>=', seq).orderBy('seq')
  ).executeTakeFirst();
  return found ? (JSON.parse(found.line) as TreeHead) : null;
}

/** Signed heads, newest first, at most `limit` and older than row `before`. */
export async function signedHeads(ctx: Pick<Ctx, 'db'>, limit: number, before?: number): Promise<TreeHead[]> {
  const all = ctx.db
    .withTables<AuditTables>()
    .selectFrom('audit_checkpoint')
    .select('line')
    .orderBy('seq', 'desc')
    .limit(limit);
  const rows = await (before === undefined ? all : all.where('seq', '<', before)).execute();
  return rows.map((r) => JSON.parse(r.line) as TreeHead);
}

/**
 * What proves row `seq` to somebody outside: its hash, the path (RFC 6962) and the signed head it leads to. Reads every row hash below
 * that head once.
 * @throws 404 for a row that no checkpoint covers yet
 */
export async function proofOf(system: Database<KernelTables>, seq: number) {
  const db = system.as(systemMember('audit').actor);
  const [row, checkpoint] = await Promise.all([
    db.selectFrom('audit').select('hash').where('seq', '=', seq).executeTakeFirst(),
    signedHead({ db }, seq),
  ]);
  if (!row || !checkpoint) throw new Problem('no-proof', 404, '这一条还没有检查点，请在下一个检查点之后再试。');
  async function* hashes() {
    for (let at = 0; ; at += BATCH) {
      const rows = await db
        .selectFrom('audit')
        .select('hash')
        .where('seq', '>', at)
        .where('seq', '<=', Math.min(at + BATCH, checkpoint!.size))
        .orderBy('seq')
        .execute();
      for (const { hash } of rows) yield hash;
      if (at + BATCH >= checkpoint!.size) return;
    }
  }
  const path = await pathOf(seq - 1, checkpoint.size, hashes());
  return { seq, row: row.hash.toString('hex'), path: path.map((p) => p.toString('hex')), checkpoint };
}
