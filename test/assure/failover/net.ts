// Machines made of network namespaces on one bridge: each with its address, its processes, and a cable to be pulled.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alive } from '../durability/product.ts';

const BRIDGE = 'anlan118';
const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
const network = '10.118.0';

/** Processes end within this many milliseconds when asked, else they are killed. */
const END_MS = 8_000;

/** The bridge, with our own end of it at 10.118.0.1. */
export function layBridge() {
  removeNet();
  run('ip', 'link', 'add', BRIDGE, 'type', 'bridge');
  run('ip', 'address', 'add', `${network}.1/24`, 'dev', BRIDGE);
  run('ip', 'link', 'set', BRIDGE, 'up');
}

/** Takes away the bridge, and the namespaces and processes that a run which was killed has left behind. */
export function removeNet() {
  const left =
    run('ip', 'netns', 'list')
      .toString()
      .match(/^anlan-\w+/gm) ?? [];
  for (const name of left) {
    for (const pid of pidsIn(name)) process.kill(pid, 'SIGKILL');
    run('ip', 'netns', 'delete', name);
  }
  // A cable goes with its namespace, but only some time afterwards.
  const links =
    run('ip', '-brief', 'link')
      .toString()
      .match(/^(anlan118|a118-\w+)\b/gm) ?? [];
  for (const link of links) spawnSync('ip', ['link', 'delete', link]);
}

const pidsIn = (name: string) =>
  run('ip', 'netns', 'pids', name).toString().trim().split('\n').filter(Boolean).map(Number);

export class Machine {
  readonly name: string;
  readonly address: string;
  /** Where its processes keep what they have. */
  readonly dir: string;
  readonly #children: ChildProcess[] = [];

  constructor(name: string, host: number, dir: string) {
    this.name = name;
    this.address = `${network}.${host}`;
    this.dir = dir;
    const [outside, inside] = [`a118-${name}`, `a118-${name}-in`];
    run('ip', 'netns', 'add', this.#space);
    run('ip', 'link', 'add', outside, 'type', 'veth', 'peer', 'name', inside);
    run('ip', 'link', 'set', inside, 'netns', this.#space);
    run('ip', 'link', 'set', outside, 'master', BRIDGE, 'up');
    this.#inside('ip', 'link', 'set', 'lo', 'up');
    this.#inside('ip', 'address', 'add', `${this.address}/24`, 'dev', inside);
    this.#inside('ip', 'link', 'set', inside, 'up');
  }

  get #space() {
    return `anlan-${this.name}`;
  }

  #inside(...command: string[]) {
    return run('ip', 'netns', 'exec', this.#space, ...command);
  }

  /** Starts a program here, as `user`; what it says goes to a file of its own. */
  start(user: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const said = openSync(join(this.dir, `${program.split('/').at(-1)}.said`), 'a');
    const as = user === 'root' ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
    const child = spawn('ip', ['netns', 'exec', this.#space, ...as, program, ...args], {
      cwd: '/',
      env: { ...process.env, ...env },
      stdio: ['ignore', said, said],
    });
    closeSync(said);
    this.#children.push(child);
    return child;
  }

  /** The machine dies: every process of it at once, by SIGKILL. */
  async die() {
    const pids = pidsIn(this.#space);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    while (pids.some(alive)) await sleep(5);
    this.#children.length = 0;
  }

  /** Pulls the cable, or puts it back. */
  cable(up: boolean) {
    run('ip', 'link', 'set', `a118-${this.name}`, up ? 'up' : 'down');
  }

  /** Cuts it off from some machines and not from others, or heals all such cuts. */
  cut(from: readonly Machine[]) {
    for (const { address } of from)
      for (const [chain, side] of [
        ['INPUT', '-s'],
        ['OUTPUT', '-d'],
      ] as const)
        this.#inside('iptables', '-A', chain, side, address, '-j', 'DROP');
  }

  heal() {
    this.#inside('iptables', '-F');
  }

  /** Ends what runs here, in the reverse order of its start, then takes the machine away. */
  async remove() {
    for (const child of this.#children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(END_MS)]);
    }
    await this.die();
    run('ip', 'link', 'delete', `a118-${this.name}`);
    run('ip', 'netns', 'delete', this.#space);
  }
}
