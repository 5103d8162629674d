// The disk under the data: watched each second; before it is full nothing more is taken in, so that reading and signing in go on.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { Problem } from '@anlan/contract';
import { type Log, recordedFolder } from '../db/index.ts';

const MB = 1024 ** 2;
/** Below so much free space, besides the ballast, nothing is taken in; it is again from twice as much. */
const LOW = 32 * MB;
/** Below so much the ballast goes: the database needs it to keep going. */
const LAST = 8 * MB;
const EVERY = 1_000;

export type DiskState = {
  /** Bytes left to us and bytes in all, of the fuller of the disks under the data. */
  free: number;
  total: number;
  /** Writes are refused. */
  full: boolean;
  /** Bytes held ready for the moment when everything else is used up; 0 when they have been given away. */
  ballast: number;
};
export type DiskWatch = {
  state(): DiskState;
  /** @throws 507 while the disk is full */
  mustHaveRoom(): void;
  /** How large the ballast shall be, in megabytes; 0 for none. */
  hold(megabytes: number): void;
  stop(): void;
};

export const diskFull = () =>
  new Problem(
    'storage-full',
    507,
    '服务器的磁盘已满，这次没有保存，您填写的内容还在页面上。请联系系统管理员清理磁盘后再提交。',
  );

const ballastOf = (dir: string) => `${recordedFolder(dir)}.ballast`;
const sizeOf = (path: string) => (existsSync(path) ? statSync(path).size : 0);

/** The fuller of the disks on which the data folder and its database lie. */
function look(dir: string): { free: number; total: number } {
  const disks = [dir, recordedFolder(dir)].filter(existsSync).map((path) => {
    const { bavail, blocks, bsize } = statfsSync(path);
    return { free: bavail * bsize, total: blocks * bsize };
  });
  return disks.toSorted((a, b) => a.free - b.free)[0] ?? { free: Infinity, total: Infinity };
}

/** Gives the ballast away; tells how many bytes that were. */
export function releaseBallast(dir: string): number {
  const size = sizeOf(ballastOf(dir));
  rmSync(ballastOf(dir), { force: true });
  return size;
}

/** Before a start: on a full disk the ballast goes, or the database could not begin. Tells how many bytes that were. */
export const roomToStart = (dir: string): number => (look(dir).free < LOW ? releaseBallast(dir) : 0);

/** Real bytes, which no file system can leave out or press together. */
function make(path: string, size: number): void {
  const half = `${path}.half`;
  const file = openSync(half, 'w', 0o600);
  try {
    for (let written = 0; written < size; written += MB) writeSync(file, randomBytes(MB));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(half, path);
}

/** Watches the disks of `dir` (ANLAN_DATA) until stopped. */
export function watchDisk(dir: string, log: Log): DiskWatch {
  const path = ballastOf(dir);
  let wanted = 0;
  let state: DiskState = { ...look(dir), full: false, ballast: sizeOf(path) };

  function tick() {
    const disk = look(dir);
    let ballast = sizeOf(path);
    if (disk.free < LAST && ballast > 0) {
      disk.free += releaseBallast(dir);
      ballast = 0;
      log.error('磁盘已满：已释放预留空间，暂停保存新内容，查看和登录不受影响。请清理磁盘，腾出空间后自动恢复。');
    }
    // What the ballast takes again is not room.
    const room = disk.free - Math.max(0, wanted - ballast);
    const full = room < (state.full ? 2 * LOW : LOW);
    if (full !== state.full)
      (full ? log.error : log.info)(full ? '磁盘将满，暂停保存新内容。' : '磁盘空间已恢复，可以保存。');
    if (!full && ballast !== wanted) {
      rmSync(path, { force: true });
      if (wanted > 0) make(path, wanted);
      ballast = wanted;
    }
    state = { ...disk, full, ballast };
  }

  const guarded = () => {
    try {
      tick();
    } catch (error) {
      log.warn(`disk: ${String(error)}`);
    }
  };
  const timer = setInterval(guarded, EVERY);
  timer.unref();
  return {
    state: () => state,
    mustHaveRoom() {
      if (state.full) throw diskFull();
    },
    hold(megabytes) {
      wanted = megabytes * MB;
      guarded();
    },
    stop: () => clearInterval(timer),
  };
}
