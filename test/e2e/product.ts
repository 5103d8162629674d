// The built product as people run it: its own process, on a data folder of its own, at a time of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
export const PASSWORD = 'anlan-e2e-2026';
/** The first working day of a quarter: whatever counts in it, the stories have done themselves. */
export const START = '2026-07-01T09:00:00+08:00';
/** Loading the demonstration on a busy machine, milliseconds. */
const PATIENCE = 240_000;
/** How long a server may take to stop, whoever still looks at it, milliseconds. */
const GRACE = 20_000;

/** A folder for data; its owner's processes may pass through it, nobody else may look. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'anlan-e2e-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** Copies a data folder of a stopped server with its owners and rights. */
export const copyData = (from: string, to: string) => void execFileSync('cp', ['-a', from, to]);

/** A copy of the build that nobody builds anew meanwhile; beside the packages that it needs. */
export function keepBuild(): string {
  const kept = join(root, 'build', `.e2e-${process.pid}`);
  for (const part of ['server', 'web']) cpSync(join(root, 'build', part), join(kept, part), { recursive: true });
  return kept;
}

export const drop = (folder: string) => rmSync(folder, { recursive: true, force: true });

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

type Env = Readonly<Record<string, string>>;

export type Product = {
  readonly url: string;
  /** Stops it and starts it again on the same data and address with the clock at `now`. */
  restart(now: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the build at `build` on `dir` with the clock at `now` (ISO time). @throws with its own words when it does not come up */
export async function launch(build: string, dir: string, now = START, more: Env = {}): Promise<Product> {
  const env = { ...more, ANLAN_DATA: dir, PORT: String(await freePort()) };
  let running = await up(build, { ...env, ANLAN_NOW: now });
  const stop = () => down(running);
  return {
    url: `http://127.0.0.1:${env.PORT}`,
    stop,
    async restart(later) {
      await stop();
      running = await up(build, { ...env, ANLAN_NOW: later });
    },
  };
}

/** The environment of this run without what would lead the product to another database or manner. */
function clean(more: Env): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, NODE_ENV: __, ...env } = process.env;
  return { ...env, ANLAN_DEMO_PASSWORD: PASSWORD, ...more };
}

/** Runs a command of the command line on the data in `dir`; gives what it printed. */
export const anlan = (build: string, dir: string, ...args: string[]) =>
  execFileSync(process.execPath, [join(build, 'server/cli.js'), ...args], {
    cwd: root,
    env: clean({ ANLAN_DATA: dir }),
    encoding: 'utf8',
  });

async function up(build: string, env: Env): Promise<ChildProcess> {
  const server = spawn(process.execPath, [join(build, 'server/main.js')], {
    cwd: root,
    env: clean(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ready = new Promise<void>((done, fail) => {
    const hear = (words: Buffer) => {
      said += words.toString();
      if (said.includes('Anlan is ready')) done();
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('exit', (code) => fail(new Error(`the server ended with ${code} before it was ready:\n${said}`)));
    setTimeout(() => fail(new Error(`the server was not ready in time:\n${said}`)), PATIENCE).unref();
  });
  try {
    await ready;
    return server;
  } catch (error) {
    await down(server);
    throw error;
  }
}

/** Asks it to stop, as whoever runs it does. @throws when it does not in time; it is then ended by force */
async function down(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const force = setTimeout(() => server.kill('SIGKILL'), GRACE);
  server.kill('SIGTERM');
  const [code, signal] = (await once(server, 'exit')) as [number | null, string | null];
  clearTimeout(force);
  if (code !== 0) throw new Error(`asked to stop, the server ended with ${code ?? signal}`);
}
