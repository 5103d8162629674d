// The server face of health: what the kernel finds, shown to whoever may see it, and two handles for whoever tends the server.
import { Problem } from '@anlan/contract';
import { push } from '@anlan/kernel/audit';
import { MAKE_BACKUP } from '@anlan/kernel/backup';
import { type Ctx, localIso } from '@anlan/kernel/ctx';
import { findings, makesBackups, retry, waitingJobs } from '@anlan/kernel/health';
import { type FailedJob, enqueue } from '@anlan/kernel/job';
import { serve } from '@anlan/kernel/record';
import { health as contract } from './contract.ts';

/** The safety office sees what bears on its work; versions and failed jobs are for the administrators. */
const SHORT = new Set(['disk', 'backup', 'worker']);

/** Why a job failed may tell of business, which administrators do not see: only the words of a backup are its own. */
const shown = ({ id, what, attempts, why, since }: FailedJob) => ({
  id,
  what,
  attempts,
  why: what.startsWith(MAKE_BACKUP) ? why.split('\n')[0]! : '原因见服务器日志',
  since: localIso(since),
});

async function show(ctx: Ctx) {
  const tends = ctx.me.may.has('health.tend');
  const found = await findings();
  return {
    at: localIso(ctx.now),
    findings: ctx.me.may.has('health.whole') ? found : found.filter(({ key }) => SHORT.has(key)),
    failed: tends ? (await waitingJobs()).map(shown) : [],
    canBackUp: tends && makesBackups(),
  };
}

export const server = serve<typeof contract>({
  contract,
  policies: [],
  migrations: {},
  records: {},
  routes: {
    show,
    async retry(ctx, { ids }) {
      await retry(ids);
      await push(ctx, 'health.retry', 'jobs', { ids });
      return show(ctx);
    },
    async backUp(ctx) {
      if (!makesBackups())
        throw new Problem(
          'no-backup-folder',
          409,
          '还没有备份目录：请用 ANLAN_BACKUP 写明后重新启动，或在服务器上执行 anlan backup。',
        );
      await enqueue(ctx, MAKE_BACKUP, {}, { key: `${MAKE_BACKUP}:now` });
      await push(ctx, 'health.backup', 'store', {});
      return show(ctx);
    },
  },
});
