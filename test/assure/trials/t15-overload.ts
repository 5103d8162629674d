// T15: asked two, five and ten times for what it can do, the product does most of what it can and refuses the rest at once.
import { setTimeout as sleep } from 'node:timers/promises';
import { Rig } from '../durability/rig.ts';
import { demoAccounts } from '../../../apps/server/demo/directory.ts';
import { ACCOUNTS } from '../durability/writers.ts';
import { oneAgent, openDay, signIn } from '../load/day.ts';
import { type Shot, closedLoop, good, openLoop, percentile, shoot } from '../load/fire.ts';
import type { Trial } from '../trial.ts';

/** Times the capacity; the share of it that must still be answered well, where there is a promise. */
const LEVELS = [
  { times: 2, share: 0.8 },
  { times: 5, share: null },
  { times: 10, share: 0.5 },
] as const;
/** Requests abreast when the capacity is measured. */
const ABREAST = 24;
const SIGN_IN_EVERY_MS = 500;
const RECOVERED_MS = 10_000;
/** So many quick answers in a row are a recovery. */
const QUICK = { answers: 10, ms: 500 };

export const trial: Trial = {
  id: 'T15',
  title: '超过能力十倍的请求：能办的照办，办不了的当场请稍后再来，登录不受影响',
  small: 0,
  full: 50,
  async run({ n, roll, dir, server }) {
    const faults: string[] = [];
    const rig = await Rig.open(server, dir, ACCOUNTS);
    try {
      const day = await openDay(rig.url, roll);
      await closedLoop(rig.port, ABREAST, 5, day.next);
      const seconds = Math.max(5, n / 2);
      const capacity = good(await closedLoop(rig.port, ABREAST, seconds, day.next)).length / seconds;
      const figures: Record<string, number> = { capacity: Math.round(capacity) };
      for (const { times, share } of LEVELS) {
        const over = new AbortController();
        const signingIn = signInWhile(rig.port, over.signal);
        const shots = await openLoop(rig.port, capacity * times, n, day.next);
        over.abort();
        const [answered, entered] = [good(shots), await signingIn];
        const goodput = answered.length / n / capacity;
        const p99 = percentile(answered, 99);
        figures[`good${times}x`] = Math.round(goodput * 100) / 100;
        figures[`p99of${times}x`] = p99;
        figures[`signIn${times}x`] = Math.round((good(entered).length / entered.length) * 1000) / 1000;
        if (share !== null && goodput < share)
          faults.push(`${times}×: only ${Math.round(goodput * 100)} % of capacity`);
        if (p99 > 1_000) faults.push(`${times}×: accepted p99 ${p99} ms`);
        if (times === 5 && good(entered).length < entered.length * 0.99)
          faults.push(`5×: ${good(entered).length} of ${entered.length} signed in`);
        faults.push(...astray(shots).map((what) => `${times}×: ${what}`));
        const back = await recovery(rig.port, day.reads);
        figures[`backMs${times}x`] = back;
        if (back > RECOVERED_MS) faults.push(`${times}×: recovered after ${back} ms`);
      }
      return { faults, figures };
    } finally {
      await rig.stop();
    }
  },
  plants: [
    {
      name: '来者不拒',
      n: 15,
      patch: [
        {
          file: 'packages/kernel/http/admission.ts',
          find: 'if (!room || room.inside < room.most) return;',
          replace: 'if (!room || room.inside < 1e9) return;',
        },
      ],
    },
    {
      name: '登录没有保留通道',
      n: 15,
      patch: [
        {
          file: 'packages/kernel/http/admission.ts',
          find: 'if (!declared || declared.reserved || declared.url === LIVE) return null;',
          replace: 'if (!declared || declared.url === LIVE) return null;',
        },
      ],
    },
  ],
};

/** Answers that are neither a yes nor a refusal that says when to come again. */
function astray(shots: readonly Shot[]): string[] {
  const odd = new Map<string, number>();
  for (const { status, retryAfter } of shots) {
    if (status === 200 || ((status === 503 || status === 429) && retryAfter)) continue;
    const name = status === null ? 'without an answer' : `answered ${status}`;
    odd.set(name, (odd.get(name) ?? 0) + 1);
  }
  return [...odd].map(([name, count]) => `${count} ${name}`);
}

/** They sign in while others work: whoever signs in too often ends sessions of his own. */
const NEWCOMERS = demoAccounts.filter((account) => !ACCOUNTS.includes(account));

/** Somebody signs in twice a second until told that it is over. */
async function signInWhile(port: number, over: AbortSignal): Promise<Shot[]> {
  const shots: Promise<Shot>[] = [];
  for (let i = 0; !over.aborted; i++) {
    shots.push(shoot(port, oneAgent(), signIn(NEWCOMERS[i % NEWCOMERS.length]!)));
    await sleep(SIGN_IN_EVERY_MS);
  }
  return Promise.all(shots);
}

/** Milliseconds until the first of ten quick answers in a row. */
async function recovery(port: number, next: Parameters<typeof closedLoop>[3]): Promise<number> {
  const agent = oneAgent();
  const began = performance.now();
  let first = 0;
  for (let row = 0; row < QUICK.answers && performance.now() - began < RECOVERED_MS * 2;) {
    const shot = await shoot(port, agent, next());
    if (row === 0) first = performance.now() - began;
    row = shot.status === 200 && shot.ms < QUICK.ms ? row + 1 : 0;
  }
  agent.destroy();
  return Math.round(first);
}
