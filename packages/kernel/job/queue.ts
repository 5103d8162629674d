// graphile-worker under supervision: a pool that dies is replaced, and jobs held by a server that died are freed.
import { EventEmitter } from 'node:events';
import { runTaskList, type WorkerPool } from 'graphile-worker';
import pg from 'pg';
import { type Log, queueLogger } from './log.ts';

const ABREAST = 4;
const AGAIN_MS = 1_000;
const LAST_MS = 10_000;
/** Idle workers ask for a job every second. */
const SILENT_MS = 5_000;
/** A pool that has just lost its connections gets this long to come back before its jobs are given to others. */
const GRACE = '10 seconds';

const FREE = 'update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = now()';
/** Delays make the ends of jobs awaited: without them a failure to write one down is an unhandled rejection. */
const PRESET = {
  worker: { concurrentJobs: ABREAST, pollInterval: 1_000, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
};

export type Queue = {
  /** Looks for jobs now, also those that wait for their next attempt; gives how many are still to be done. */
  hurry(): Promise<number>;
  /** Frees the jobs of servers that are gone. */
  freeOrphans(): Promise<void>;
  /** Lets running jobs end, for ten seconds at most. */
  stop(): Promise<void>;
};

type Crew = { pool: pg.Pool; workers: WorkerPool; running: number; heardAt: number };

/** Works on jobs with `run` until stopped. `url` is the worker's login; `beat` hears of every job asked for, begun and ended. */
export function openQueue(url: string, run: (job: unknown) => Promise<void>, log: Log, beat = () => {}): Queue {
  let stopping = false;
  let restart: ReturnType<typeof setTimeout> | undefined;
  let crew = begin();

  function begin(): Crew {
    const pool = new pg.Pool({ connectionString: url, max: ABREAST + 4, connectionTimeoutMillis: 10_000 });
    pool.on('error', (error) => stopping || log.warn(`queue: ${error.message}`));
    // A lent connection that dies tells whoever uses it; told to nobody as well, it would end the process.
    pool.on('connect', (client) => client.on('error', () => {}));
    const events = new EventEmitter();
    // Every connection bears the name of the pool that holds the jobs: a name without a connection is a dead server.
    events.on('pool:create', ({ workerPool: { id } }: { workerPool: WorkerPool }) =>
      Object.assign(pool.options, { application_name: id }),
    );
    const options = { preset: PRESET, pgPool: pool, noHandleSignals: true, logger: queueLogger(log), events };
    const begun: Crew = { pool, workers: runTaskList(options, { anlan: run }, pool), running: 0, heardAt: Date.now() };
    const hear = (running: number) => () => {
      Object.assign(begun, { running: begun.running + running, heardAt: Date.now() });
      if (begun === crew) beat();
    };
    events.on('worker:getJob:empty', hear(0)).on('job:start', hear(1)).on('job:complete', hear(-1));
    // It shuts itself down when it could not write down what became of a job, and may never come to the end of that.
    events.on('pool:gracefulShutdown', () => setTimeout(() => replace(begun, 'they did not end'), AGAIN_MS).unref());
    begun.workers.promise.then(
      () => replace(begun, 'they ended'),
      (error: unknown) => replace(begun, String(error)),
    );
    return begun;
  }

  /** New workers take over what the old ones held; what those still finish is found done. */
  function replace(old: Crew, why: string) {
    if (stopping || old !== crew || restart) return;
    log.error(`queue: the workers are replaced: ${why}`);
    void dismiss(old);
    restart = setTimeout(() => {
      restart = undefined;
      crew = begin();
      crew.pool
        .query(`${FREE} where locked_by = $1`, [old.workers.id])
        .catch((error: unknown) => log.warn(`queue: ${String(error)}`));
    }, AGAIN_MS);
  }

  async function dismiss({ pool, workers }: Crew): Promise<void> {
    const forced = setTimeout(
      () => void Promise.resolve(workers.forcefulShutdown('stopping')).catch(() => {}),
      LAST_MS,
    );
    const tooLong = new Promise<void>((resolve) => setTimeout(resolve, LAST_MS + AGAIN_MS).unref());
    const ended = Promise.resolve(workers.gracefulShutdown()).catch((error: unknown) =>
      log.warn(`queue: ${String(error)}`),
    );
    await Promise.race([ended, tooLong]);
    clearTimeout(forced);
    await Promise.race([pool.end().catch(() => {}), tooLong]);
  }

  /** Called when the database answers: workers that could take a job and have not asked for one are not alive. */
  function watch() {
    if (crew.running < ABREAST && Date.now() - crew.heardAt > SILENT_MS) replace(crew, 'they do not ask for jobs');
  }

  return {
    async hurry() {
      const { rows } = await crew.pool.query<{ left: number }>(`
        with due as (update graphile_worker._private_jobs set run_at = now() where is_available and run_at > now() returning 1)
        select count(*)::int as left from graphile_worker._private_jobs where is_available or locked_at is not null`);
      const left = rows[0]!.left;
      if (left > 0 && !stopping) crew.workers.nudge(ABREAST);
      watch();
      return left;
    },
    async freeOrphans() {
      await crew.pool.query(`${FREE} where locked_at < now() - interval '${GRACE}'
        and not exists (select 1 from pg_stat_activity where application_name = locked_by)`);
      watch();
    },
    stop() {
      stopping = true;
      clearTimeout(restart);
      return dismiss(crew);
    },
  };
}
