// A backup of the running store: copied under PostgreSQL's eyes, restored once on trial, and only then given its name.
import { hostname } from 'node:os';
import { existsSync } from 'node:fs';
import { chmod, link, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Checkpoint, GENESIS } from '../audit/index.ts';
import { type Log, Unready, withAdmin } from '../db/index.ts';
import { examine } from './check.ts';
import { listFiles, mirrorFiles, placeOf } from './files.ts';
import { type Backup, type Manifest, backupsIn, nameOf } from './manifest.ts';
import { clear, raise } from './restore.ts';
import { type Sums, copyHashed, copyTree, hashOf, linesOf, readSums, settle } from './sums.ts';

const LOCK = 7_201_244;

export type BackupOptions = {
  /** ANLAN_DATA of the embedded database, and its superuser's address. */
  dir: string;
  adminUrl: string;
  /** The folder of backups; made where it is missing. */
  folder: string;
  log: Log;
  say(sentence: string): void;
};

/**
 * Backs the store up while it works; the backup appears whole and tried, or not at all.
 * @throws Unready with one sentence
 */
export async function makeBackup({ dir, adminUrl, folder, log, say }: BackupOptions): Promise<Backup> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  return withAdmin(adminUrl, (admin) =>
    admin.connection().execute(async (db) => {
      const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${LOCK}) as mine`.execute(db);
      if (!rows[0]!.mine) {
        say('另一份备份正在进行，等它完成……');
        await sql`select pg_advisory_lock(${LOCK})`.execute(db);
      }
      await sweep(folder, log);
      const began = new Date();
      const name = nameOf(began);
      const half = join(folder, `${name}.half`);
      await mkdir(half, { mode: 0o700 });
      try {
        const manifest = await fill(db, { dir, folder, half, began, log, say });
        await writeWhole(join(half, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
        const path = join(folder, name);
        await rename(half, path);
        await settle(folder);
        return { name, path, manifest };
      } catch (error) {
        await rm(half, { recursive: true, force: true });
        throw error;
      }
    }),
  );
}

type Filling = { dir: string; folder: string; half: string; began: Date; log: Log; say(sentence: string): void };

async function fill(db: Kysely<unknown>, { dir, folder, half, began, log, say }: Filling): Promise<Manifest> {
  const seconds: Record<string, number> = {};
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    say(`${name}……`);
    const from = performance.now();
    const done = await work();
    seconds[name] = Math.round((performance.now() - from) / 100) / 10;
    return done;
  };
  const before = await auditHead(db);
  const { sums, ...copied } = await step('复制数据库', () => copyDatabase(db, join(half, 'postgresql')));
  for (const [path, sum] of await copyTree(join(dir, 'secrets'), join(half, 'secrets'), {
    skip: (p) => p === 'running.json',
  }))
    sums.set(`secrets/${path}`, sum);
  const files = await step('复制附件', async () => {
    await mirrorFiles(join(dir, 'files'), join(folder, 'files'));
    await chmod(join(folder, 'files'), 0o700).catch(() => {});
    return listFiles(join(dir, 'files'));
  });
  await shareUnchanged(half, sums, backupsIn(folder).at(-1));
  for (const { sha256 } of files) sums.set(`../files/${placeOf(sha256)}`, sha256);
  await writeWhole(join(half, 'sums.txt'), linesOf(sums));
  const manifest: Manifest = {
    format: 1,
    ...copied,
    began: began.toISOString(),
    audit: before,
    rows: {},
    files: { count: files.length, bytes: files.reduce((sum, f) => sum + f.size, 0) },
    sums: await hashOf(join(half, 'sums.txt')),
    seconds,
  };
  return { ...manifest, ...(await step('试恢复并检查', () => tryOut(half, folder, manifest, log))) };
}

/** Restores the backup beside itself, looks through it, and throws the copy away. */
async function tryOut(path: string, folder: string, manifest: Manifest, log: Log) {
  const dir = `${path}.trial`;
  await mkdir(dir, { mode: 0o711 });
  try {
    const settings = { fsync: 'off', shared_buffers: '64MB' };
    const { cluster, url } = await raise({ path, manifest }, dir, 'backup', log, join(folder, 'wal'), settings);
    try {
      const { rows, audit, missing, faults } = await examine(url, join(folder, 'files'), { audit: [manifest.audit] });
      faults.push(...missing.map((sha256) => `缺少附件 ${sha256}`));
      if (faults.length) throw new Unready(`备份没有通过检查，没有保留：${faults.slice(0, 5).join('；')}。`);
      return { rows, audit };
    } finally {
      await cluster.stop();
    }
  } finally {
    await clear(dir, log);
    await rm(dir, { recursive: true, force: true });
  }
}

async function auditHead(db: Kysely<unknown>): Promise<Checkpoint> {
  const { rows } = await sql<{ seq: number; hash: Buffer }>`
    select seq::int as seq, hash from audit order by audit.seq desc limit 1`.execute(db);
  return rows[0] ? { seq: rows[0].seq, hash: rows[0].hash.toString('hex') } : { seq: 0, hash: GENESIS.toString('hex') };
}

/** What PostgreSQL makes anew at its start, and what belongs to this run of it alone. */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|pg_(wal|replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/.+|restore_log)$|(^|\/)pgsql_tmp/;

/**
 * Copies the folder of a running database. A slot keeps the log from `pg_backup_start` on; the copy is torn as it is, and
 * the log up to `pg_backup_stop` makes it whole.
 */
async function copyDatabase(db: Kysely<unknown>, to: string) {
  const one = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows[0]!;
  const { from, postgresql } = await one(sql<{ from: string; postgresql: string }>`
    select current_setting('data_directory') as from, split_part(current_setting('server_version'), ' ', 1) as postgresql`);
  const slot = `anlan_backup_${process.pid}`;
  await sql`select pg_create_physical_replication_slot(${slot}, true, true)`.execute(db);
  const start = await one(sql<{ lsn: string }>`select pg_backup_start(${`anlan ${hostname()}`}, true)::text as lsn`);
  const first = await one(sql<{ name: string }>`select pg_walfile_name(${start.lsn}::pg_lsn) as name`);
  const sums = await copyTree(from, to, { skip: (path) => LEFT_OUT.test(path) || path === CONTROL });
  const copyOne = async (path: string) => {
    const sum = await copyHashed(join(from, path), join(to, path));
    if (!sum) throw new Error(`${path} is gone`);
    sums.set(path, sum);
  };
  await copyOne(CONTROL);
  const stop = await one(sql<{ lsn: string; label: string; spaces: string }>`
    select lsn::text as lsn, labelfile as label, spcmapfile as spaces from pg_backup_stop(false)`);
  const ended = new Date().toISOString();
  if (stop.spaces) throw new Unready('数据库用了别处的表空间，不能这样备份，请把数据移回数据目录。');
  await writeWhole(join(to, 'backup_label'), stop.label);
  sums.set('backup_label', await hashOf(join(to, 'backup_label')));
  const last = await one(sql<{ name: string }>`select pg_walfile_name(${stop.lsn}::pg_lsn) as name`);
  const log = (await readdir(join(from, 'pg_wal'))).filter((name) => name >= first.name && name <= last.name);
  for (const name of log.filter((each) => each.length === first.name.length)) await copyOne(`pg_wal/${name}`);
  await sql`select pg_drop_replication_slot(${slot})`.execute(db);
  return {
    postgresql,
    ended,
    log: { first: first.name, last: last.name, from: start.lsn, to: stop.lsn },
    sums: new Map([...sums].map(([path, sum]) => [`postgresql/${path}`, sum])),
  };
}
const CONTROL = 'global/pg_control';

/** A file that is as it was in the last backup is kept once for both. */
async function shareUnchanged(half: string, sums: Sums, last: Backup | undefined): Promise<void> {
  if (!last) return;
  const before = await readSums(join(last.path, 'sums.txt'));
  for (const [path, sum] of sums) {
    if (before.get(path) !== sum || !existsSync(join(last.path, path))) continue;
    await link(join(last.path, path), join(half, `${path}.shared`)).then(
      () => rename(join(half, `${path}.shared`), join(half, path)),
      // A disk without links keeps two copies.
      () => {},
    );
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flush: true });
}

/** Removes what an interrupted backup left; called by the one backup that runs. */
async function sweep(folder: string, log: Log): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => each.includes('.half'))) {
    if (name.endsWith('.trial')) await clear(join(folder, name), log);
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
