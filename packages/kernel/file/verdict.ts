// Nothing leaves the store, and nothing is read, before the scanner for malware has said that it may; where there is none, all may.
import { Problem } from '@anlan/contract';
import { push } from '../audit/index.ts';
import { type Ctx, type KernelTables, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import { enqueue } from '../job/enqueue.ts';
import type { Task } from '../job/tasks.ts';
import { type Verdict, scan, scannerAt } from './scanner.ts';

const TASK = 'file.scan';
const AGAIN_MS = 60_000;
const AT_ONCE = 100;

export type Standing = { name: string; verdict: 'none' | 'pending' | 'clean' | 'found' };

/** @throws 409 `file-pending`, 410 `file-malware` with what to do */
export function needSafe({ name, verdict }: Standing): void {
  if (verdict === 'pending')
    throw new Problem(
      'file-pending',
      409,
      `「${name}」正在查毒，查完才能打开。请稍后再试；一直这样，请联系系统管理员检查杀毒服务。`,
    );
  if (verdict === 'found') throw malware(name);
}

export const malware = (name: string) =>
  new Problem(
    'file-malware',
    410,
    `「${name}」查出病毒，已经隔离，不能打开。请用杀毒软件检查来源电脑，换一份干净的文件再上传。`,
  );

/** What may be said of bytes that just came in; a scanner out of reach leaves them pending. */
export async function judge(ctx: Ctx, sha256: string): Promise<{ verdict: Standing['verdict']; found: string | null }> {
  const at = scannerAt();
  if (!at) return { verdict: 'none', found: null };
  const said = await scan(at, ctx.store.read(sha256)).catch((): null => null);
  return said === null ? { verdict: 'pending', found: null } : rowOf(said);
}

const rowOf = (said: Verdict) => ({ verdict: said.verdict, found: said.verdict === 'found' ? said.name : null });

/** Asks for what is pending to be scanned, in a minute. */
export const scanLater = (ctx: Ctx): Promise<void> =>
  enqueue(ctx, TASK, {}, { key: TASK, runAt: new Date(ctx.now.getTime() + AGAIN_MS) });

/** The job: scans what is pending, oldest first; a scanner out of reach is asked again later. */
export const scanTask: Task = {
  name: TASK,
  async run(ctx) {
    const at = scannerAt();
    const waiting = await ctx.db
      .selectFrom('file')
      .select(['id', 'sha256'])
      .where('verdict', '=', 'pending')
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    for (const { id, sha256 } of at ? waiting : []) {
      const said = await scan(at!, ctx.store.read(sha256)).catch((): null => null);
      if (!said) break;
      await ctx.db.updateTable('file').set(rowOf(said)).where('id', '=', id).execute();
      if (said.verdict === 'found') await push(ctx, 'file.quarantine', id, { sha256, found: said.name });
    }
    if (await pending(ctx.db)) await scanLater(ctx);
  },
};

const pending = async (db: Ctx['db']): Promise<number> => {
  const row = await db
    .selectFrom('file')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('verdict', '=', 'pending')
    .executeTakeFirstOrThrow();
  return Number(row.n);
};

/** For whoever runs the server: whether there is a scanner, and how many files wait for it. */
export const scannerState = async (
  system: Database<KernelTables>,
): Promise<{ configured: boolean; pending: number }> => ({
  configured: scannerAt() !== null,
  pending: await pending(system.as(systemMember('scan').actor)),
});
