// Which backups are kept: one a day, then one a week, then one a month, as long as the setting says.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { localDay } from '../ctx/index.ts';
import { forgetLog } from './log.ts';
import { type Backup, backupsIn } from './manifest.ts';
import { readSums } from './sums.ts';

/** How many days, weeks and months. */
export type Keep = { days: number; weeks: number; months: number };

const dayOf = (b: Backup) => localDay(new Date(b.manifest.ended));
const weekOf = (b: Backup) => Math.floor((Date.parse(dayOf(b)) / 86_400_000 + 3) / 7).toString();
const monthOf = (b: Backup) => dayOf(b).slice(0, 7);

/** The last backup of each of the newest `n` spans in which there is one. */
function lastOfEach(backups: readonly Backup[], span: (b: Backup) => string, n: number): Backup[] {
  return [...new Map(backups.map((b) => [span(b), b])).values()].slice(-n);
}

/** `backups` from old to new. The newest is always kept; to the backups of the days a restore may be to any moment. */
export function kept(backups: readonly Backup[], { days, weeks, months }: Keep): { all: Set<Backup>; days: Backup[] } {
  const daily = lastOfEach(backups, dayOf, Math.max(1, days));
  return {
    days: daily,
    all: new Set([...daily, ...lastOfEach(backups, weekOf, weeks), ...lastOfEach(backups, monthOf, months)]),
  };
}

/** Removes what is not to be kept, with the log and the files that no backup needs any more; gives the names removed. */
export async function thin(folder: string, keep: Keep): Promise<string[]> {
  const before = backupsIn(folder);
  if (before.length === 0) return [];
  const { all, days } = kept(before, keep);
  const gone = before.filter((b) => !all.has(b));
  for (const b of gone) await rm(b.path, { recursive: true });
  await forgetLog(join(folder, 'wal'), days[0]!.manifest.log.first);
  if (gone.length) await forgetFiles(folder, [...all], days.at(-1)!);
  return gone.map((b) => b.name);
}

/** Files newer than the last backup stay: the next one will name them. */
async function forgetFiles(folder: string, backups: readonly Backup[], newest: Backup): Promise<void> {
  const needed = new Set<string>();
  for (const b of backups) for (const path of (await readSums(join(b.path, 'sums.txt'))).keys()) needed.add(path);
  const files = join(folder, 'files');
  for (const shelf of await readdir(files).catch(() => []))
    for (const name of await readdir(join(files, shelf))) {
      const path = join(files, shelf, name);
      if (needed.has(`../files/${shelf}/${name}`)) continue;
      if ((await stat(path)).ctimeMs < Date.parse(newest.manifest.began)) await rm(path);
    }
}
