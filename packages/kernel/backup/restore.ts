// A store comes back: the copy is laid into an empty folder, the log is replayed to the moment wanted, and all is looked through.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cluster, type Log, Unready, dataFolder, startEmbedded } from '../db/index.ts';
import { type Found, examine } from './check.ts';
import { mirrorFiles } from './files.ts';
import { layOut } from './log.ts';
import { type Backup, backupAt, backupsIn } from './manifest.ts';
import { copyTree, faultsOf, readSums } from './sums.ts';

const DATABASE = 'anlan';
/** The replay of a long log: two hours, in milliseconds. */
const PATIENCE = 7_200_000;
const LAID_OUT = 'restore_log';
/** Stands in a data folder until its restore is done. */
export const RESTORING = 'restoring';

/** The end of the log, exactly the moment of the backup, or a moment between. */
export type Until = 'end' | 'backup' | Date;
type Raised = { cluster: Cluster; url: string; folder: string };

/**
 * Starts the database of a backup in `dir`, which must be empty; `log` is the folder of the archived log.
 * @throws Unready when the log does not reach the moment
 */
export async function raise(
  backup: Pick<Backup, 'path' | 'manifest'>,
  dir: string,
  until: Until,
  log: Log,
  logs: string,
  settings: Record<string, string> = {},
): Promise<Raised> {
  const durable = settings.fsync !== 'off';
  await copyTree(join(backup.path, 'secrets'), join(dir, 'secrets'));
  const { folder, service } = dataFolder(dir, log);
  await copyTree(join(backup.path, 'postgresql'), folder, { owner: service, durable });
  const laid = join(folder, LAID_OUT);
  if (until === 'backup') await mkdir(laid);
  else await layOut(logs, backup.manifest.log.first, laid, service);
  await writeFile(join(folder, 'recovery.signal'), '');
  try {
    const cluster = await startEmbedded({
      dir,
      log,
      patience: PATIENCE,
      settings: { ...recovery(until), ...settings },
    });
    await rm(laid, { recursive: true });
    return { cluster, url: cluster.url(DATABASE), folder };
  } catch (error) {
    const said = existsSync(join(dir, 'postgresql.log')) ? readFileSync(join(dir, 'postgresql.log'), 'utf8') : '';
    if (until instanceof Date && said.includes('recovery ended before configured recovery target'))
      throw new Unready('归档的日志到不了这个时间。请写更早的时间，或去掉 --to，恢复到最后一刻。', { cause: error });
    throw error;
  }
}

/** PostgreSQL works in its own folder: the command needs no path of ours. */
function recovery(until: Until): Record<string, string> {
  const [copy, slash] = process.platform === 'win32' ? ['copy', '\\'] : ['cp', '/'];
  return {
    restore_command: `${copy} "${LAID_OUT}${slash}%f" "%p"`,
    hot_standby: 'off',
    recovery_target_action: 'promote',
    ...(until === 'end'
      ? {}
      : until === 'backup'
        ? { recovery_target: 'immediate', recovery_target_timeline: 'current' }
        : { recovery_target_time: until.toISOString().replace('Z', '+00') }),
  };
}

/** The folder of all backups and the one that was meant: `path` names either. */
export function choose(path: string, to: Date | null): { folder: string; backup: Backup; until: Until } {
  const one = backupAt(path);
  if (one) return { folder: join(path, '..'), backup: one, until: to ?? 'backup' };
  const all = backupsIn(path);
  if (all.length === 0) throw new Unready(`${path} 里没有备份，请写 anlan backup 用过的目录。`);
  const backup = to ? all.findLast((b) => Date.parse(b.manifest.ended) <= to.getTime()) : all.at(-1);
  if (!backup) throw new Unready(`最早的备份完成于 ${all[0]!.manifest.ended}，请写晚于它的时间。`);
  return { folder: path, backup, until: to ?? 'end' };
}

type Restored = { backup: Backup; found: Found; seconds: Record<string, number> };
export type RestoreOptions = {
  /** A folder of backups, or one backup in it. */
  path: string;
  to: Date | null;
  /** ANLAN_DATA: must not hold anything. */
  dir: string;
  log: Log;
  say(sentence: string): void;
};

/** @throws Unready with one sentence: nothing is left behind in `dir` then */
export async function restore({ path, to, dir, log, say }: RestoreOptions): Promise<Restored> {
  const { folder, backup, until } = choose(path, to);
  const held = await readdir(dir).catch((): string[] => []);
  if (held.length > 0)
    throw new Unready(
      held.includes(RESTORING)
        ? `${dir} 里有一次没有完成的恢复，请清空它再恢复。`
        : `数据目录 ${dir} 里已有内容，请用 ANLAN_DATA 指定一个空目录再恢复。`,
    );
  const seconds: Record<string, number> = {};
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    say(`${name}……`);
    const began = performance.now();
    const done = await work();
    seconds[name] = Math.round((performance.now() - began) / 100) / 10;
    return done;
  };
  await mkdir(dir, { recursive: true, mode: 0o711 });
  await writeFile(join(dir, RESTORING), `${backup.name}\n`);
  let raised: Raised | undefined;
  try {
    await step('核对备份', () => mustBeWhole(backup));
    raised = await step('恢复数据库', () => raise(backup, dir, until, log, join(folder, 'wal')));
    await step('恢复附件', () => mirrorFiles(join(folder, 'files'), join(dir, 'files')));
    const { audit, rows } = backup.manifest;
    const known = { audit: [audit], ...(until === 'backup' ? { rows } : {}) };
    const { url } = raised;
    const found = await step('检查恢复的数据', () => examine(url, join(dir, 'files'), known));
    if (until === 'backup') found.faults.push(...found.missing.map((sha256) => `缺少附件 ${sha256}`));
    if (found.faults.length) throw new Unready(`恢复的数据不完整：${found.faults.slice(0, 5).join('；')}。`);
    await raised.cluster.stop();
    await rm(join(dir, RESTORING));
    return { backup, found, seconds };
  } catch (error) {
    await raised?.cluster.stop();
    await clear(dir, log);
    throw error;
  }
}

/** The list of files is the one the manifest names, and every file is as it was. */
async function mustBeWhole({ path, manifest }: Backup): Promise<void> {
  const list = join(path, 'sums.txt');
  const faults = await faultsOf(path, new Map([['sums.txt', manifest.sums]]));
  if (!faults.length) faults.push(...(await faultsOf(path, await readSums(list))));
  if (faults.length) throw new Unready(`备份已损坏，请换一份备份：${faults.slice(0, 5).join('；')}。`);
}

/** Removes what a restore put into a folder that was empty, the database's own place included. */
export async function clear(dir: string, log: Log): Promise<void> {
  await rm(dataFolder(dir, log).folder, { recursive: true, force: true });
  for (const name of await readdir(dir)) await rm(join(dir, name), { recursive: true, force: true });
}
