// Indexes and references stand off while a table is filled and are built anew from all its rows at once, as pg_restore does.
import { CompiledQuery, type Kysely, sql } from 'kysely';

const run = (db: Kysely<unknown>, statement: string) => db.executeQuery(CompiledQuery.raw(statement));

/**
 * Takes the indexes, keys and references off the tables that get many rows. Row security, grants and triggers stay.
 * @returns what puts them back, and so proves every key unique and every reference kept.
 */
export async function takeOff(db: Kysely<unknown>, tables: readonly string[]): Promise<readonly string[]> {
  const names = tables as string[];
  const { rows: keys } = await sql<{ name: string; on: string; def: string; type: 'p' | 'u' | 'f' }>`
    select conname as name, conrelid::regclass::text as on, pg_get_constraintdef(oid) as def, contype as type
      from pg_constraint where contype in ('p', 'u', 'f') and connamespace = 'public'::regnamespace
       and (conrelid::regclass::text = any(${names}::text[]) or (contype = 'f' and confrelid::regclass::text = any(${names}::text[])))
     order by contype = 'f' desc, conname`.execute(db);
  const { rows: indexes } = await sql<{ name: string; def: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as def from pg_index i
     where indrelid::regclass::text = any(${names}::text[])
       and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u')) order by 1`.execute(
    db,
  );
  for (const { name, on } of keys) await run(db, `alter table ${on} drop constraint ${name}`);
  for (const { name } of indexes) await run(db, `drop index ${name}`);
  return [
    ...keys.filter((k) => k.type !== 'f').map((k) => `alter table ${k.on} add constraint ${k.name} ${k.def}`),
    ...indexes.map((i) => i.def),
    ...keys.filter((k) => k.type === 'f').map((k) => `alter table ${k.on} add constraint ${k.name} ${k.def}`),
  ];
}

/** Puts them back, telling how far it is. */
export async function putBack(db: Kysely<unknown>, statements: readonly string[], told: (done: number) => void) {
  await run(db, `set maintenance_work_mem = '512MB'`);
  await run(db, `set max_parallel_maintenance_workers = 2`);
  for (const [n, statement] of statements.entries()) {
    await run(db, statement);
    told((n + 1) / statements.length);
  }
}
