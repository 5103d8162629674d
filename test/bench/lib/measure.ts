// What the measurements share: where the repository is, medians, and the notice that is measured.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoNotice } from '../../../apps/server/demo/data/notice.ts';

export type Figure = { name: string; value: number; unit: string };

/** Holds in the sources and in the bundle that runs, which both lie two folders below. */
export const root = join(import.meta.dirname, '../..').replace(/\/test$/, '');

const real = join(root, '../shared/notice/notice.txt');

/** The real notice where it lies beside the repository, else that of the demonstration. */
export const notice = {
  real: existsSync(real),
  text: existsSync(real) ? readFileSync(real, 'utf8') : demoNotice({ date: '2026-05-09' }).text,
};

export const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
/** Three digits are as many as a measurement bears. */
export const round = (value: number) => Number(value.toPrecision(3));

/** Milliseconds of each of `times` runs. */
export async function timed(times: number, work: (nth: number) => unknown): Promise<number[]> {
  const spent: number[] = [];
  for (let nth = 0; nth < times; nth++) {
    const began = performance.now();
    await work(nth);
    spent.push(performance.now() - began);
  }
  return spent;
}
