// Killing again and again while people write, and judging at the end: the common course of several trials.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome, Stand } from '../trial.ts';
import { Rig } from './rig.ts';
import { ACCOUNTS, Writers } from './writers.ts';

/** Seconds in which the product must be ready again; beside other tests on a busy machine it gets more. */
const READY = { full: 5, small: 30 };

/** Strikes `n` times among writes under way. */
export async function strikes(
  { n, seed, roll, dir, server, full }: Stand,
  strike: (rig: Rig, n: number) => Promise<void>,
): Promise<Outcome> {
  const rig = await Rig.open(server, dir, ACCOUNTS);
  try {
    const writers = await Writers.enter(rig, seed);
    writers.begin();
    const times: number[] = [];
    for (let i = 0; i < n; i++) {
      await writers.busy();
      await sleep(20 + roll() * 400);
      await strike(rig, i);
      times.push(await rig.ready());
    }
    await sleep(300);
    await writers.end();
    const { faults, figures } = await writers.judged(rig.workerUrl);
    const most = full ? READY.full : READY.small;
    const late = times.filter((ms) => ms > most * 1000).map((ms) => `ready after ${Math.round(ms)} ms`);
    if (figures.retried === 0) faults.push('no write was under way when it struck');
    return {
      faults: [...faults, ...late],
      figures: { kills: n, ...figures, readyMedianMs: median(times), readyMaxMs: Math.round(Math.max(...times)) },
    };
  } finally {
    await rig.stop();
  }
}

export const median = (of: readonly number[]) =>
  Math.round(of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0);
