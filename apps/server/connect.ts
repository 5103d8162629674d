// How commands reach the store: the running server's database when there is one, else the database started for the command.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Store, Unready, holderOf, openStore } from '@anlan/kernel/db';
import type { Config } from './config.ts';

type Addresses = Omit<Store, 'stop'>;
const fileIn = (dir: string) => join(dir, 'secrets', 'running.json');

/** Written by the running server for the commands of the same owner; gone when it stops. */
export function publish(dir: string, { adminUrl, appUrl, workerUrl, names }: Addresses): () => void {
  mkdirSync(join(dir, 'secrets'), { recursive: true, mode: 0o700 });
  writeFileSync(fileIn(dir), JSON.stringify({ adminUrl, appUrl, workerUrl, names }), { mode: 0o600 });
  return () => rmSync(fileIn(dir), { force: true });
}

const silent = { info() {}, warn() {}, error: console.error };

/** Runs `work` against the store. @throws Unready with one sentence. */
export async function withStore<T>(config: Config, work: (store: Addresses) => Promise<T>): Promise<T> {
  const { dir, archive, databaseUrl: url, directUrl, appUrl, workerUrl } = config;
  if (!url && holderOf(dir) !== null) {
    try {
      return await work(JSON.parse(readFileSync(fileIn(dir), 'utf8')) as Addresses);
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') throw new Unready('服务正在启动，请几秒后再试。');
      throw error;
    }
  }
  const store = await openStore({ dir, url, archive, directUrl, appUrl, workerUrl, log: silent });
  try {
    return await work(store);
  } finally {
    await store.stop();
  }
}
