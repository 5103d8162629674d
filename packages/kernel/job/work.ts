// The worker of a server: empties the outbox, does the jobs, chains the audit, and passes the nights.
import { sql } from 'kysely';
import { type Anchor, chain } from '../audit/index.ts';
import { localDay, systemMember } from '../ctx/index.ts';
import { tellFailed } from './failed.ts';
import type { Log } from './log.ts';
import { loop } from './loop.ts';
import { releaseDue, takeDeeds } from './outbox.ts';
import { openPulse } from './pulse.ts';
import { openQueue } from './queue.ts';
import { claimNight, doer, type Duties } from './tasks.ts';

export type Work = {
  /** Ends after what is under way. */
  stop(): Promise<void>;
  /** Waits until outbox, jobs and audit queue are empty; retries do not wait for their time. Work due later stays. */
  drain(): Promise<void>;
  /** Does the nightly pass of a day (today by the told clock) unless it was done. */
  nightly(day?: string): Promise<void>;
};

/** `url` is the worker's login; several servers on one database share the work. */
export type WorkOptions = Duties & {
  url: string;
  log: Log;
  /** Signs how the audit stands, from time to time. */
  anchor?: Anchor;
  /** Leaves outbox and audit to `drain`: a load in bulk takes them up in large batches instead of ten times a second. */
  onlyWhenDrained?: boolean;
};

/** Milliseconds between looks: while there is something, and while there is nothing. */
const BUSY = 100;
const IDLE = 250;
const MINDING = 10_000;
const DRAIN_MS = 60_000;

/** Starts the worker; the nightly pass of today is asked for at once where it has not been. */
export async function startWork({ url, log, anchor, onlyWhenDrained = false, ...duties }: WorkOptions): Promise<Work> {
  const { system, clock, reactions } = duties;
  const pulse = openPulse(onlyWhenDrained ? ['minding'] : ['minding', 'outbox', 'audit', 'queue'], log);
  const queue = openQueue(url, doer(duties), log, () => pulse.beat('queue'));
  let lastNight = '';

  async function minding() {
    const today = localDay(clock.now());
    if (today !== lastNight) await claimNight(duties, today);
    lastNight = today;
    await queue.freeOrphans();
    await tellFailed(duties);
    return MINDING;
  }

  async function chaining() {
    const moved = await chain(system);
    await anchor?.look(moved > 0);
  }

  const complain = (what: string) => (error: unknown) => log.error(`${what}: ${String(error)}`);
  // Today's pass is in the queue before the first caller can wait for it.
  await minding().catch(complain('worker'));
  const taking = () => [
    loop(
      async () => ((await takeDeeds(system, reactions)) + (await releaseDue(system, clock.now())) > 0 ? BUSY : IDLE),
      complain('outbox'),
      () => pulse.beat('outbox'),
    ),
    loop(
      async () => (await chaining(), BUSY),
      complain('audit'),
      () => pulse.beat('audit'),
    ),
  ];
  const loops = [loop(minding, complain('worker'), () => pulse.beat('minding')), ...(onlyWhenDrained ? [] : taking())];

  async function drain() {
    const until = Date.now() + DRAIN_MS;
    for (;;) {
      while ((await takeDeeds(system, reactions)) > 0);
      await releaseDue(system, clock.now());
      const jobs = await queue.hurry();
      await chaining();
      if (jobs === 0 && (await isEmpty())) break;
      if (Date.now() > until)
        throw new Error(`the worker is not done after ${DRAIN_MS / 1000} s: ${jobs} jobs are left`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await tellFailed(duties);
  }

  async function isEmpty(): Promise<boolean> {
    const { rows } = await sql<{ empty: boolean }>`
      select not exists (select 1 from outbox) and not exists (select 1 from audit_in) as empty`.execute(
      system.as(systemMember('worker').actor),
    );
    return rows[0]!.empty;
  }

  return {
    async stop() {
      pulse.end();
      await Promise.all(loops.map((each) => each.stop()));
      await queue.stop();
    },
    drain,
    async nightly(day) {
      await claimNight(duties, day ?? localDay(clock.now()));
      await drain();
    },
  };
}
