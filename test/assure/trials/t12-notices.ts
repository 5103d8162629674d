// T12: messages and digests reach everybody once, though workers are killed, two are at work, and the gateway is down.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type KernelTables, localDay, makeCtx, systemClock, systemMember } from '@anlan/kernel/ctx';
import { Database } from '@anlan/kernel/db';
import { enqueue } from '@anlan/kernel/job';
import { gatewayState, retryGateway, tell } from '@anlan/kernel/notify';
import { sql } from 'kysely';
import { addressed, openCluster } from '../durability/cluster.ts';
import { Person } from '../durability/people.ts';
import { Product, freePort } from '../durability/product.ts';
import { ACCOUNTS } from '../durability/writers.ts';
import type { Trial } from '../trial.ts';

/** Milliseconds in which everything must have been delivered once the gateway answers again. */
const DELIVERED = 120_000;

/** A gateway that counts what it took, and is down when told. */
async function openGateway() {
  const taken = new Map<string, number>();
  const gateway = { taken, down: false, url: '', close: async () => {} };
  const http = createServer((request, reply) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (gateway.down) return reply.writeHead(503).end();
      const { id } = JSON.parse(body) as { id: string };
      taken.set(id, (taken.get(id) ?? 0) + 1);
      reply.writeHead(200).end();
    });
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  gateway.url = `http://127.0.0.1:${(http.address() as { port: number }).port}/`;
  gateway.close = () => new Promise<void>((done) => (http.closeAllConnections(), http.close(() => done())));
  return gateway;
}

export const trial: Trial = {
  id: 'T12',
  title: '后台被终止、两个后台并行、网关中断，提醒不丢也不重复',
  small: 0,
  full: 40,
  async run({ n, roll, dir, server }) {
    const given = await openCluster(dir, ACCOUNTS);
    const gateway = await openGateway();
    const system = new Database<KernelTables>({ url: given.workerUrl, max: 3 });
    const me = systemMember('trial');
    const ctx = () => makeCtx(system.as(me.actor), me, systemClock, undefined as never);
    const both = [await freePort(), await freePort()].map(
      (port) =>
        new Product({
          server,
          dir: join(dir, 'data'),
          port,
          env: { ...addressed(given), ANLAN_ALLOW_HOSTS: '127.0.0.1' },
        }),
    );
    const faults: string[] = [];
    try {
      const people = await ctx()
        .db.selectFrom('account')
        .select(['login', 'person_id'])
        .where('login', 'in', ACCOUNTS)
        .execute();
      await sql`insert into gateway (url, secret, enabled, updated_at, updated_by_name) values (${gateway.url}, 'trial-secret', true, now(), 'trial')`.execute(
        ctx().db,
      );
      for (const one of both) one.start();
      await Promise.all(both.map((one) => one.ready()));

      let told = 0;
      for (let i = 0; i < n; i++) {
        gateway.down = i % 3 === 1;
        // Each is said twice, as reactions and nights may say it; half of them by two at once.
        for (const { person_id: id } of people) {
          const say = () => tell(ctx(), { people: [id], title: `提醒之${i}`, type: 'study', cause: `trial:${i}` });
          await Promise.all([say(), say()]);
          told++;
        }
        for (let twice = 0; twice < 2; twice++)
          await enqueue(ctx(), 'notify.digest', {
            day: localDay(systemClock.now()),
            people: people.map((p) => p.person_id),
          });
        // While the gateway is down the workers come to it and are refused.
        await sleep(gateway.down ? 1_000 : roll() * 300);
        const victim = both[i % 2]!;
        await victim.kill();
        victim.start();
        if (roll() < 0.5) await victim.ready();
      }
      gateway.down = false;
      await Promise.all(both.map((one) => one.ready()));

      const rows = () => ctx().db.selectFrom('inbox').select(['id', 'person_id', 'cause', 'title']).execute();
      const until = Date.now() + DELIVERED;
      for (;;) {
        const due = (await rows()).filter((m) => m.cause.startsWith('trial:') || m.cause.startsWith('digest:'));
        if (due.every((m) => gateway.taken.has(m.id)) || Date.now() > until) break;
        // What waits for its next attempt is given it now, as the administrator's button does.
        await retryGateway(
          system,
          (await gatewayState(system)).failures.map((f) => f.jobId),
        );
        await sleep(500);
      }
      const inbox = await rows();
      const mine = inbox.filter((m) => m.cause.startsWith('trial:'));
      if (mine.length !== told) faults.push(`${told} were told, ${mine.length} are in the inbox`);
      for (const m of inbox) if (!gateway.taken.has(m.id)) faults.push(`not delivered: ${m.title}`);
      const known = new Set(inbox.map((m) => m.id));
      for (const id of gateway.taken.keys())
        if (!known.has(id)) faults.push(`delivered under an unknown number: ${id}`);
      const named = inbox.map((m) => `${m.person_id} ${m.cause}`);
      if (new Set(named).size !== named.length) faults.push('a message is in an inbox twice');
      for (const { login, person_id: id } of people) {
        const reader = new Person(both[0]!, login, 1);
        await reader.enter();
        const { items, count } = await reader.get<{ items: { id: string }[]; count: number }>('/api/inbox?limit=50');
        const expected = inbox.filter((m) => m.person_id === id).length;
        if (new Set(items.map((m) => m.id)).size !== Math.min(expected, 50) || count !== expected)
          faults.push(`${login} is shown ${count} of ${expected}`);
      }
      const again = [...gateway.taken.values()].filter((times) => times > 1).length;
      return {
        faults,
        figures: { kills: n, told, delivered: gateway.taken.size, deliveredAgain: again, lost: faults.length },
      };
    } finally {
      await Promise.all(both.map((one) => one.stop()));
      await system.close();
      await gateway.close();
      await given.cluster.stop();
    }
  },
  plants: [
    {
      name: '网关没有收下也当作送达',
      n: 6,
      patch: [
        {
          file: 'packages/kernel/notify/gateway.ts',
          find: 'if (answer.status < 200 || answer.status > 299) throw new Error(`the gateway answered ${answer.status}`);',
          replace: '',
        },
      ],
    },
    {
      name: '停机的后台占着的任务不放开',
      n: 10,
      patch: [
        {
          file: 'packages/kernel/job/queue.ts',
          find: "const GRACE = '10 seconds';",
          replace: "const GRACE = '10 hours';",
        },
      ],
    },
  ],
};
