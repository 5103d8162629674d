// Three database machines as the manual sets them up, each with etcd, Patroni and PostgreSQL, from the manual's own files.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../root.ts';
import { Machine } from './net.ts';

export const PASSWORD = 'failover-secret';
const FIRST = 11;

/** As the primary sees who follows it. */
type Follower = { state: string; sync_state: string };
type Member = { name: string; role: string; state: string; timeline: number; lag?: number };

/** A file of the manual with the places of one machine filled in. */
export function recipe(name: string, machine: Pick<Machine, 'name' | 'address' | 'dir'>): string {
  const text = readFileSync(join(root, 'docs/manual/failover', name), 'utf8');
  const words: Record<string, string> = {
    NAME: machine.name,
    HERE: machine.address,
    DIR: machine.dir,
    PASSWORD,
  };
  const file = join(machine.dir, name);
  writeFileSync(
    file,
    text.replaceAll(/@([A-Z]+)@/g, (_, word: string) => words[word] ?? ''),
  );
  return file;
}

/** Waits until `done` gives something. @throws after `seconds` */
export async function until<T>(what: string, seconds: number, done: () => Promise<T | null | false>): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await done().catch(() => null);
    if (found) return found;
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(100);
  }
}

export class Cluster {
  readonly machines: readonly Machine[];

  constructor(dir: string) {
    const owner = Number(execFileSync('id', ['-u', 'postgres']).toString());
    this.machines = ['db1', 'db2', 'db3'].map((name, i) => {
      const at = join(dir, name);
      mkdirSync(at, { mode: 0o700 });
      execFileSync('chown', [String(owner), at]);
      return new Machine(name, FIRST + i, at);
    });
  }

  /** Starts all three and creates the database. */
  async start() {
    for (const machine of this.machines) this.boot(machine);
    await this.whole();
    const leader = await this.leader();
    execFileSync('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-f', recipe('roles.sql', leader)], {
      env: { ...process.env, PGHOST: leader.address, PGUSER: 'postgres', PGPASSWORD: PASSWORD, PGDATABASE: 'postgres' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** What starts with the machine. */
  boot(machine: Machine) {
    machine.start('postgres', '/usr/bin/etcd', ['--config-file', recipe('etcd.yml', machine)]);
    machine.start('postgres', '/usr/bin/patroni', [recipe('patroni.yml', machine)]);
  }

  /** Who is the primary, as a machine that is not one of `but` sees it; the lock of a dead one does not count. */
  leader(but: readonly Machine[] = []): Promise<Machine> {
    return until('a primary', 90, async () => {
      for (const machine of this.machines.filter((m) => !but.includes(m))) {
        const reply = await ask(machine, '/primary');
        if (reply?.status === 200) return machine;
      }
      return null;
    });
  }

  /** Waits until one leads and two follow it, one of them synchronously, all on one timeline. */
  async whole(): Promise<void> {
    await until('one primary and two standbys', 180, async () => {
      const leader = await this.leader();
      const { members } = (await (await ask(leader, '/cluster'))!.json()) as { members: Member[] };
      const well = members.filter(({ state }) => state === 'running' || state === 'streaming');
      const one = new Set(well.map(({ timeline }) => timeline)).size === 1;
      if (well.length < 3 || !one || !members.some(({ role }) => role === 'sync_standby')) return false;
      // What the members say of themselves may be old: the primary knows who follows it.
      const { replication } = (await (await ask(leader, '/patroni'))!.json()) as { replication?: Follower[] };
      const following = (replication ?? []).filter(({ state }) => state === 'streaming');
      return following.length === 2 && following.some(({ sync_state: how }) => how === 'sync');
    });
  }

  /** Hands the lead over in order. */
  async switchOver() {
    const leader = await this.leader();
    const { members } = (await (await ask(leader, '/cluster'))!.json()) as { members: Member[] };
    const candidate = members.find(({ role }) => role === 'sync_standby')!.name;
    await fetch(`http://${leader.address}:8008/switchover`, {
      method: 'POST',
      body: JSON.stringify({ leader: leader.name, candidate }),
      signal: AbortSignal.timeout(60_000),
    });
    await this.leader([leader]);
  }

  async remove() {
    for (const machine of this.machines) await machine.remove();
  }
}

const ask = (machine: Machine, path: string) =>
  fetch(`http://${machine.address}:8008${path}`, { signal: AbortSignal.timeout(1_500) }).catch(() => null);
