// The files of a store beside its backups: each kept once under its hash, and copied as soon as it is there.
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { isGone, settle } from './sums.ts';

const SHELF = /^[0-9a-f]{2}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** The folders looked at and when each had changed last: a second look passes over what has not changed. */
export type Seen = Map<string, number>;

/** Copies what `to` lacks of the files in `from`; gives how many that were. Never overwrites, never removes. */
export async function mirrorFiles(from: string, to: string, seen: Seen = new Map()): Promise<number> {
  let copied = 0;
  for (const shelf of (await readdir(from).catch(() => [])).filter((name) => SHELF.test(name))) {
    const changed = (await stat(join(from, shelf))).mtimeMs;
    if (seen.get(shelf) === changed) continue;
    await mkdir(join(to, shelf), { recursive: true, mode: 0o700 });
    const there = new Set(await readdir(join(to, shelf)));
    for (const name of await readdir(join(from, shelf))) {
      if (!SHA256.test(name) || there.has(name)) continue;
      if (await keep(join(from, shelf, name), join(to, shelf, name))) copied++;
    }
    seen.set(shelf, changed);
  }
  return copied;
}

/** Whole or not at all; a file destroyed meanwhile is passed over. */
async function keep(from: string, to: string): Promise<boolean> {
  const half = `${to}.${process.pid}.half`;
  try {
    await copyFile(from, half, constants.COPYFILE_FICLONE);
    await settle(half);
    await rename(half, to);
    return true;
  } catch (error) {
    await rm(half, { force: true });
    if (isGone(error)) return false;
    throw error;
  }
}

/** The files in a store, with their sizes. */
export async function listFiles(folder: string): Promise<{ sha256: string; size: number }[]> {
  const found: { sha256: string; size: number }[] = [];
  for (const shelf of (await readdir(folder).catch(() => [])).filter((name) => SHELF.test(name)))
    for (const sha256 of await readdir(join(folder, shelf)))
      if (SHA256.test(sha256)) found.push({ sha256, size: (await stat(join(folder, shelf, sha256))).size });
  return found;
}

/** Where a file lies in a store. */
export const placeOf = (sha256: string) => `${sha256.slice(0, 2)}/${sha256}`;
