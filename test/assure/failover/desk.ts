// Two application machines as the manual sets them up, each with HAProxy, PgBouncer and the product, and whoever asks them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { PASSWORD as SIGN_IN } from '../durability/rig.ts';
import { PASSWORD, recipe, until } from './cluster.ts';
import { Machine } from './net.ts';

const FIRST = 21;
const PORT = 3118;
const through = (port: number) => `postgresql://migrator:${PASSWORD}@127.0.0.1:${port}/anlan`;

/** What a probe waits for an answer, and between two questions, in milliseconds. */
const PATIENCE = 2_000;
const REST = 100;

export class Desks {
  readonly machines: readonly Machine[];
  #turn = 0;
  #cookie = '';

  constructor(dir: string) {
    this.machines = ['app1', 'app2'].map((name, i) => {
      const at = join(dir, name);
      mkdirSync(at);
      return new Machine(name, FIRST + i, at);
    });
  }

  /** The address of one server, of the other the next time. */
  get url() {
    return urlOf(this.machines[this.#turn++ % this.machines.length]!);
  }

  /** Starts the proxies and `server` on both machines, over one folder of files, `data`. */
  async start(server: string, data: string) {
    for (const machine of this.machines) {
      writeFileSync(join(machine.dir, 'userlist.txt'), `"pgbouncer" "${PASSWORD}"\n`);
      const files = [recipe('haproxy.cfg', machine), recipe('pgbouncer.ini', machine)] as const;
      execFileSync('chown', ['-R', 'postgres', machine.dir]);
      machine.start('postgres', '/usr/sbin/haproxy', ['-f', files[0]]);
      machine.start('postgres', '/usr/sbin/pgbouncer', [files[1]]);
      machine.start('root', process.execPath, [server], {
        NODE_ENV: 'production',
        ANLAN_DATA: data,
        ANLAN_DEMO: '0',
        HOST: machine.address,
        PORT: String(PORT),
        TRUST_PROXY: '10.118.0.1',
        LOG_LEVEL: 'error',
        DATABASE_URL: through(6432),
        DATABASE_DIRECT_URL: through(5000),
      });
    }
    for (const machine of this.machines)
      await until(`the server of ${machine.name}`, 120, async () => {
        const reply = await fetch(`${urlOf(machine)}/readyz`, { signal: AbortSignal.timeout(PATIENCE) });
        return reply.status === 200;
      });
  }

  /** Signs in whoever probes. */
  async enter(account: string) {
    const reply = await fetch(`${this.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, password: SIGN_IN }),
    });
    if (reply.status !== 200) throw new Error(`${account} cannot sign in: ${await reply.text()}`);
    this.#cookie = reply.headers.getSetCookie()[0]!.split(';')[0]!;
  }

  /** Writes on every server in turn until each has answered a write begun from now on; gives the milliseconds that took. */
  async back(): Promise<number> {
    const began = performance.now();
    await Promise.all(
      this.machines.map(async (machine) => {
        while (!(await this.#writes(machine))) {
          if (performance.now() - began > 120_000) throw new Error(`${machine.name} takes no writes any more`);
          await sleep(REST);
        }
      }),
    );
    return Math.round(performance.now() - began);
  }

  async #writes(machine: Machine): Promise<boolean> {
    const reply = await fetch(`${urlOf(machine)}/api/inbox/read`, {
      method: 'POST',
      headers: { cookie: this.#cookie, 'content-type': 'application/json', 'idempotency-key': v7() },
      body: JSON.stringify({ ids: [] }),
      signal: AbortSignal.timeout(PATIENCE),
    }).catch(() => null);
    return reply?.status === 200;
  }

  /** Listens on every server until a deed is told; gives the names of those that told none within `seconds`. */
  async deaf(seconds: number): Promise<string[]> {
    const told = await Promise.all(
      this.machines.map(async (machine) => {
        const reply = await fetch(`${urlOf(machine)}/api/live`, {
          headers: { cookie: this.#cookie },
          signal: AbortSignal.timeout(seconds * 1000),
        }).catch(() => null);
        if (reply?.status !== 200) return false;
        const chunks = reply.body!.pipeThrough(new TextDecoderStream());
        try {
          for await (const chunk of chunks) if (chunk.includes('data: ')) return true;
        } catch {
          // The time is over.
        }
        return false;
      }),
    );
    return this.machines.filter((_, i) => !told[i]).map(({ name }) => name);
  }

  async remove() {
    for (const machine of this.machines) await machine.remove();
  }
}

const urlOf = (machine: Machine) => `http://${machine.address}:${PORT}`;
