// The PostgreSQL process: started, watched, restarted after a crash, and found again when an earlier run left it behind.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './binaries.ts';
import { Unready } from './errors.ts';
import { isAlive } from './lock.ts';

export type Log = { info(text: string): void; warn(text: string): void; error(text: string): void };
type Options = {
  folder: string;
  program: string;
  service: Service;
  log: Log;
  logFile: string;
  settings: Record<string, string>;
  /** Milliseconds until it must take connections; the replay of a long log takes longer than a start. */
  patience?: number;
};

const START_MS = 120_000;
const STOP_MS = 15_000;
const ORPHAN_MS = 2_500;
const RETRY_MS = 5_000;
const LOG_BYTES = 10 * 1024 ** 2;

export class Postgres {
  readonly #options: Options;
  #child: ChildProcess | null = null;
  #stopping = false;
  readonly #onExit = () => this.#child?.kill('SIGINT');

  constructor(options: Options) {
    this.#options = options;
  }

  /** Resolves when PostgreSQL takes connections; from then on it is restarted whenever it ends unasked. */
  async start(): Promise<void> {
    for (let attempt = 0; !(await this.#launch()); attempt++) {
      if (attempt >= 3) throw new Unready(`数据库没有启动：${this.#lastWords()}`);
      await sleep(200);
    }
    process.once('exit', this.#onExit);
    void this.#watch();
  }

  /** Ends PostgreSQL in good order: open transactions are rolled back, everything committed is on disk. */
  async stop(): Promise<void> {
    this.#stopping = true;
    process.removeListener('exit', this.#onExit);
    if (this.#child?.pid) await endProcess(this.#child.pid, STOP_MS);
  }

  async #watch(): Promise<void> {
    const { log } = this.#options;
    while (!this.#stopping) {
      await this.#exited;
      if (this.#stopping) return;
      log.warn('数据库意外停止，正在重新启动。');
      for (let wait = 100; !this.#stopping && !(await this.#launch()); wait = Math.min(wait * 2, RETRY_MS)) {
        log.error(`数据库没有启动，稍后再试：${this.#lastWords()}`);
        await sleep(wait);
      }
      log.info('数据库已恢复。');
    }
  }

  #exited: Promise<unknown> = Promise.resolve();

  /** One attempt; true when PostgreSQL takes connections. Children of a killed parent are ended first. */
  async #launch(): Promise<boolean> {
    const { folder, patience = START_MS } = this.#options;
    await endStrays(folder);
    const child = this.#spawn();
    this.#child = child;
    this.#exited = new Promise((done) => child.once('exit', done).once('error', done));
    for (const until = Date.now() + patience; Date.now() < until && runs(child); await sleep(10))
      if (readyIn(folder) === child.pid) return true;
    child.kill('SIGQUIT');
    return false;
  }

  /** In a session of its own, so that Ctrl-C in a terminal reaches our program alone, which then stops it in order. */
  #spawn(): ChildProcess {
    const { folder, program, service, settings, logFile } = this.#options;
    if (existsSync(logFile) && statSync(logFile).size > LOG_BYTES) renameSync(logFile, `${logFile}.old`);
    const output = openSync(logFile, 'a', 0o600);
    const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(program, ['-D', folder, ...set], {
      ...service,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', output, output],
      detached: true,
    });
    closeSync(output);
    return child;
  }

  #lastWords(): string {
    const lines = readFileSync(this.#options.logFile, 'utf8').trim().split('\n');
    return `${lines.findLast((line) => /(FATAL|PANIC): +(?!the database system|terminating)/.test(line)) ?? lines.at(-1)}（见 ${this.#options.logFile}）`;
  }
}

const runs = (child: ChildProcess) => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** What PostgreSQL writes about itself: its process id on the first line, its readiness on the eighth. */
function pidFile(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function readyIn(folder: string): number | null {
  const lines = pidFile(folder);
  return lines[7]?.trim() === 'ready' ? Number(lines[0]) : null;
}

/** Stops the PostgreSQL that an earlier, killed run of ours left behind, so that the folder is free. */
export async function stopOrphan(folder: string, log: Log): Promise<void> {
  const pid = Number(pidFile(folder)[0]);
  if (!pid) return;
  if (isAlive(pid) && servesFolder(pid, folder)) {
    log.info(`接管上次留下的数据库进程 ${pid}。`);
    await endProcess(pid, ORPHAN_MS);
  }
  await endStrays(folder);
  rmSync(join(folder, 'postmaster.pid'), { force: true });
}

/** Asks for an orderly end, then for an immediate one, then takes it. */
async function endProcess(pid: number, patience: number): Promise<void> {
  for (const [name, ms] of [
    ['SIGINT', patience],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 1_000],
  ] as const) {
    if (isAlive(pid)) signal(pid, name);
    for (const until = Date.now() + ms; Date.now() < until; await sleep(10)) if (!isAlive(pid)) return;
  }
}

/** True when the process is a PostgreSQL of this folder, and not a stranger with a reused id. */
function servesFolder(pid: number, folder: string): boolean {
  if (process.platform === 'linux') return workingFolder(pid) === realpathSync(folder);
  const shown = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return shown.stdout?.includes(folder) ?? false;
}

function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/** Backends that outlive a killed parent keep the shared memory, and PostgreSQL would refuse to start beside them. */
async function endStrays(folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const real = realpathSync(folder);
  for (const until = Date.now() + STOP_MS; Date.now() < until; await sleep(10)) {
    const strays = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && workingFolder(Number(name)) === real);
    if (strays.length === 0) return;
    for (const pid of strays) signal(Number(pid), 'SIGKILL');
  }
}

/** The process may have ended since it was looked at. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (isAlive(pid)) throw error;
  }
}
