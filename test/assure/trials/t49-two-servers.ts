// T49: two servers on one database and one folder of files behave as one: sessions, keys, live updates, nights, jobs, files.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { createDatabase } from '@anlan/kernel/db';
import { v7 } from 'uuid';
import { addressed, openCluster } from '../durability/cluster.ts';
import { Person } from '../durability/people.ts';
import { Product, freePort } from '../durability/product.ts';
import { lookInto } from '../durability/rig.ts';
import { study } from '../durability/study.ts';
import { ACCOUNTS, Writers } from '../durability/writers.ts';
import type { Trial } from '../trial.ts';

/** Milliseconds in which what happened at one server must hold at the other. */
const SOON = 1_000;

async function until(ms: number, holds: () => Promise<boolean>): Promise<number | null> {
  const began = performance.now();
  for (;;) {
    if (await holds()) return performance.now() - began;
    if (performance.now() - began > ms) return null;
    await sleep(20);
  }
}

const status = async (url: string, path: string, cookie: string) =>
  (await fetch(url + path, { headers: { cookie } })).status;

export const trial: Trial = {
  id: 'T49',
  title: '两台服务共用一个数据库，如同一台',
  small: 0,
  full: 20,
  async run({ n, seed, dir, server, full }) {
    const faults: string[] = [];
    const given = await openCluster(dir, ACCOUNTS);
    const pair = async (name: string, env: NodeJS.ProcessEnv) => {
      const data = join(dir, name);
      cpSync(join(dir, 'cluster/secrets'), join(data, 'secrets'), { recursive: true });
      const both = [await freePort(), await freePort()].map((port) => new Product({ server, dir: data, port, env }));
      for (const one of both) one.start();
      await Promise.all(both.map((one) => one.ready()));
      return both as [Product, Product];
    };
    const running: Product[] = [];
    try {
      // Both come to an empty database at the same moment.
      await createDatabase(given.adminUrl, 'fresh');
      const fresh = await pair('fresh', { DATABASE_URL: given.cluster.url('fresh') });
      running.push(...fresh);
      await Promise.all(fresh.map((one) => one.stop()));

      const [a, b] = await pair('data', addressed(given));
      running.push(a, b);
      const limit = full ? SOON : 15 * SOON;
      const patience = full ? SOON : 10 * SOON;

      // Who signs in at one is known at the other, and who signs out is known no more.
      const person = new Person(a, 'gewu', seed);
      await person.enter();
      if ((await status(b.url, '/api/me', person.cookie)) !== 200)
        faults.push('signed in at one, unknown at the other');
      await fetch(`${a.url}/api/session`, { method: 'DELETE', headers: { cookie: person.cookie } });
      const out = await until(patience, async () => (await status(b.url, '/api/me', person.cookie)) === 401);
      if (out === null) faults.push('signed out at one, still known at the other');
      await person.enter();
      await lookInto(given.workerUrl, (db) =>
        db.updateTable('account').set({ disabled: true }).where('login', '=', 'gewu').execute(),
      );
      const gone = await until(patience, async () => (await status(b.url, '/api/me', person.cookie)) === 401);
      if (gone === null) faults.push('the account is closed, still known at the other');
      await lookInto(given.workerUrl, (db) =>
        db.updateTable('account').set({ disabled: false }).where('login', '=', 'gewu').execute(),
      );

      // What is written at one is heard at the other.
      const reader = new Person(b, 'pingding', seed);
      await reader.enter();
      const stop = new AbortController();
      const stream = await fetch(`${b.url}/api/live`, { headers: { cookie: reader.cookie }, signal: stop.signal });
      let heard = '';
      const hearing = (async () => {
        for await (const chunk of stream.body!) heard += Buffer.from(chunk).toString();
      })().catch(() => {});
      const writer = new Person(a, 'pingding', seed);
      await writer.enter();
      const id = v7();
      await writer.send(study('pingding', '两台服务上的学习', { id }));
      const live = await until(limit + 1_000, async () => heard.includes(id));
      if (live === null) faults.push('written at one, not heard at the other');
      stop.abort();
      await hearing;

      // One key at both at once.
      const mirror = new Person(b, 'pingding', seed);
      await mirror.enter();
      for (let i = 0; i < n; i++) {
        const write = study('pingding', `同一次学习之${i}`, {});
        const replies = await Promise.all([writer, mirror, writer, mirror].map((who) => who.send(write)));
        if (!replies.every((r) => r.status === 200 && isDeepStrictEqual(r.body, replies[0]!.body)))
          faults.push(`one key, different answers: ${replies.map((r) => r.status).join()}`);
      }

      // People whose requests go now to one, now to the other, while one of them dies and comes back.
      let turn = 0;
      const before = await lookInto(given.workerUrl, (db) => db.selectFrom('record').select(['id', 'title']).execute());
      const twice = before.length - new Set(before.map((r) => r.title)).size;
      if (twice > 0) faults.push(`${twice} studies are there twice`);
      const writers = await Writers.enter(
        {
          get url() {
            return (turn++ % 2 ? a : b).url;
          },
        },
        seed,
        before.map((r) => r.id),
      );
      writers.begin();
      await writers.busy();
      await a.kill();
      await writers.busy();
      a.start();
      await a.ready();
      await writers.busy();
      await writers.end();
      const judged = await writers.judged(given.workerUrl);
      const nights = await lookInto(given.workerUrl, (db) => db.selectFrom('nightly_run').select('day').execute());
      if (new Set(nights.map((r) => r.day)).size !== nights.length) faults.push('a night was passed twice');
      return {
        faults: [...faults, ...judged.faults],
        figures: {
          ...judged.figures,
          keysAtBoth: n,
          liveMs: Math.round(live ?? -1),
          signedOutMs: Math.round(out ?? -1),
        },
      };
    } finally {
      await Promise.all(running.map((one) => one.stop()));
      await given.cluster.stop();
    }
  },
  plants: [
    {
      name: '操作不通知别的服务',
      n: 2,
      patch: [
        {
          file: 'packages/kernel/notify/announce.ts',
          find: 'for (let from = 0; from < deeds.length; from += PER_CALL) {',
          replace: 'for (let from = deeds.length; from < deeds.length; from += PER_CALL) {',
        },
      ],
    },
    {
      name: '不认提交编号',
      n: 2,
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
