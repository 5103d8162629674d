// T15b: a thousand clients that hold connections and hundreds of idle streams take nothing from the others, and are let go.
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { Rig } from '../durability/rig.ts';
import { ACCOUNTS } from '../durability/writers.ts';
import { openDay } from '../load/day.ts';
import { type Ask, good, openLoop, percentile, shoot } from '../load/fire.ts';
import { openFront } from '../load/front.ts';
import { type Kind, heldBy, slow } from '../load/slow.ts';
import type { Trial } from '../trial.ts';

const KINDS: readonly Kind[] = ['head', 'body', 'read'];
/** Who is slow, who reads streams, and who works: three addresses of this machine. */
const FROM = { slow: '127.0.0.3', streams: '127.0.0.4', others: '127.0.0.2' };
const STREAMS = 90;
/** The others' requests a second, and for how long they are timed. */
const RATE = 20;
const SECONDS = 10;
/** Seconds in which the slow ones are let go. */
const LET_GO = 30;
/** Below this many milliseconds, twice as long is still no difference to anybody. */
const NOTICED_MS = 100;

type Leg = { name: string; port: number; tls: boolean; kinds: readonly Kind[] };

export const trial: Trial = {
  id: 'T15b',
  title: '一千个慢连接和许多空闲的实时更新，不影响别人，30 秒内断开',
  small: 0,
  full: 1_000,
  needs: ['nginx', 'openssl'],
  async run({ n, roll, dir, server }) {
    const faults: string[] = [];
    const figures: Record<string, number> = {};
    // The product is told of nginx as an operator would tell it.
    process.env.TRUST_PROXY = '127.0.0.1';
    const rig = await Rig.open(server, dir, ACCOUNTS);
    const front = await openFront(dir, rig.port);
    try {
      const day = await openDay(rig.url, roll);
      // What the slow ones will ask for is written at the first asking.
      await fetch(`${rig.url}/api/openapi.json`);
      const legs: Leg[] = [
        { name: 'direct', port: rig.port, tls: false, kinds: KINDS },
        // nginx holds a trickling body itself, at no cost to the product, until the trickle stops.
        { name: 'nginx', port: front.port, tls: true, kinds: ['head', 'read'] },
      ];
      for (const leg of legs) {
        const { name, port, tls, kinds } = leg;
        const agent = (localAddress: string, maxSockets: number) => {
          const how = { keepAlive: true, maxSockets, localAddress };
          return tls ? new TlsAgent({ ...how, rejectUnauthorized: false }) : new Agent(how);
        };
        const bySession = (ask: Ask): Ask =>
          tls ? { ...ask, headers: { ...ask.headers, cookie: `__Host-${ask.headers.cookie}` } } : ask;
        const others = () => openLoop(port, RATE, SECONDS, () => bySession(day.reads()), agent(FROM.others, 40));
        const before = percentile(good(await others()), 99);
        const streaming = agent(FROM.streams, STREAMS);
        const cookies = [...day.cookies.values()];
        for (let i = 0; i < STREAMS; i++) {
          const headers = { cookie: cookies[i % cookies.length]! };
          void shoot(port, streaming, bySession({ method: 'GET', path: '/api/live', headers }), 0, LET_GO * 4_000);
        }
        const letGo = Array.from({ length: n }, (_, i) =>
          slow(kinds[i % kinds.length]!, { port, from: FROM.slow, tls }),
        );
        try {
          await sleep(2_000);
          const during = await others();
          const after = percentile(good(during), 99);
          figures[`${name}P99`] = before;
          figures[`${name}P99Slow`] = after;
          if (good(during).length < during.length)
            faults.push(`${name}: ${during.length - good(during).length} of the others were not answered`);
          if (after > Math.max(2 * before, NOTICED_MS))
            faults.push(`${name}: others' p99 from ${before} to ${after} ms`);
          await sleep((LET_GO - SECONDS - 2) * 1000);
          const left = heldBy(port, FROM.slow);
          figures[`${name}Held`] = left;
          if (left > 0) faults.push(`${name}: ${left} slow connections are held after ${LET_GO} s`);
          const streams = heldBy(port, FROM.streams);
          figures[`${name}Streams`] = streams;
          if (streams < STREAMS) faults.push(`${name}: only ${streams} of ${STREAMS} streams are open`);
        } finally {
          for (const end of letGo) end();
          streaming.destroy();
        }
      }
      return { faults, figures };
    } finally {
      await front.stop();
      await rig.stop();
    }
  },
  plants: [
    {
      name: '不赶走慢连接',
      n: 90,
      patch: [
        {
          file: 'packages/kernel/http/patience.ts',
          find: 'under.delete(transfer);\n        transfer',
          replace: 'transfer.waits();\n        void transfer',
        },
      ],
    },
    {
      name: '请求头可以一直不来',
      n: 90,
      patch: [
        {
          file: 'packages/kernel/http/patience.ts',
          find: 'headersTimeout: 15_000',
          replace: 'headersTimeout: 600_000',
        },
      ],
    },
  ],
};
