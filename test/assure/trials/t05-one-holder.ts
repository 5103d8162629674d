// T5: one server at a time on a data folder: a second is refused with the holder's process id, a dead holder's place is taken.
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../durability/kills.ts';
import { Product, freePort } from '../durability/product.ts';
import { Rig } from '../durability/rig.ts';
import { ACCOUNTS, Writers } from '../durability/writers.ts';
import type { Trial } from '../trial.ts';

/** The holder is killed after so many refusals. */
const KILL_EVERY = 10;
const TAKEOVER_MS = { full: 5_000, small: 30_000 };

export const trial: Trial = {
  id: 'T5',
  title: '同一数据目录只容一个服务，占用者终止后立即可接手',
  small: 2,
  full: 100,
  patience: 120_000,
  async run({ n, seed, dir, server, full }) {
    const rig = await Rig.open(server, dir, ACCOUNTS);
    const faults: string[] = [];
    const takeovers: number[] = [];
    try {
      const writers = await Writers.enter(rig, seed);
      writers.begin();
      for (let i = 0; i < n; i++) {
        const second = new Product({ server, dir: rig.dir, port: await freePort() });
        second.start();
        const late = sleep(30_000, 'late' as const, { ref: false });
        const code = await Promise.race([second.ended(), late]);
        if (code === 'late') await second.kill();
        if (code === 0 || code === 'late') faults.push(`a second server was let in: ${code}`);
        if (!second.said.includes(`进程 ${rig.pid} `))
          faults.push(`the holder was not named: ${second.said.slice(0, 120)}`);
        if (i % KILL_EVERY !== KILL_EVERY - 1 && i !== n - 1) continue;
        await writers.busy();
        await rig.killServer();
        takeovers.push(await rig.ready());
      }
      await writers.end();
      const judged = await writers.judged(rig.workerUrl);
      const late = takeovers.filter((ms) => ms > (full ? TAKEOVER_MS.full : TAKEOVER_MS.small));
      return {
        faults: [...faults, ...judged.faults, ...late.map((ms) => `taken over after ${Math.round(ms)} ms`)],
        figures: {
          refused: n - faults.length,
          takeovers: takeovers.length,
          takeoverMedianMs: median(takeovers),
          writes: judged.figures.writes!,
          lost: judged.figures.lost!,
        },
      };
    } finally {
      await rig.stop();
    }
  },
  plants: [
    {
      name: '不看占用者是否在运行',
      n: 1,
      patch: [
        { file: 'packages/kernel/db/lock.ts', find: '(born ?? null) === bornAt(pid)', replace: "born === 'never'" },
      ],
    },
  ],
};
