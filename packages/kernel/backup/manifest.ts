// What a backup says of itself: when, from which database, up to where, and how much is in it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Instant = z.iso.datetime();
const Head = z.object({ seq: z.int(), hash: z.string() });

const Manifest = z.object({
  format: z.literal(1),
  /** PostgreSQL's version, `18.4`: a backup is restored by the same major one. */
  postgresql: z.string(),
  began: Instant,
  /** The store comes back as it was at this moment. */
  ended: Instant,
  /** Pieces of the write-ahead log that lead from the copy to that moment. */
  log: z.object({ first: z.string(), last: z.string(), from: z.string(), to: z.string() }),
  /** The end of the audit chain and the rows of every table, counted in the trial restore. */
  audit: Head,
  rows: z.record(z.string(), z.int()),
  files: z.object({ count: z.int(), bytes: z.int() }),
  /** SHA-256 of `sums.txt`, which lists every file of the backup in the form of sha256sum. */
  sums: z.string(),
  /** How long each step took, in seconds. */
  seconds: z.record(z.string(), z.number()),
});
export type Manifest = z.infer<typeof Manifest>;

/** A backup in its folder; `name` is the moment it began, `20261124T013000Z`. */
export type Backup = { name: string; path: string; manifest: Manifest };

const NAME = /^\d{8}T\d{6}Z$/;
export const nameOf = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '');

/** The backup in `path`, or null where there is none that can be read. */
export function backupAt(path: string): Backup | null {
  try {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')));
    return { name: path.split(/[\\/]/).at(-1)!, path, manifest };
  } catch {
    return null;
  }
}

/** Every whole backup in a folder, oldest first; none where there is no folder. */
export function backupsIn(folder: string): Backup[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => NAME.test(name))
    .toSorted()
    .flatMap((name) => backupAt(join(folder, name)) ?? []);
}
