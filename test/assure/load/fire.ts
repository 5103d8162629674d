// Open-loop load: requests leave at their time whether or not earlier ones were answered, as people do.
import { Agent, request } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export type Ask = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string };
/** What one request came to: `status` null where none came within the patience; `ms` from the time it should have left. */
export type Shot = { at: number; ms: number; status: number | null; retryAfter: boolean };

/** How long a client waits for an answer, and how many it has under way at most. */
const PATIENCE_MS = 10_000;
const OPEN = 1_500;
const TICK_MS = 10;

/** One request over `agent`, timed from `due`, which may be silent for `patience` milliseconds. */
export function shoot(
  port: number,
  agent: Agent,
  ask: Ask,
  due = performance.now(),
  patience = PATIENCE_MS,
): Promise<Shot> {
  return new Promise((done) => {
    const end = (status: number | null, retryAfter = false) =>
      done({ at: due, ms: performance.now() - due, status, retryAfter });
    const { method, path, headers, body } = ask;
    const protocol = agent instanceof TlsAgent ? 'https:' : 'http:';
    const to = { protocol, host: '127.0.0.1', port, method, path, headers, agent, timeout: patience };
    const out = request(to, (reply) => {
      reply.resume();
      reply.once('end', () => end(reply.statusCode ?? null, reply.headers['retry-after'] !== undefined));
      reply.once('error', () => end(null));
    });
    out.once('timeout', () => out.destroy());
    out.once('error', () => end(null));
    out.end(body);
  });
}

/** `rate` requests a second for `seconds`, as `next` makes them. */
export async function openLoop(
  port: number,
  rate: number,
  seconds: number,
  next: () => Ask,
  agent: Agent = new Agent({ keepAlive: true, maxSockets: OPEN }),
): Promise<Shot[]> {
  const shots: Promise<Shot>[] = [];
  const begun = performance.now();
  for (let now = 0; now < seconds * 1000; now = performance.now() - begun) {
    for (const due = Math.floor((now * rate) / 1000); shots.length < due;)
      shots.push(shoot(port, agent, next(), begun + (shots.length * 1000) / rate));
    await sleep(TICK_MS);
  }
  const all = await Promise.all(shots);
  agent.destroy();
  return all;
}

/** `abreast` clients that ask again as soon as they are answered, for `seconds`: gives answers a second. */
export async function closedLoop(port: number, abreast: number, seconds: number, next: () => Ask): Promise<Shot[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: abreast });
  const until = performance.now() + seconds * 1000;
  const shots: Shot[] = [];
  const client = async () => {
    while (performance.now() < until) shots.push(await shoot(port, agent, next()));
  };
  await Promise.all(Array.from({ length: abreast }, client));
  agent.destroy();
  return shots;
}

/** The p-th percentile of the times, in whole milliseconds; 0 of none. */
export function percentile(shots: readonly Shot[], p: number): number {
  const times = shots.map((s) => s.ms).toSorted((a, b) => a - b);
  return Math.round(times[Math.min(times.length - 1, Math.floor((times.length * p) / 100))] ?? 0);
}

export const good = (shots: readonly Shot[]) => shots.filter((s) => s.status === 200);
