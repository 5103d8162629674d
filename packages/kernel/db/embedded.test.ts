// The embedded PostgreSQL as an operator meets it: two programs, crashes of either, lost passwords, folders of others.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemActor } from './actor.ts';
import { OPEN_PLACE } from './binaries.ts';
import { Database } from './database.ts';
import { startEmbedded } from './embedded.ts';
import { Unready } from './errors.ts';
import { isAlive, lock } from './lock.ts';
import { openStore } from './store.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'anlan-embedded-'));
  chmodSync(dir, 0o711);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const postmaster = (data = dir) =>
  Number(readFileSync(join(data, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0]);

test('a store is made, kept over a restart, and held by one program', { timeout: 60_000 }, async () => {
  const first = await openStore({ dir, log });
  const write = new Database<unknown>({ url: first.workerUrl, max: 1 });
  const { rows } = await sql<{ sums: string; fsync: string; collate: number }>`select
    current_setting('data_checksums') as sums, current_setting('fsync') as fsync,
    ('张' collate "zh-x-icu" < '赵' collate "zh-x-icu")::int as collate`.execute(write.as(systemActor('test')));
  expect(rows).toEqual([{ sums: 'on', fsync: 'on', collate: 1 }]);
  await write.close();
  await expect(openStore({ dir, log })).rejects.toThrow(`正由进程 ${process.pid} 使用`);
  const pid = postmaster();
  await first.stop();
  expect(isAlive(pid)).toBe(false);

  rmSync(join(dir, 'secrets'), { recursive: true });
  const second = await openStore({ dir, log });
  expect(second.appUrl).not.toBe(first.appUrl);
  const read = new Database<unknown>({ url: second.appUrl, max: 1 });
  await sql`select 1`.execute(read.as(systemActor('test')));

  process.kill(postmaster(), 'SIGKILL');
  await expect
    .poll(() => sql`select 1`.execute(read.as(systemActor('test'))).catch(() => null), { timeout: 5_000 })
    .not.toBeNull();
  await read.close();
  await second.stop();
});

async function holder(): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'embedded.holder.ts');
  const child = fork(script, [dir], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}

test('after a kill of the program its database is taken over within seconds', { timeout: 60_000 }, async () => {
  const child = await holder();
  const orphan = postmaster();
  await expect(startEmbedded({ dir, log })).rejects.toThrow(`正由进程 ${child.pid} 使用`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAlive(orphan)).toBe(true);
  const began = Date.now();
  const cluster = await startEmbedded({ dir, log });
  expect(Date.now() - began).toBeLessThan(5_000);
  expect(isAlive(orphan)).toBe(false);
  await cluster.stop();
});

test('a stale process id that now belongs to a stranger is left alone', { timeout: 60_000 }, async () => {
  const cluster = await startEmbedded({ dir, log });
  await cluster.stop();
  writeFileSync(
    join(dir, 'postgresql', 'postmaster.pid'),
    `${process.pid}\n${join(dir, 'postgresql')}\n0\n1\n\n\n  1 1\nready   \n`,
  );
  const again = await startEmbedded({ dir, log });
  expect(postmaster()).not.toBe(process.pid);
  await again.stop();
});

test('a lock of a dead process is taken over by one of many', () => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'database.lock'), JSON.stringify({ pid: process.pid, born: 'long ago' }));
  const held = lock(dir);
  expect(() => lock(dir)).toThrow(Unready);
  held.release();
  expect(existsSync(join(dir, 'database.lock'))).toBe(false);
  lock(dir).release();
});

test.runIf(process.getuid?.() === 0)(
  'as root in a closed place the database lies elsewhere',
  { timeout: 60_000 },
  async () => {
    chmodSync(dir, 0o700);
    const cluster = await startEmbedded({ dir, log });
    const elsewhere = readFileSync(join(dir, 'postgresql.where'), 'utf8').trim();
    expect(elsewhere.startsWith(OPEN_PLACE)).toBe(true);
    await cluster.stop();
    const again = await startEmbedded({ dir, log });
    await again.stop();
    expect(readFileSync(join(dir, 'postgresql.where'), 'utf8').trim()).toBe(elsewhere);
    rmSync(elsewhere, { recursive: true });
  },
);
