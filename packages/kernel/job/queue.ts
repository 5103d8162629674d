// graphile-worker under supervision: a pool that dies is replaced, and jobs held by a server that died are freed.
import { EventEmitter } from 'node:events';
import { runTaskList, type WorkerPool } from 'graphile-worker';
import pg from 'pg';
import { type Log, queueLogger } from './log.ts';

const ABREAST = 4;
const AGAIN_MS = 1_000;
const LAST_MS = 10_000;
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

type Crew = { pool: pg.Pool; workers: WorkerPool };

/** Works on jobs with `run` until stopped. `url` is the worker's login. */
export function openQueue(url: string, run: (job: unknown) => Promise<void>, log: Log): Queue {
  let stopping = false;
  let restart: ReturnType<typeof setTimeout> | undefined;
  let crew = begin();

  function begin(): Crew {
    const pool = new pg.Pool({ connectionString: url, max: ABREAST + 4, connectionTimeoutMillis: 10_000 });
    pool.on('error', (error) => log.warn(`queue: ${error.message}`));
    // A lent connection that dies tells whoever uses it; told to nobody as well, it would end the process.
    pool.on('connect', (client) => client.on('error', () => {}));
    // Every connection bears the name of the pool that holds the jobs: a name without a connection is a dead server.
    const events = new EventEmitter();
    events.on('pool:create', ({ workerPool: { id } }: { workerPool: WorkerPool }) =>
      Object.assign(pool.options, { application_name: id }),
    );
    const workers = runTaskList(
      { preset: PRESET, pgPool: pool, noHandleSignals: true, logger: queueLogger(log), events },
      { anlan: run },
      pool,
    );
    workers.promise.then(
      () => ended({ pool, workers }, ''),
      (error: unknown) => ended({ pool, workers }, `: ${String(error)}`),
    );
    return { pool, workers };
  }

  /** A pool that could not say what became of a job gives up; the next one takes over what it held. */
  function ended({ pool, workers }: Crew, why: string) {
    if (stopping) return;
    log.error(`queue: the workers ended and are started again${why}`);
    void pool.end().catch(() => {});
    restart = setTimeout(() => {
      crew = begin();
      crew.pool
        .query(`${FREE} where locked_by = $1`, [workers.id])
        .catch((error: unknown) => log.warn(`queue: ${String(error)}`));
    }, AGAIN_MS);
  }

  return {
    async hurry() {
      const { rows } = await crew.pool.query<{ left: number }>(`
        with due as (update graphile_worker._private_jobs set run_at = now() where is_available and run_at > now() returning 1)
        select count(*)::int as left from graphile_worker._private_jobs where is_available or locked_at is not null`);
      const left = rows[0]!.left;
      if (left > 0 && !stopping) crew.workers.nudge(ABREAST);
      return left;
    },
    async freeOrphans() {
      await crew.pool.query(`${FREE} where locked_at < now() - interval '${GRACE}'
        and not exists (select 1 from pg_stat_activity where application_name = locked_by)`);
    },
    async stop() {
      stopping = true;
      clearTimeout(restart);
      const { pool, workers } = crew;
      const forced = setTimeout(
        () => void Promise.resolve(workers.forcefulShutdown('stopping')).catch(() => {}),
        LAST_MS,
      );
      await Promise.resolve(workers.gracefulShutdown()).catch((error: unknown) => log.warn(`queue: ${String(error)}`));
      clearTimeout(forced);
      await pool.end();
    },
  };
}
