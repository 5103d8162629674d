// What the server does for its backups by itself: one each day at the set hour, in a process of its own, and the thinning after it.
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { MAKE_BACKUP, thin } from '@anlan/kernel/backup';
import { type Nightly, type Task, enqueue } from '@anlan/kernel/job';
import { settings } from '@anlan/kernel/setting';
import type { Config } from './config.ts';

/** Nothing where no folder for backups was given. */
export function backupChores({ backup: folder, dir }: Config): { tasks?: Task[]; nightly?: Nightly[] } {
  if (!folder) return {};
  const plan: Nightly = {
    name: 'backup.plan',
    async run(ctx) {
      const { 'backup.hour': hour } = await settings(ctx.db);
      const runAt = new Date(`${ctx.today}T${String(hour).padStart(2, '0')}:00:00+08:00`);
      await enqueue(ctx, MAKE_BACKUP, {}, { runAt, key: `${MAKE_BACKUP}:${ctx.today}` });
    },
  };
  const make: Task = {
    name: MAKE_BACKUP,
    long: true,
    async run(ctx) {
      await inItsOwnProcess(folder, dir);
      const { 'backup.days': days, 'backup.weeks': weeks, 'backup.months': months } = await settings(ctx.db);
      await thin(folder, { days, weeks, months });
    },
  };
  return { tasks: [make], nightly: [plan] };
}

/** Hashing gigabytes must not keep people waiting: the command does it, at a low priority. */
function inItsOwnProcess(folder: string, dir: string): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'cli.js'), 'backup', folder], {
      env: { ...process.env, ANLAN_DATA: dir },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2_000)));
    child.on('error', fail);
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(said.trim() || `the backup ended with ${code}`))));
    if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  });
}
