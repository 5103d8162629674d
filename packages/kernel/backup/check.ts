// Whether a restored store is whole: every page of the database, the audit chain, every file, and the count of rows.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Checkpoint, verify } from '../audit/index.ts';
import { withAdmin } from '../db/index.ts';
import { placeOf } from './files.ts';
import { hashOf } from './sums.ts';

/** What must be found again: heads of the audit known from elsewhere, and the rows where the moment is the same. */
export type Known = { audit: readonly Checkpoint[]; rows?: Readonly<Record<string, number>> };
/** `missing` are files that the database names and nobody has: of the last seconds before a machine was lost. */
export type Found = {
  rows: Record<string, number>;
  audit: Checkpoint;
  files: number;
  missing: string[];
  faults: string[];
};

/** Looks through the database at `adminUrl` and the files in `files`. Faults are Chinese phrases; none is whole. */
export async function examine(adminUrl: string, files: string, known: Known): Promise<Found> {
  const faults: string[] = [];
  const missing: string[] = [];
  const { rows, named } = await withAdmin(adminUrl, async (db) => {
    faults.push(...(await pages(db)));
    return { rows: await count(db), named: await namedFiles(db) };
  });
  for (const [table, before] of Object.entries(known.rows ?? {}))
    if (rows[table] !== before) faults.push(`表 ${table} 有 ${rows[table] ?? 0} 行，应有 ${before} 行`);
  const verdict = await verify(adminUrl, { checkpoints: known.audit.filter(({ seq }) => seq > 0) });
  if (!verdict.ok) faults.push(verdict.why);
  for (const { sha256, size } of named) {
    const path = join(files, placeOf(sha256));
    const found = await stat(path).catch(() => null);
    if (!found) missing.push(sha256);
    else if (found.size !== size) faults.push(`附件 ${sha256} 不完整`);
    else if ((await hashOf(path)) !== sha256) faults.push(`附件 ${sha256} 的内容已改变`);
  }
  return {
    rows,
    audit: verdict.ok ? verdict.head : { seq: 0, hash: '' },
    files: named.length - missing.length,
    missing,
    faults,
  };
}

/** Reads every page, whose checksums PostgreSQL compares, and walks tables and indexes for what does not fit. */
async function pages(db: Kysely<unknown>): Promise<string[]> {
  await sql`create extension if not exists amcheck`.execute(db);
  try {
    const { rows } = await sql<{ fault: string }>`
      select format('%s: %s', c.oid::regclass, v.msg) as fault
        from pg_class c cross join lateral verify_heapam(c.oid) v
       where c.relkind in ('r', 'm', 't') and c.relpersistence = 'p' limit 20`.execute(db);
    await sql`
      select bt_index_check(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
        join pg_am a on a.oid = c.relam where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p' and i.indisvalid`.execute(
      db,
    );
    return rows.map(({ fault }) => `数据页损坏：${fault}`);
  } catch (error) {
    return [`数据页损坏：${(error as Error).message}`];
  } finally {
    await sql`drop extension amcheck`.execute(db);
  }
}

async function count(db: Kysely<unknown>): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker') order by 1, 2`.execute(db);
  const counts: Record<string, number> = {};
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.id(schema, name)}`.execute(db);
    counts[schema === 'public' ? name : `${schema}.${name}`] = rows[0]!.n;
  }
  return counts;
}

async function namedFiles(db: Kysely<unknown>): Promise<{ sha256: string; size: number }[]> {
  const { rows } = await sql<{ sha256: string; size: number }>`
    select distinct sha256, size::float8 as size from file`.execute(db);
  return rows;
}
