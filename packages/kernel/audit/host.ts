// The second host: each signed head by HTTPS to an address that others keep; what fails is tried again by the queue.
import type { Ctx, KernelTables } from '../ctx/index.ts';
import { systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import type { Task } from '../job/tasks.ts';
import { fetchOut } from '../outward/index.ts';
import { settings } from '../setting/index.ts';
import { HOST, note } from './anchor.ts';
import type { AuditKey } from './head.ts';
import type { AuditTables } from './tables.ts';

const PATIENCE_MS = 10_000;

/** Sends a head with the public key; whoever receives it checks the signature and keeps the line. */
export const hostTask = ({ system, key }: { system: Database<KernelTables>; key: AuditKey }): Task => ({
  name: HOST,
  async run(ctx, payload) {
    const { seq } = payload as { seq: number };
    const { 'audit.host': url } = await settings(ctx.db);
    const found = await ctx.db
      .withTables<AuditTables>()
      .selectFrom('audit_checkpoint')
      .select('line')
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (!url || !found) return;
    try {
      await post(url, `{"checkpoint":${found.line},"publicKey":${JSON.stringify(key.publicKey)}}`);
    } catch (error) {
      const why = `检查点送不到第二主机（${reasonOf(error)}），请检查地址和网络；系统会继续重试。`;
      // The job's own transaction is undone with the failure; this must stay.
      await note(
        { db: system.as(systemMember(HOST).actor), now: ctx.now } satisfies Pick<Ctx, 'db' | 'now'>,
        'host',
        seq,
        why,
      );
      throw error;
    }
    await note(ctx, 'host', seq, null);
  },
});

const reasonOf = (error: unknown) =>
  error instanceof Error ? ((error as { code?: string }).code ?? error.message) : String(error);

/** To the host that was set up and no other: a redirection is a failure. */
async function post(url: string, body: string) {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const { status } = await fetchOut(url, { method: 'POST', headers, body, ms: PATIENCE_MS });
  if (status < 200 || status > 299) throw new Error(`HTTP ${status}`);
}
