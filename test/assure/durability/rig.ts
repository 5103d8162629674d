// A furnished store with the built product on it: its server and its database can be killed, and its tables looked at.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashPassword } from '@anlan/kernel/access';
import { prepare } from '@anlan/kernel/boot';
import { type KernelTables, localDay, makeCtx, systemClock, systemMember } from '@anlan/kernel/ctx';
import { Database, type Store, openStore } from '@anlan/kernel/db';
import { openRules } from '@anlan/kernel/duty';
import type { Kysely } from 'kysely';
import { people, posts } from '../../../apps/server/demo/data/people.ts';
import { demoAccounts, demoId, seedDirectory } from '../../../apps/server/demo/directory.ts';
import { loadServers } from '../../../apps/server/modules.ts';
import { Product, alive, freePort } from './product.ts';

export const quiet = { info() {}, warn() {}, error() {} };
export const PASSWORD = 'fault-password';
export const RULE = '00000000-0000-4000-8000-00000000fa17';

/** The unit in which an account has its first post. */
export function unitOf(account: string): string {
  const person = people.find((p) => p.account === account)!.key;
  return demoId('unit', posts.find((p) => p.person === person)!.unit);
}

/** The units, people and accounts of the demonstration, and a yearly duty of `accounts`' units to report. */
export async function furnish(store: Omit<Store, 'stop'>, accounts: readonly string[]) {
  const servers = await loadServers();
  const me = systemMember('faults');
  const now = systemClock.now();
  const system = new Database<KernelTables>({ url: store.workerUrl, max: 2 });
  try {
    await prepare(store.adminUrl, servers, store.names, store.workerUrl, now);
    const hash = await hashPassword(PASSWORD);
    await system
      .as(me.actor)
      .transaction()
      .execute(async (trx) => {
        const ctx = makeCtx(trx, me, systemClock, undefined as never);
        await seedDirectory(ctx, new Map(demoAccounts.map((login) => [login, hash])));
        await openRules(ctx, [
          {
            id: RULE,
            sourceId: null,
            task: null,
            title: '报告安全生产工作',
            factKind: `report:${RULE}`,
            repeat: 'year',
            need: 1,
            due: null,
            about: 'unit',
            fromDay: `${localDay(now).slice(0, 4)}-01-01`,
            toDay: null,
            listFrom: null,
            debtors: { unitIds: [...new Set(accounts.map(unitOf))], groupIds: [] },
            history: false,
          },
        ]);
      });
  } finally {
    await system.close();
  }
}

/** Does `work` on a database under the worker's role. */
export async function lookInto<T>(workerUrl: string, work: (db: Kysely<KernelTables>) => Promise<T>): Promise<T> {
  const system = new Database<KernelTables>({ url: workerUrl, max: 2 });
  try {
    return await work(system.as(systemMember('judge').actor));
  } finally {
    await system.close();
  }
}

export class Rig extends Product {
  /** A furnished store under `dir`, with the server on it, ready; PostgreSQL waits for the disk as it does in life. */
  static async open(server: string, dir: string, accounts: readonly string[]): Promise<Rig> {
    const data = join(dir, 'data');
    const store = await openStore({ dir: data, log: quiet });
    try {
      await furnish(store, accounts);
    } finally {
      await store.stop();
    }
    const rig = new Rig({ server, dir: data, port: await freePort() });
    rig.start();
    await rig.ready();
    return rig;
  }

  /** kill -9 of the server, which is started again at once. */
  async killServer() {
    await this.kill();
    this.start();
  }

  /** kill -9 of PostgreSQL, its first process and all its children. */
  async killDatabase() {
    const first = this.#postmaster();
    const pids = [first, ...childrenOf(first)];
    for (const pid of pids) if (alive(pid)) process.kill(pid, 'SIGKILL');
    while (pids.some(alive)) await sleep(2);
  }

  /** An immediate shutdown, as `pg_ctl stop -m immediate` asks for. */
  async quitDatabase() {
    const first = this.#postmaster();
    process.kill(first, 'SIGQUIT');
    while (alive(first)) await sleep(2);
  }

  #postmaster(): number {
    return Number(readFileSync(join(this.#databaseFolder(), 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  #databaseFolder(): string {
    try {
      return readFileSync(join(this.dir, 'postgresql.where'), 'utf8').trim();
    } catch {
      return join(this.dir, 'postgresql');
    }
  }

  /** The login of the worker; the running server tells it. */
  get workerUrl(): string {
    return (JSON.parse(readFileSync(join(this.dir, 'secrets/running.json'), 'utf8')) as { workerUrl: string })
      .workerUrl;
  }

  /** The database under the worker's role. */
  look<T>(work: (db: Kysely<KernelTables>) => Promise<T>): Promise<T> {
    return lookInto(this.workerUrl, work);
  }
}

function childrenOf(parent: number): number[] {
  const parentOf = (pid: string) => {
    try {
      return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1]);
    } catch {
      return 0;
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}
