// Every trial of assurance at its small count; `npm run assure` runs them in full, and with each planted fault.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { trials } from './all.ts';
import { dice } from './dice.ts';
import { root } from './root.ts';

const SEED = Number(process.env.ANLAN_SEED ?? Math.floor(Math.random() * 1e9));
const small = trials.filter((t) => t.small > 0);

for (const trial of small)
  test(`${trial.id} ${trial.title} (ANLAN_SEED=${SEED})`, { timeout: trial.patience ?? 60_000 }, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'anlan-assure-'));
    chmodSync(dir, 0o711);
    try {
      const server = join(root, 'build/server/main.js');
      const { faults } = await trial.run({ n: trial.small, seed: SEED, roll: dice(SEED), dir, server, full: false });
      expect(faults).toEqual([]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

test('each trial has a fault that turns it red, and a number of its own', () => {
  expect(trials.filter((t) => t.plants.length === 0)).toEqual([]);
  expect(new Set(trials.map((t) => t.id)).size).toBe(trials.length);
});
