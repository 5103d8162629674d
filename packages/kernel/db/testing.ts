// Real PostgreSQL for tests: one cluster a test run, template databases made once, fresh copies in a blink.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import { startEmbedded } from './embedded.ts';
import { holderOf } from './lock.ts';
import { withAdmin } from './migrate.ts';
import { ensureRoles, type Roles } from './roles.ts';

const PREFIX = 'anlan-test-';
const VARIABLE = 'ANLAN_TEST_CLUSTER';
/** Nothing here has to outlive the run: speed before durability. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_wal_size: '256MB',
  max_connections: '300',
};
const silent = { info: () => {}, warn: () => {}, error: console.error };

/** In memory where there is room for it: copying a template then takes 30 ms instead of up to 300. */
function place(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 2 * 1024 ** 3 ? memory : tmpdir();
}

/** Starts the cluster of this test run and makes it known to the test processes; gives back how to end it. */
export async function startTestCluster(): Promise<() => Promise<void>> {
  await sweep();
  const dir = mkdtempSync(join(place(), PREFIX));
  chmodSync(dir, 0o711);
  const cluster = await startEmbedded({ dir, log: silent, settings: FAST });
  const roles = await ensureRoles(cluster.adminUrl, join(dir, 'secrets'));
  process.env[VARIABLE] = JSON.stringify({ adminUrl: cluster.adminUrl, roles } satisfies TestCluster);
  return async () => {
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}

/** Ends and removes what a killed run left behind: starting on its folder takes the folder over. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(place()).filter((entry) => entry.startsWith(PREFIX))) {
    const dir = join(place(), name);
    if (!existsSync(join(dir, 'database.lock')) || holderOf(dir) !== null) continue;
    try {
      const left = await startEmbedded({ dir, log: silent, settings: FAST });
      await left.stop();
      rmSync(dir, { recursive: true, force: true });
    } catch {
      // Another user's, or being swept by another run: not ours to remove.
    }
  }
}

export type TestCluster = { adminUrl: string; roles: Roles };

/** The cluster of this test run. */
export function testCluster(): TestCluster {
  const told = process.env[VARIABLE];
  if (!told) throw new Error('no test cluster: run the tests with the repository’s vitest.config.ts');
  return JSON.parse(told) as TestCluster;
}

const on = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** A database for one test: addresses of its three logins, and how to drop it. */
export type TestDatabase = Roles & { adminUrl: string; drop(): Promise<void> };

function describe(database: string): TestDatabase {
  const { adminUrl, roles } = testCluster();
  return {
    adminUrl: on(adminUrl, database),
    appUrl: on(roles.appUrl, database),
    workerUrl: on(roles.workerUrl, database),
    names: roles.names,
    drop: () => withAdmin(adminUrl, (db) => run(db, `drop database if exists ${database} with (force)`)),
  };
}

const run = async (db: Parameters<Parameters<typeof withAdmin>[1]>[0], statement: string): Promise<void> => {
  await db.executeQuery(CompiledQuery.raw(statement));
};

/**
 * A database named `name`, filled once by `build` in the whole run (whichever test process comes first), to be copied
 * by `freshDatabase(name)`. Nobody may stay connected to it.
 */
export async function template(name: string, build: (database: TestDatabase) => Promise<void>): Promise<void> {
  const half = `${name}_half`;
  await withAdmin(testCluster().adminUrl, async (db) => {
    await sql`select pg_advisory_lock(hashtext(${name}))`.execute(db);
    const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(db);
    if (rows.length > 0) return;
    await run(db, `drop database if exists ${half} with (force)`);
    await run(db, `create database ${half}`);
    await build(describe(half));
    await run(db, `alter database ${half} rename to ${name}`);
  });
}

/** A new database, a copy of the template. */
export async function freshDatabase(from = 'template1'): Promise<TestDatabase> {
  const database = `t_${randomBytes(8).toString('hex')}`;
  await withAdmin(testCluster().adminUrl, (db) => run(db, `create database ${database} template ${from}`));
  return describe(database);
}
