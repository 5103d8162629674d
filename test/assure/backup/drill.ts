// A furnished product that keeps backups, and the commands of its operator.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openStore, startEmbedded, withAdmin } from '@anlan/kernel/db';
import { type Kysely, sql } from 'kysely';
import { Rig, furnish, quiet } from '../durability/rig.ts';
import { freePort } from '../durability/product.ts';
import type { Stand } from '../trial.ts';

/** The product on `dir/data`, with its backups in `dir/backup`, ready. */
export async function openDrill({ server, dir }: Pick<Stand, 'server' | 'dir'>, accounts: readonly string[]) {
  const [data, backup] = [join(dir, 'data'), join(dir, 'backup')];
  const store = await openStore({ dir: data, archive: join(backup, 'wal'), log: quiet });
  try {
    await furnish(store, accounts);
  } finally {
    await store.stop();
  }
  return { backup, rig: await startOn(server, data, backup) };
}

/** The product on a data folder that is there. */
export async function startOn(server: string, dir: string, backup?: string): Promise<Rig> {
  const rig = new Rig({ server, dir, port: await freePort(), ...(backup ? { env: { ANLAN_BACKUP: backup } } : {}) });
  rig.start();
  await rig.ready();
  return rig;
}

/** `anlan <words>` of the built product; gives what it said. @throws when it ended otherwise than with 0 */
export function anlan(server: string, dir: string, words: readonly string[], backup?: string): Promise<string> {
  const { DATABASE_URL: _url, ...env } = process.env;
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(server, '../cli.js'), ...words], {
      env: { ...env, ANLAN_DATA: dir, ...(backup ? { ANLAN_BACKUP: backup } : {}) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('exit', (code) =>
      code === 0 ? done(said) : fail(new Error(`anlan ${words[0]}: ${said.trim().slice(-600)}`)),
    );
  });
}

/** What stands in every table, as one hash each. */
export async function fingerprint(db: Kysely<unknown>): Promise<Map<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(db);
  const prints = new Map<string, string>();
  for (const { name } of tables) {
    const { rows } = await sql<{ print: string }>`
      select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${sql.table(name)} t`.execute(
      db,
    );
    prints.set(name, rows[0]!.print);
  }
  return prints;
}

/** Looks into the database of a stopped store. */
export async function lookAtStopped<T>(dir: string, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  const cluster = await startEmbedded({ dir, log: quiet });
  try {
    return await withAdmin(cluster.url('anlan'), work);
  } finally {
    await cluster.stop();
  }
}

/** The outcome of each of the rounds, one after the other. */
export async function rounds<T>({ n }: Pick<Stand, 'n'>, drill: (round: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let round = 0; round < n; round++) all.push(await drill(round));
  return all;
}
