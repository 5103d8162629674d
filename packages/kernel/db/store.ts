// Chooses the database, embedded or given, and makes it ready for the program's own roles.
import { join } from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import { startEmbedded } from './embedded.ts';
import { isUnreachable, sqlState, Unready } from './errors.ts';
import { withAdmin } from './migrate.ts';
import type { Log } from './postgres.ts';
import { ensureRoles, type GivenLogins, type Roles } from './roles.ts';

const OLDEST = 15;
const NAME = 'anlan';

/**
 * `url` is DATABASE_URL, the migration login; without it PostgreSQL is started under `dir` (ANLAN_DATA). `directUrl` is
 * DATABASE_DIRECT_URL: the way to PostgreSQL itself, where `url` leads through a pooler of transactions.
 */
export type StoreOptions = GivenLogins & {
  dir: string;
  url?: string | undefined;
  directUrl?: string | undefined;
  /** Where the embedded database keeps its log for restores. */
  archive?: string | undefined;
  log: Log;
};
/** The addresses lead to PostgreSQL itself; `pooler` is the way of requests where they go through one. */
export type Store = Roles & {
  adminUrl: string;
  pooler?: { appUrl: string; workerUrl: string } | undefined;
  stop(): Promise<void>;
};

/** The same login at another address. */
const at = (address: string, login: string) => {
  const { username, password } = new URL(login);
  return Object.assign(new URL(address), { username, password }).href;
};

/** The program's database, with its roles. Throws Unready with one sentence for the person who started it. */
export async function openStore({
  dir,
  url,
  directUrl,
  archive,
  log,
  appUrl,
  workerUrl,
}: StoreOptions): Promise<Store> {
  const secrets = join(dir, 'secrets');
  if (url) {
    const adminUrl = directUrl ?? url;
    await checkServer(adminUrl);
    const roles = await ensureRoles(adminUrl, secrets, { appUrl, workerUrl, foreign: true });
    const both = (address: string) => ({ appUrl: at(address, roles.appUrl), workerUrl: at(address, roles.workerUrl) });
    const ways = directUrl ? { ...both(directUrl), pooler: both(url) } : {};
    return { ...roles, ...ways, adminUrl, stop: async () => {} };
  }
  const cluster = await startEmbedded({ dir, log, archive });
  try {
    await createDatabase(cluster.adminUrl, NAME);
    const adminUrl = cluster.url(NAME);
    return { ...(await ensureRoles(adminUrl, secrets)), adminUrl, stop: () => cluster.stop() };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function checkServer(url: string): Promise<void> {
  try {
    await withAdmin(url, async (db) => {
      const { rows } = await sql<{
        version: string;
        encoding: string;
      }>`select current_setting('server_version') as version,
        current_setting('server_encoding') as encoding`.execute(db);
      const { version = '0', encoding = '' } = rows[0] ?? {};
      if (Number.parseInt(version, 10) < OLDEST)
        throw new Unready(`DATABASE_URL 指向的是 PostgreSQL ${version}，需要 ${OLDEST} 或更高版本。`);
      if (encoding !== 'UTF8') throw new Unready(`DATABASE_URL 的数据库编码是 ${encoding}，需要 UTF8。`);
    });
  } catch (error) {
    if (error instanceof Unready) throw error;
    if (sqlState(error)?.startsWith('28'))
      throw new Unready('DATABASE_URL 的用户名或口令不对，请核对。', { cause: error });
    if (sqlState(error) === '3D000') throw new Unready('DATABASE_URL 所指的数据库不存在，请先建立。', { cause: error });
    if (isUnreachable(error) || sqlState(error) === null)
      throw new Unready('连不上 DATABASE_URL 所指的数据库，请核对地址并确认它在运行。', { cause: error });
    throw error;
  }
}

/** Makes an empty database, or one like `template`, unless it is there. */
export async function createDatabase(adminUrl: string, database: string, template = 'template1'): Promise<void> {
  await withAdmin(adminUrl, async (db) => {
    const { rows } = await sql`select 1 from pg_database where datname = ${database}`.execute(db);
    if (rows.length === 0) await db.executeQuery(CompiledQuery.raw(`create database ${database} template ${template}`));
  });
}
