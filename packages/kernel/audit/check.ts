// The audit looks at itself: once a week and when asked, with its verdict kept and a fault told to those who keep it.
import { type Ctx, type KernelTables, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import { enqueue } from '../job/enqueue.ts';
import type { Nightly, Task } from '../job/tasks.ts';
import { peopleAs, tell } from '../notify/tell.ts';
import { settings } from '../setting/index.ts';
import { push } from './push.ts';
import { checkpointFolder } from './anchor.ts';
import { type Kept, joined, readFolder } from './folder.ts';
import type { AuditKey } from './head.ts';
import type { ClosedKind } from './sealed.ts';
import type { AuditTables } from './tables.ts';
import { verifyIn } from './verify.ts';

const CHECK = 'audit.check';
const MONDAY = 1;

/** Asks for the whole audit to be looked through; asked twice, it is done once. */
export async function askCheck(ctx: Ctx): Promise<void> {
  await enqueue(ctx, CHECK, {}, { key: CHECK });
  await push(ctx, CHECK, null, {});
}

/** In the night before every Monday. */
export const weeklyCheck: Nightly = {
  name: CHECK,
  run: async (ctx) => {
    if (new Date(`${ctx.today}T00:00:00Z`).getUTCDay() === MONDAY) await askCheck(ctx);
  },
};

/** Everything that is kept outside, in the folder of the installation and in the second one. */
export async function keptOutside(ctx: Pick<Ctx, 'db'>, dir: string): Promise<Kept> {
  const { 'audit.folder': second } = await settings(ctx.db);
  const kept = await Promise.all([checkpointFolder(dir), ...(second ? [second] : [])].map(readFolder));
  return joined(kept);
}

type CheckOptions = { system: Database<KernelTables>; key: AuditKey; dir: string; closed: readonly ClosedKind[] };

export const checkTask = ({ system, key, dir, closed }: CheckOptions): Task => ({
  name: CHECK,
  async run(ctx) {
    const kept = await keptOutside(ctx, dir);
    // On connections of its own: it may take a minute, and the job's transaction must not lie idle as long.
    const verdict = await verifyIn(system.as(systemMember('audit').actor) as never, {
      kept,
      trusted: [key.publicKey],
      closed,
    });
    await ctx.db
      .withTables<AuditTables>()
      .insertInto('audit_verdict')
      .values({
        at: ctx.now,
        rows: verdict.rows,
        ok: verdict.ok,
        seq: verdict.ok ? null : verdict.seq,
        why: verdict.ok ? null : verdict.why,
      })
      .execute();
    if (!verdict.ok)
      await tell(ctx, {
        people: await peopleAs(ctx, ['auditAdmin']),
        title: '审计核验没有通过',
        body: `${verdict.why}请保护现场、停止写入，并与留存在外的检查点核对。`,
        cause: `audit:${verdict.seq}:${ctx.today}`,
      });
  },
});
