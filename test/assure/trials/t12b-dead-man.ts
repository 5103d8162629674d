// T12b: a worker that has been silent for a minute is an alarm that monitoring reads and the log tells, and it ends by itself.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressed, openCluster } from '../durability/cluster.ts';
import { Product, freePort } from '../durability/product.ts';
import { Proxy } from '../durability/proxy.ts';
import { ACCOUNTS } from '../durability/writers.ts';
import type { Trial } from '../trial.ts';

/** The alarm must stand within so many milliseconds of the beginning of the silence, and be over so many after its end. */
const ALARM_MS = 75_000;
const OVER_MS = 45_000;

async function silence(url: string): Promise<number> {
  const reply = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  const line = (await reply?.text())?.match(/^anlan_worker_silent_seconds ([\d.]+)$/m);
  return line ? Number(line[1]) : NaN;
}

async function until(ms: number, holds: () => Promise<boolean>): Promise<number | null> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > ms) return null;
    await sleep(500);
  }
  return Math.round((performance.now() - began) / 1_000);
}

export const trial: Trial = {
  id: 'T12b',
  title: '后台一分钟没有动静即告警，恢复后自行解除',
  small: 0,
  full: 1,
  async run({ dir, server }) {
    const given = await openCluster(dir, ACCOUNTS);
    const proxy = await Proxy.to(given.port);
    const env = addressed(given, (url) => proxy.via(url));
    const product = new Product({ server, dir: join(dir, 'data'), port: await freePort(), env });
    const faults: string[] = [];
    try {
      product.start();
      await product.ready();
      const calm = await until(OVER_MS, async () => (await silence(product.url)) < 30);
      if (calm === null) faults.push('an alarm without a cause');
      proxy.hold();
      const alarm = await until(ALARM_MS, async () => (await silence(product.url)) >= 60);
      if (alarm === null) faults.push('a minute of silence, and the metric does not say so');
      await sleep(6_000);
      if (!product.said.includes('没有动静')) faults.push('a minute of silence, and no line in the log');
      proxy.go();
      const over = await until(OVER_MS, async () => (await silence(product.url)) < 30);
      if (over === null) faults.push('the worker is back, the alarm stands');
      return { faults, figures: { alarmSeconds: alarm ?? '-', overSeconds: over ?? '-' } };
    } finally {
      await proxy.close();
      await product.stop();
      await given.cluster.stop();
    }
  },
  plants: [
    {
      name: '后台不动也算有动静',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/job/pulse.ts',
          find: 'Math.max(0, ...[...lives].map((life) => life.silent()))',
          replace: 'Math.min(0, ...[...lives].map((life) => life.silent()))',
        },
      ],
    },
  ],
};
