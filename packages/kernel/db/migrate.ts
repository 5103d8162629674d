// Brings a database to the newest shape: all migrations of all folders in the order of their names, each in its own
// transaction, one server at a time.
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';

/** `name` is the file's: `20261123-0900-create-org`. `up` is frozen and never reads today's types. */
export type Migration = { name: string; up(db: Kysely<unknown>): Promise<void> };

const LOCK = 7_201_126;

/** A short-lived Kysely on one connection with the migration login. Not for requests: it carries no actor. */
export async function withAdmin<R>(adminUrl: string, work: (db: Kysely<unknown>) => Promise<R>): Promise<R> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Like `withAdmin`, while no other server is inside: migrations and policies are applied by one at a time. */
export function alone<R>(adminUrl: string, work: (db: Kysely<unknown>) => Promise<R>): Promise<R> {
  return withAdmin(adminUrl, (db) =>
    db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${LOCK})`.execute(connection);
      return work(connection);
    }),
  );
}

/** Applies what is missing and returns the names applied. A migration that fails leaves nothing of itself behind. */
export async function migrate(adminUrl: string, migrations: readonly Migration[]): Promise<string[]> {
  const ordered = inOrder(migrations);
  return alone(adminUrl, async (db) => {
    await sql`create table if not exists migration (
      name text primary key, applied_at timestamptz not null default now())`.execute(db);
    const { rows } = await sql<{ name: string }>`select name from migration`.execute(db);
    const applied = new Set(rows.map((row) => row.name));
    const missing = ordered.filter(({ name }) => !applied.has(name));
    for (const { name, up } of missing) {
      await db.transaction().execute(async (trx) => {
        await up(trx);
        await sql`insert into migration (name) values (${name})`.execute(trx);
      });
    }
    return missing.map(({ name }) => name);
  });
}

function inOrder(migrations: readonly Migration[]): Migration[] {
  const ordered = migrations.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, { name }] of ordered.entries()) {
    if (!/^\d{8}-\d{4}-[a-z0-9-]+$/.test(name))
      throw new Error(`migration ${name} is not named like 20261123-0900-create-org`);
    if (ordered[index + 1]?.name === name) throw new Error(`two migrations are called ${name}`);
  }
  return ordered;
}

/**
 * Migrations from files: takes what `import.meta.glob('…/migrations/*.ts', { eager: true })` gives, or any record or
 * list of pairs from a file's path (or bare name) to its module.
 */
export function collect(
  files: Readonly<Record<string, Pick<Migration, 'up'>>> | readonly (readonly [string, Pick<Migration, 'up'>])[],
): Migration[] {
  const pairs = Array.isArray(files) ? files : Object.entries(files);
  return pairs.map(([path, { up }]) => ({
    name: path
      .split('/')
      .at(-1)!
      .replace(/\.[cm]?[jt]s$/, ''),
    up,
  }));
}
