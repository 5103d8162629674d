// One program at a time on a data folder: a lock file that names its holder and is taken over when the holder is dead.
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Unready } from './errors.ts';

export type Lock = { release(): void };
type Holder = { pid: number; born: string | null };

const TAKEOVER_MS = 3_000;

/** The fields of /proc/<pid>/stat from the state on; null where there is no such thing. */
function statOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? null;
  } catch {
    return null;
  }
}

/** When a process began, as the system counts it: tells a process from a later one with the same id. */
const bornAt = (pid: number): string | null => statOf(pid)?.[19] ?? null;

/** True when the process runs, whoever owns it; one that has ended and only waits to be reaped does not. */
export function isAlive(pid: number): boolean {
  if (statOf(pid)?.[0] === 'Z') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function read(file: string): Holder | null {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && isAlive(pid) && (born ?? null) === bornAt(pid)
      ? { pid, born: born ?? null }
      : null;
  } catch {
    return null;
  }
}

const lockFile = (dir: string) => join(dir, 'database.lock');

/** The process that holds the database folder under `dir`, or null. */
export function holderOf(dir: string): number | null {
  return read(lockFile(dir))?.pid ?? null;
}

function place(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Replaces a dead holder's lock. Only one process at a time may try, and it looks again before it acts. */
function takeOver(own: string, file: string): boolean {
  const guard = `${file}.takeover`;
  if (existsSync(guard) && Date.now() - statSync(guard).mtimeMs > TAKEOVER_MS) unlinkSync(guard);
  if (!place(own, guard)) return false;
  try {
    if (read(file) !== null) return false;
    const copy = `${own}.in`;
    linkSync(own, copy);
    renameSync(copy, file);
    return true;
  } finally {
    unlinkSync(guard);
  }
}

/**
 * Locks the database folder under `dir` for this process. Refuses with the holder's process id while it lives; a dead
 * holder's lock is taken over.
 */
export function lock(dir: string): Lock {
  mkdirSync(dir, { recursive: true });
  const file = lockFile(dir);
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      const holder = read(file);
      if (holder)
        throw new Unready(
          `数据目录 ${dir} 正由进程 ${holder.pid} 使用，请先停止该进程，或用 ANLAN_DATA 指定别的目录。`,
        );
      if (place(own, file) || takeOver(own, file)) {
        return {
          release: () => {
            if (read(file)?.pid === process.pid) unlinkSync(file);
          },
        };
      }
    }
    throw new Unready(`数据目录 ${dir} 正在被另一个进程接管，请稍后再试。`);
  } finally {
    unlinkSync(own);
  }
}
