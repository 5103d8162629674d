// The built product as a process of its own, to be killed, started again, and asked over the network.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const START_MS = 120_000;
/** How much of what a process said is kept. */
const SAID = 8_000;

export type ProductOptions = {
  /** The built main.js. */
  server: string;
  /** ANLAN_DATA. */
  dir: string;
  port: number;
  /** Beside the usual: addresses of databases, a preloaded library. */
  env?: NodeJS.ProcessEnv;
};

export const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

/** Whether a process runs; one that only waits to be reaped does not. */
export const alive = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)![0] !== 'Z';
  } catch {
    return false;
  }
};

export class Product {
  readonly dir: string;
  readonly port: number;
  readonly #options: ProductOptions;
  #process: ChildProcess | undefined;
  /** What it said so far, the last of it. */
  said = '';

  constructor(options: ProductOptions) {
    this.#options = options;
    this.dir = options.dir;
    this.port = options.port;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid() {
    return this.#process!.pid!;
  }

  start() {
    const { server, dir, port, env } = this.#options;
    const { DATABASE_URL: _url, DATABASE_APP_URL: _app, DATABASE_WORKER_URL: _worker, ...inherited } = process.env;
    const own = { ANLAN_DATA: dir, ANLAN_DEMO: '0', PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' };
    const child = spawn(process.execPath, [server], {
      env: { ...inherited, NODE_ENV: 'production', ...own, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.said = `${this.said}${chunk.toString()}`.slice(-SAID)));
    this.#process = child;
  }

  /** Waits until it says that it is ready; gives the milliseconds that took. @throws when it ends instead */
  async ready(): Promise<number> {
    const began = performance.now();
    while (performance.now() - began < START_MS) {
      const reply = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      if (reply?.status === 200) return performance.now() - began;
      if (this.#process?.exitCode != null) throw new Error(`the server ended: ${this.said}`);
      await sleep(20);
    }
    throw new Error(`not ready after two minutes: ${this.said}`);
  }

  /** kill -9; it is gone when this ends. An embedded database lives on as an orphan. */
  async kill() {
    const { pid } = this;
    process.kill(pid, 'SIGKILL');
    while (alive(pid)) await sleep(2);
  }

  /** Waits for its end; gives the exit code. */
  ended(): Promise<number | null> {
    const child = this.#process!;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
    return new Promise((done) => child.once('exit', (code) => done(code)));
  }

  /** Asks for an orderly end and waits for it. */
  async stop() {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT');
    await this.ended();
  }
}
