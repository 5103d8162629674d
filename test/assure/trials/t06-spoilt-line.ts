// T6: the line to the database is slow, silent, cut at the commit, or its server restarts: no yes without a commit, and the same
// key sent again is done exactly once.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressed, openCluster } from '../durability/cluster.ts';
import { Product, freePort } from '../durability/product.ts';
import { Proxy } from '../durability/proxy.ts';
import { ACCOUNTS, Writers } from '../durability/writers.ts';
import type { Trial } from '../trial.ts';

/** A request that finds no free connection is refused after 5 s; what it does besides takes this much more. */
const REFUSED_MS = 8_000;
const SMALL_HOLD = 6_500;
const FULL_HOLD = 30_000;

/** Milliseconds and status of a request for which there is no connection left. */
async function asked(url: string, cookie: string) {
  const began = performance.now();
  const status = await fetch(`${url}/api/todo`, { headers: { cookie }, signal: AbortSignal.timeout(60_000) }).then(
    (r) => r.status,
    () => null,
  );
  return { status, ms: performance.now() - began };
}

/** PostgreSQL's first process of a folder and its children. */
function processesOf(folder: string): number[] {
  const first = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1]) === first;
      } catch {
        return false;
      }
    });
  return [first, ...children];
}

export const trial: Trial = {
  id: 'T6',
  title: '数据库线路变慢、停顿、提交时中断、重新启动，不误报成功，重试恰好一次',
  small: 0,
  full: 60,
  async run({ n, seed, roll, dir, server, full }) {
    const given = await openCluster(dir, ACCOUNTS);
    const proxy = await Proxy.to(given.port);
    const product = new Product({
      server,
      dir: join(dir, 'data'),
      port: await freePort(),
      env: addressed(given, (url) => proxy.via(url)),
    });
    const faults: string[] = [];
    const queued: number[] = [];
    try {
      product.start();
      await product.ready();
      const writers = await Writers.enter(product, seed);
      writers.begin();

      // Slow: half a second each way.
      proxy.delay(500);
      await writers.busy(3);
      proxy.delay(0);

      // Cut at the commit, again and again, before it arrives or before its answer does.
      proxy.cutAtCommit(() => (roll() < 0.15 ? (roll() < 0.5 ? 'before' : 'after') : null));
      while (proxy.cuts < n) await writers.busy(1);
      proxy.cutAtCommit(null);

      // Silent: nothing passes, then PostgreSQL itself stands still. Who comes meanwhile waits 5 s and is refused.
      for (const still of ['line', 'server'] as const) {
        const pids = processesOf(join(dir, 'cluster/postgresql'));
        if (still === 'line') proxy.hold();
        else for (const pid of pids) process.kill(pid, 'SIGSTOP');
        const over = sleep(full ? FULL_HOLD : SMALL_HOLD);
        await sleep(500);
        // The first take the connections that are left and hang with them; those after them find none.
        const first = Array.from({ length: 24 }, () => asked(product.url, writers.people[1]!.cookie));
        await over;
        if (still === 'line') proxy.go();
        else for (const pid of pids) process.kill(pid, 'SIGCONT');
        for (const { status, ms } of await Promise.all(first)) {
          if (status !== 200 && status !== 503) faults.push(`while the ${still} was still: ${status}`);
          if (status === 503) queued.push(ms);
        }
        await writers.busy(3);
      }
      if (queued.length === 0) faults.push('nobody was refused while nothing passed');
      faults.push(...queued.filter((ms) => ms > REFUSED_MS).map((ms) => `refused only after ${Math.round(ms)} ms`));

      // Restarted: everybody is thrown out, and comes back.
      proxy.refuse(true);
      await sleep(2_000);
      proxy.refuse(false);
      await product.ready();
      process.kill(processesOf(join(dir, 'cluster/postgresql'))[0]!, 'SIGINT');
      await sleep(200);
      await product.ready();
      await writers.busy();

      await writers.end();
      const judged = await writers.judged(given.workerUrl);
      return {
        faults: [...faults, ...judged.faults],
        figures: { cuts: proxy.cuts, ...judged.figures, refusedMaxMs: Math.round(Math.max(0, ...queued)) },
      };
    } finally {
      await proxy.close();
      await product.stop();
      await given.cluster.stop();
    }
  },
  plants: [
    {
      name: '提交中断也答复成功',
      n: 8,
      patch: [
        {
          file: 'packages/kernel/db/database.ts',
          find: "const answers = await this.#travel([...this.#opening, ...this.#closing, { sql: 'commit', parameters: [] }]);",
          replace:
            "const answers = await this.#travel([...this.#opening, ...this.#closing, { sql: 'commit', parameters: [] }]).catch(() => [{ command: 'COMMIT', count: 1, rows: [] }]);",
        },
      ],
    },
    {
      name: '不认提交编号',
      n: 12,
      patch: [
        {
          file: 'packages/kernel/http/idempotent.ts',
          find: "await first(trx, trx.insertInto('op').values(claim));",
          replace: '',
        },
      ],
    },
  ],
};
