// The built product as a process of its own on a data folder of its own, to be killed and started again.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashPassword } from '@anlan/kernel/access';
import { prepare } from '@anlan/kernel/boot';
import { type KernelTables, localDay, makeCtx, systemClock, systemMember } from '@anlan/kernel/ctx';
import { Database, openStore } from '@anlan/kernel/db';
import { openRules } from '@anlan/kernel/duty';
import { type Kysely } from 'kysely';
import { demoAccounts, demoId, seedDirectory } from '../../apps/server/demo/directory.ts';
import { people, posts } from '../../apps/server/demo/data/people.ts';
import { loadServers } from '../../apps/server/modules.ts';

const root = join(import.meta.dirname, '../..');
const quiet = { info() {}, warn() {}, error() {} };
export const PASSWORD = 'fault-password';
export const RULE = '00000000-0000-4000-8000-00000000fa17';

/** The unit in which an account has its first post. */
export function unitOf(account: string): string {
  const person = people.find((p) => p.account === account)!.key;
  return demoId('unit', posts.find((p) => p.person === person)!.unit);
}

/** The units, people and accounts of the demonstration, and a yearly duty of `accounts`' units to report. */
async function furnish(dir: string, accounts: readonly string[]) {
  const store = await openStore({ dir, log: quiet });
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
    await store.stop();
  }
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

const alive = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)![0] !== 'Z';
  } catch {
    return false;
  }
};

export class Rig {
  readonly dir: string;
  readonly port: number;
  #server: ChildProcess | undefined;
  #said = '';

  private constructor(dir: string, port: number) {
    this.dir = dir;
    this.port = port;
  }

  /** A furnished store with the built server on it, ready. */
  static async open(accounts: readonly string[]): Promise<Rig> {
    const built = spawnSync(process.execPath, [join(root, 'tools/build.mjs'), 'server'], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`the server could not be built: ${built.stderr}`);
    const dir = mkdtempSync(join(tmpdir(), 'anlan-faults-'));
    chmodSync(dir, 0o711);
    await furnish(dir, accounts);
    const rig = new Rig(dir, await freePort());
    rig.start();
    await rig.ready();
    return rig;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  start() {
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      ANLAN_DATA: this.dir,
      ANLAN_DEMO: '0',
      PORT: String(this.port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    };
    delete (env as NodeJS.ProcessEnv).DATABASE_URL;
    const server = spawn(process.execPath, [join(root, 'build/server/main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk: Buffer) => (this.#said = `${this.#said}${chunk.toString()}`.slice(-4_000)));
    this.#server = server;
  }

  /** Waits until the server says that it is ready; gives the milliseconds that took. */
  async ready(): Promise<number> {
    const began = performance.now();
    while (performance.now() - began < 120_000) {
      const reply = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      if (reply?.status === 200) return performance.now() - began;
      if (this.#server?.exitCode != null) throw new Error(`the server ended: ${this.#said}`);
      await sleep(20);
    }
    throw new Error(`not ready after two minutes: ${this.#said}`);
  }

  /** kill -9 of the server, which is started again at once; its database lives on as an orphan. */
  async killServer() {
    const { pid } = this.#server!;
    process.kill(pid!, 'SIGKILL');
    while (alive(pid!)) await sleep(2);
    this.start();
  }

  /** kill -9 of PostgreSQL, its first process and all its children. */
  async killDatabase() {
    const first = Number(readFileSync(join(this.#databaseFolder(), 'postmaster.pid'), 'utf8').split('\n')[0]);
    const pids = [first, ...childrenOf(first)];
    for (const pid of pids) if (alive(pid)) process.kill(pid, 'SIGKILL');
    while (pids.some(alive)) await sleep(2);
  }

  #databaseFolder(): string {
    try {
      return readFileSync(join(this.dir, 'postgresql.where'), 'utf8').trim();
    } catch {
      return join(this.dir, 'postgresql');
    }
  }

  /** The database under the worker's role. */
  async look<T>(work: (db: Kysely<KernelTables>, workerUrl: string) => Promise<T>): Promise<T> {
    const { workerUrl } = JSON.parse(readFileSync(join(this.dir, 'secrets/running.json'), 'utf8')) as {
      workerUrl: string;
    };
    const system = new Database<KernelTables>({ url: workerUrl, max: 2 });
    try {
      return await work(system.as(systemMember('judge').actor), workerUrl);
    } finally {
      await system.close();
    }
  }

  async close() {
    const server = this.#server!;
    if (server.exitCode === null && server.signalCode === null) {
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGINT');
      await ended;
    }
    rmSync(this.#databaseFolder(), { recursive: true, force: true });
    rmSync(this.dir, { recursive: true, force: true });
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
