// T14: a steady working day, four readings to one writing, answered quickly, without an error, in memory that does not grow.
import { Rig } from '../durability/rig.ts';
import { ACCOUNTS } from '../durability/writers.ts';
import { openDay } from '../load/day.ts';
import { good, openLoop, percentile } from '../load/fire.ts';
import type { Trial } from '../trial.ts';

/** A second; the promise of the bureau's size. */
const READS = 60;
const WRITES = 15;
/** Milliseconds for 99 of 100. */
const P99 = { reads: 200, writes: 300 };
/** Seconds until the memory has taken its size, and how much of that it may grow by afterwards. */
const WARM = 60;
const GROWTH = 0.25;

export const trial: Trial = {
  id: 'T14',
  title: '平稳的一个工作日：读写并行，个个有答复，内存不增长',
  small: 0,
  full: 240,
  async run({ n, roll, dir, server, full }) {
    const rig = await Rig.open(server, dir, ACCOUNTS);
    try {
      const day = await openDay(rig.url, roll);
      const resident = async () => {
        const text = await (await fetch(`${rig.url}/metrics`)).text();
        return Number(/anlan_resident_bytes (\d+)/.exec(text)?.[1]) / 2 ** 20;
      };
      const sizes: number[] = [];
      const watching = setInterval(() => void resident().then((size) => sizes.push(size)), 5_000);
      const [reads, writes] = await Promise.all([
        openLoop(rig.port, READS, n, day.reads),
        openLoop(rig.port, WRITES, n, day.writes),
      ]);
      clearInterval(watching);
      const [read, written] = [good(reads), good(writes)];
      const wrong = reads.length + writes.length - read.length - written.length;
      const figures = {
        asked: reads.length + writes.length,
        wrong,
        readP50: percentile(read, 50),
        readP99: percentile(read, 99),
        writeP50: percentile(written, 50),
        writeP99: percentile(written, 99),
        ...memory(sizes),
      };
      const faults = wrong ? [`${wrong} requests were not answered well`] : [];
      if (full && figures.readP99 > P99.reads) faults.push(`reads p99 ${figures.readP99} ms`);
      if (full && figures.writeP99 > P99.writes) faults.push(`writes p99 ${figures.writeP99} ms`);
      if (full && figures.growth > GROWTH) faults.push(`memory grew by ${figures.growth}`);
      return { faults, figures };
    } finally {
      await rig.stop();
    }
  },
  plants: [
    {
      name: '办事通道只容一人',
      n: 10,
      patch: [
        { file: 'packages/kernel/http/admission.ts', find: 'const AT_WORK = 48;', replace: 'const AT_WORK = 1;' },
      ],
    },
  ],
};

/** Medians of the first and the last third after the warming up. */
function memory(sizes: readonly number[]) {
  const warm = sizes.slice(WARM / 5);
  const middle = (of: readonly number[]) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
  const third = Math.ceil(warm.length / 3);
  const [before, after] = [middle(warm.slice(0, third)), middle(warm.slice(-third))];
  return { residentMiB: Math.round(after), growth: before ? Math.round((after / before - 1) * 100) / 100 : 0 };
}
