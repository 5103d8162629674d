// Bytes by content: what has the hash is the file, wherever its name came from; nothing is overwritten or half there.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { link, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@anlan/contract';

/** `limit` is in bytes; `inspect` looks at the whole file before it is kept, and refuses it by throwing. */
export type PutOptions<T> = { limit: number; inspect(path: string, size: number): Promise<T> };

export type FileStore = {
  /** Keeps the bytes of a stream; the answer means that they are on the disk. @throws 413 past the limit, 507 when full */
  put<T>(bytes: AsyncIterable<Uint8Array>, options: PutOptions<T>): Promise<{ sha256: string; size: number; seen: T }>;
  /** Whether the bytes are there in full length. */
  has(sha256: string, size: number): Promise<boolean>;
  read(sha256: string): ReadStream;
  /** Reads the bytes again and compares them with their hash. */
  verify(sha256: string): Promise<boolean>;
  /** Something made from a file (a small picture), made once and kept. */
  derived(sha256: string, name: string, make: (path: string) => Promise<Buffer>): Promise<Buffer>;
};

const SHA256 = /^[0-9a-f]{64}$/;
/** A temporary file older than this was left by a crash. */
const STALE_MS = 24 * 3_600_000;

/** Opens the store in a folder of its own, making it where it is missing. */
export async function openStore(dir: string): Promise<FileStore> {
  const incoming = join(dir, 'incoming');
  await mkdir(incoming, { recursive: true });
  await sweep(incoming);
  const pathOf = (sha256: string) => {
    if (!SHA256.test(sha256)) throw new TypeError(`not a sha256: ${sha256}`);
    return join(dir, sha256.slice(0, 2), sha256);
  };
  const has = async (sha256: string, size: number) => {
    const found = await stat(pathOf(sha256)).catch(() => null);
    return found?.size === size;
  };

  async function put<T>(bytes: AsyncIterable<Uint8Array>, { limit, inspect }: PutOptions<T>) {
    const temporary = join(incoming, randomBytes(16).toString('hex'));
    try {
      const { sha256, size } = await receive(bytes, temporary, limit);
      const seen = await inspect(temporary, size);
      await keep(temporary, sha256, size);
      return { sha256, size, seen };
    } catch (error) {
      throw isFull(error)
        ? new Problem('storage-full', 507, '服务器的存储空间已满，文件没有保存。请联系系统管理员。')
        : error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async function keep(temporary: string, sha256: string, size: number) {
    const path = pathOf(sha256);
    const folder = join(path, '..');
    await mkdir(folder, { recursive: true });
    await link(temporary, path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      // What a damaged disk left under this name is not what the name promises.
      if (!(await has(sha256, size))) await rename(temporary, path);
    });
    await settle(folder);
    await settle(dir);
  }

  async function derived(sha256: string, name: string, make: (path: string) => Promise<Buffer>) {
    const path = join(dir, 'derived', sha256.slice(0, 2), `${sha256}-${name}`);
    const kept = await readFile(path).catch(() => null);
    if (kept) return kept;
    const made = await make(pathOf(sha256));
    const temporary = join(incoming, randomBytes(16).toString('hex'));
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(temporary, made);
    await rename(temporary, path);
    return made;
  }

  return {
    put,
    has,
    derived,
    read: (sha256) => createReadStream(pathOf(sha256)),
    async verify(sha256) {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(pathOf(sha256))) hash.update(chunk as Buffer);
      return hash.digest('hex') === sha256;
    },
  };
}

/** Writes the stream to a new file and forces it to the disk. */
async function receive(bytes: AsyncIterable<Uint8Array>, path: string, limit: number) {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  let size = 0;
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}

export const tooLarge = (limit: number) =>
  new Problem('file-too-large', 413, `文件超过 ${Math.floor(limit / 1024 / 1024)} MB，请压缩或拆分后再上传。`);

/** Forces a folder's entries to the disk. */
async function settle(folder: string) {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sweep(incoming: string) {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > STALE_MS) await rm(path, { force: true });
  }
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
