// Copies that are hashed on their way and forced to the disk, and the list that `sha256sum -c` can check without us.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chown, mkdir, open, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const PIECE = 1024 * 1024;

/** Path, from the folder of the list, to hash in hex. */
export type Sums = Map<string, string>;
export type Owner = { uid?: number; gid?: number };
/** A copy made for a look alone need not outlive the machine. */
type CopyOptions = { owner?: Owner; durable?: boolean };

export const isGone = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Copies one file; gives its hash, or null where there is none. The file may grow while it is read. */
export async function copyHashed(
  from: string,
  to: string,
  { owner = {}, durable = true }: CopyOptions = {},
): Promise<string | null> {
  const hash = createHash('sha256');
  const source = await open(from, 'r').catch((error: unknown) => {
    if (!isGone(error)) throw error;
  });
  if (!source) return null;
  try {
    const target = await open(to, 'w', 0o600);
    try {
      const buffer = Buffer.allocUnsafe(PIECE);
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, PIECE);
        if (bytesRead === 0) break;
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        await target.writeFile(piece);
      }
      if (owner.uid !== undefined) await target.chown(owner.uid, owner.gid!);
      if (durable) await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return hash.digest('hex');
}

/** Files below `from` by their path in it; `enter` is told of each folder before what is in it, `skip` leaves out what it is true for. */
async function* walk(
  from: string,
  skip: (path: string) => boolean,
  enter: (path: string) => Promise<void>,
  at = '',
): AsyncGenerator<string> {
  for (const entry of await readdir(join(from, at), { withFileTypes: true }).catch(orNone)) {
    const path = at ? `${at}/${entry.name}` : entry.name;
    if (skip(path)) continue;
    if (entry.isDirectory()) {
      await enter(path);
      yield* walk(from, skip, enter, path);
    } else if (entry.isFile()) yield path;
  }
}

const orNone = (error: unknown): never[] => {
  if (isGone(error)) return [];
  throw error;
};

/** Files copied side by side: the disk forces them down together. */
const ABREAST = 8;

/** Copies a folder; what vanishes meanwhile is left out. Gives the hash of each file by its path in the folder. */
export async function copyTree(from: string, to: string, options: TreeOptions = {}): Promise<Sums> {
  const { skip = () => false, owner = {} } = options;
  const sums: Sums = new Map();
  const folder = async (path: string) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
    if (owner.uid !== undefined) await chown(path, owner.uid, owner.gid!);
  };
  await folder(to);
  const paths = walk(from, skip, (path) => folder(join(to, path)));
  const worker = async () => {
    for (let next = await paths.next(); !next.done; next = await paths.next()) {
      const sum = await copyHashed(join(from, next.value), join(to, next.value), options);
      if (sum) sums.set(next.value, sum);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
  return sums;
}
type TreeOptions = CopyOptions & { skip?: (path: string) => boolean };

/** Forces a file, or a folder's entries, to the disk. */
export async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

export const linesOf = (sums: Sums) => [...sums].map(([path, sum]) => `${sum}  ${path}\n`).join('');

export async function readSums(file: string): Promise<Sums> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** What of the list in `folder` is missing or changed, in one Chinese phrase each. */
export async function faultsOf(folder: string, sums: Sums): Promise<string[]> {
  const faults: string[] = [];
  for (const [path, sum] of sums) {
    const file = join(folder, path);
    if (!(await stat(file).catch(() => null))) faults.push(`缺少文件 ${path}`);
    else if ((await hashOf(file)) !== sum) faults.push(`文件 ${path} 的内容已改变`);
  }
  return faults;
}
