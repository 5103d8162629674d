// T50: the machine of the primary dies, hands over, or is cut off while people write on two servers; nothing acknowledged is lost.
import { openStore } from '@anlan/kernel/db';
import { join } from 'node:path';
import { furnish, quiet } from '../durability/rig.ts';
import { ACCOUNTS, Writers } from '../durability/writers.ts';
import { Cluster, PASSWORD } from '../failover/cluster.ts';
import { Desks } from '../failover/desk.ts';
import { layBridge, removeNet } from '../failover/net.ts';
import type { Trial } from '../trial.ts';

/** Seconds in which both servers must take writes again. */
const BACK = 30;
/** Seconds in which each server must tell an open screen of a deed. */
const TOLD = 15;

export const trial: Trial = {
  id: 'T50',
  title: '主库所在的机器倒下、交接或断网，已答复的写入一笔不丢，30 秒内恢复',
  small: 0,
  full: 3,
  needs: ['patroni', 'etcd-server', 'pgbouncer', 'haproxy', 'postgresql-15', 'iptables'],
  async run({ n, seed, dir, server, full }) {
    if (process.getuid?.() !== 0) return { faults: ['only root can lay networks'], figures: {} };
    const faults: string[] = [];
    const times: Record<string, number> = {};
    layBridge();
    const cluster = new Cluster(dir);
    const desks = new Desks(dir);
    const directly = async () => `postgresql://migrator:${PASSWORD}@${(await cluster.leader()).address}:5432/anlan`;
    try {
      await cluster.start();
      const data = join(dir, 'files');
      const store = await openStore({ dir: data, url: await directly(), log: quiet });
      await furnish(store, ACCOUNTS);
      await desks.start(server, data);
      await desks.enter('anjian');
      const writers = await Writers.enter(desks, seed);
      writers.begin();

      /** Something happens to the machine of the primary while writes are under way. */
      const befall = async (name: string, strike: () => Promise<void> | void) => {
        await writers.busy();
        await strike();
        times[name] = await desks.back();
        if (times[name] > BACK * 1000) faults.push(`${name}: back after ${times[name]} ms`);
      };
      for (let kill = 1; kill <= n; kill++) {
        const leader = await cluster.leader();
        await befall(`kill${kill}Ms`, () => leader.die());
        await cluster.leader([leader]);
        cluster.boot(leader);
        await cluster.whole();
      }
      if (full) {
        await befall('switchoverMs', () => cluster.switchOver());
        await cluster.whole();
        const leader = await cluster.leader();
        await befall('splitMs', () => leader.cable(false));
        await cluster.leader([leader]);
        leader.cable(true);
        await cluster.whole();
      }
      // The worst cut: the primary hears its servers and not its peers, so it could still say yes to what nobody copies.
      const leader = await cluster.leader();
      await befall('halfSplitMs', () => leader.cut(cluster.machines.filter((m) => m !== leader)));
      await cluster.leader([leader]);
      leader.heal();
      await cluster.whole();

      for (const name of await desks.deaf(TOLD)) faults.push(`${name} tells open screens of no deeds`);
      await writers.end();
      const system = new URL(store.workerUrl);
      system.hostname = (await cluster.leader()).address;
      const judged = await writers.judged(system.href);
      return { faults: [...faults, ...judged.faults], figures: { kills: n, ...judged.figures, ...times } };
    } finally {
      await desks.remove();
      await cluster.remove();
      removeNet();
    }
  },
  plants: [
    {
      name: '答复不等备库',
      n: 0,
      patch: [
        {
          file: 'test/assure/failover/cluster.ts',
          find: "const text = readFileSync(join(root, 'docs/manual/failover', name), 'utf8');",
          replace:
            "const text = readFileSync(join(root, 'docs/manual/failover', name), 'utf8').replace(/(synchronous_commit): 'on'/, '$1: local');",
        },
      ],
    },
    {
      name: '经连接池仍用具名语句',
      n: 0,
      patch: [
        { file: 'packages/kernel/db/database.ts', find: 'this.#named = !pooled;', replace: 'this.#named = true;' },
      ],
    },
    {
      name: '经连接池听通知',
      n: 0,
      patch: [
        {
          file: 'packages/kernel/boot/index.ts',
          find: 'openLive({ url: workerUrl,',
          replace: 'openLive({ url: systemUrl,',
        },
      ],
    },
  ],
};
