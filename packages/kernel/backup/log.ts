// The write-ahead log beside the backups: pieces arrive whole, are packed, and lead a restore on to the last minutes.
import { createReadStream, createWriteStream } from 'node:fs';
import { chown, copyFile, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip, createGzip, gunzip } from 'node:zlib';
import { type Owner, isGone } from './sums.ts';

const PIECE = /^[0-9A-F]{24}$/;
const PACKED = /^[0-9A-F]{24}\.gz$/;
/** Also PostgreSQL's note of a backup. */
const OF_THE_LOG = /^[0-9A-F]{24}(\.gz|\.[0-9A-F]{8}\.backup)?$/;
const HISTORY = /^[0-9A-F]{8}\.history$/;

/** Where a piece stands in the log, whichever timeline wrote it. */
const position = (name: string) => name.slice(8, 24);
const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isGone(error)) return [];
    throw error;
  });

/**
 * Packs the pieces that have arrived; a piece of sixteen megabytes written in a quiet hour is nearly empty.
 * @throws when another store has put a different piece under the same name
 */
export async function packLog(folder: string): Promise<number> {
  const pieces = (await namesIn(folder)).filter((name) => PIECE.test(name));
  for (const name of pieces) await pack(join(folder, name));
  return pieces.length;
}

async function pack(path: string): Promise<void> {
  const before = await readFile(`${path}.gz`).catch(() => null);
  if (before) {
    const [kept, come] = [await promisify(gunzip)(before), await readFile(path)];
    if (!kept.equals(come)) throw new Error(`another store writes its log into the same folder: ${path}`);
  } else {
    await pipeline(
      createReadStream(path),
      createGzip({ level: 1 }),
      createWriteStream(`${path}.half`, { mode: 0o600, flush: true }),
    );
    await rename(`${path}.half`, `${path}.gz`);
  }
  await rm(path);
}

/** Lays the pieces from `first` on, unpacked, into `to`, where PostgreSQL fetches them; gives how many. */
export async function layOut(folder: string, first: string, to: string, owner: Owner): Promise<number> {
  await mkdir(to, { mode: 0o700 });
  const names = (await namesIn(folder)).filter(
    (name) => HISTORY.test(name) || ((PIECE.test(name) || PACKED.test(name)) && position(name) >= position(first)),
  );
  for (const name of names) {
    const target = join(to, name.replace('.gz', ''));
    if (PACKED.test(name))
      await pipeline(createReadStream(join(folder, name)), createGunzip(), createWriteStream(target));
    else await copyFile(join(folder, name), target);
  }
  if (owner.uid !== undefined)
    for (const path of [to, ...names.map((name) => join(to, name.replace('.gz', '')))])
      await chown(path, owner.uid, owner.gid!);
  return names.length;
}

/** Removes the pieces before `first`: no backup that is kept leads on from them. */
export async function forgetLog(folder: string, first: string): Promise<void> {
  for (const name of await namesIn(folder))
    if (OF_THE_LOG.test(name) && position(name) < position(first)) await rm(join(folder, name));
}
