// One trial in a process of its own: told by ANLAN_TRIAL, it prints one JSON line and ends with 0 for a pass, 1 for a fault.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestCluster } from '@anlan/kernel/testing';
import { trials } from './all.ts';
import { dice } from './dice.ts';

/** How many faults are told by name; the line says how many there were. */
const TOLD = 8;

type Order = { id: string; n: number; seed: number; server: string; full: boolean; plant?: string };

if (process.env.ANLAN_TRIAL === 'list') {
  console.log(
    JSON.stringify(
      trials.map(({ id, title, small, full, needs, plants }) => ({ id, title, small, full, needs, plants })),
    ),
  );
  process.exit(0);
}

const { id, n, seed, server, full, plant } = JSON.parse(process.env.ANLAN_TRIAL!) as Order;
const trial = trials.find((t) => t.id === id)!;
const closeCluster = await startTestCluster();
const dir = mkdtempSync(join(tmpdir(), 'anlan-assure-'));
chmodSync(dir, 0o711);
let faults: readonly string[];
let figures: Readonly<Record<string, number | string>> = {};
const began = performance.now();
try {
  ({ faults, figures } = await trial.run({ n, seed, roll: dice(seed), dir, server, full }));
} catch (error) {
  console.error(error);
  faults = [`broke off: ${error instanceof Error ? error.message : String(error)}`];
} finally {
  await closeCluster();
  rmSync(dir, { recursive: true, force: true });
}
const seconds = Math.round((performance.now() - began) / 100) / 10;
const pass = faults.length === 0;
console.log(
  JSON.stringify({
    id,
    ...(plant ? { plant } : {}),
    seed,
    n,
    pass,
    faults: faults.length,
    told: faults.slice(0, TOLD),
    figures,
    seconds,
  }),
);
process.exit(pass ? 0 : 1);
