// A store with people, deeds and files in it: backed up while it works, restored to the backup, to its end, and to a moment between.
import { existsSync, mkdtempSync, chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kernelMigrations } from '../boot/migrations.ts';
import { type Store, collect, migrate, openStore, startEmbedded, withAdmin } from '../db/index.ts';
import { openStore as openFiles } from '../file/index.ts';
import { type Backup, backupsIn, makeBackup, restore, thin } from './index.ts';
import { packLog } from './log.ts';
import { kept } from './thin.ts';

const log = { info() {}, warn() {}, error() {} };
const say = () => {};
let home: string;
let store: Store;
const at = (name: string) => join(home, name);

const backUp = () => makeBackup({ dir: at('data'), adminUrl: store.adminUrl, folder: at('backup'), log, say });
const names = (url: string) =>
  withAdmin(url, async (db) => {
    const { rows } = await sql<{ name: string }>`select name from person order by name`.execute(db);
    return rows.map(({ name }) => name);
  });
const add = (name: string) =>
  withAdmin(store.adminUrl, (db) => sql`insert into person (id, name) values (gen_random_uuid(), ${name})`.execute(db));

async function addFile(bytes: string) {
  const files = await openFiles(join(at('data'), 'files'));
  const { sha256, size } = await files.put(Readable.from([Buffer.from(bytes)]), {
    limit: 1e6,
    inspect: async () => null,
  });
  await withAdmin(store.adminUrl, (db) =>
    sql`insert into file (id, sha256, size, type, name, uploaded_by_name, uploaded_at)
      values (gen_random_uuid(), ${sha256}, ${size}, 'text/plain', 'a.txt', '某人', now())`.execute(db),
  );
  return sha256;
}

/** Waits until what was written is in the archive. */
async function archived() {
  await withAdmin(store.adminUrl, async (db) => {
    const { rows } = await sql<{ name: string }>`select pg_walfile_name(pg_switch_wal()) as name`.execute(db);
    const wanted = rows[0]!.name;
    for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50))
      if (readdirSync(join(at('backup'), 'wal')).some((name) => name >= wanted)) return;
    throw new Error('the log is not archived');
  });
}

async function back(dir: string, path: string, to: Date | null = null) {
  const restored = await restore({ path, to, dir: at(dir), log, say });
  const cluster = await startEmbedded({ dir: at(dir), log });
  const found = await names(cluster.url('anlan'));
  await cluster.stop();
  return { restored, found };
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'anlan-backup-'));
  chmodSync(home, 0o711);
  store = await openStore({ dir: at('data'), archive: join(at('backup'), 'wal'), log });
  await migrate(store.adminUrl, collect(kernelMigrations));
}, 120_000);
afterAll(async () => {
  await store.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

let first: Backup;

test('a backup is whole, and says what is in it', { timeout: 120_000 }, async () => {
  await add('甲');
  const sha256 = await addFile('签到表');
  first = await backUp();
  expect(first.manifest.rows).toMatchObject({ person: 1, file: 1 });
  expect(first.manifest.files.count).toBe(1);
  expect(existsSync(join(at('backup'), 'files', sha256.slice(0, 2), sha256))).toBe(true);
  expect(readdirSync(at('backup')).filter((name) => name.includes('half'))).toEqual([]);
  expect(readdirSync(join(first.path, 'secrets'))).toContain('postgres');
});

test('it comes back to its own moment, to the last moment, and to one between', { timeout: 240_000 }, async () => {
  await add('乙');
  await sleep(50);
  const between = new Date();
  await sleep(50);
  await withAdmin(store.adminUrl, (db) => sql`delete from person`.execute(db));
  await add('丙');
  await archived();
  await packLog(join(at('backup'), 'wal'));
  expect((await back('then', first.path)).found).toEqual(['甲']);
  expect((await back('between', at('backup'), between)).found).toEqual(['乙', '甲']);
  expect((await back('last', at('backup'))).found).toEqual(['丙']);
  await expect(
    restore({ path: at('backup'), to: new Date(Date.now() + 3_600_000), dir: at('later'), log, say }),
  ).rejects.toThrow('归档的日志到不了这个时间');
  expect(readdirSync(at('later'))).toEqual([]);
  await expect(restore({ path: at('backup'), to: null, dir: at('last'), log, say })).rejects.toThrow('已有内容');
});

test('what is damaged is not restored', { timeout: 60_000 }, async () => {
  const list = join(first.path, 'sums.txt');
  const before = await readFile(list);
  await appendFile(list, '\n');
  await expect(restore({ path: first.path, to: null, dir: at('spoilt'), log, say })).rejects.toThrow(
    'sums.txt 的内容已改变',
  );
  writeFileSync(list, before);
  const label = join(first.path, 'postgresql/backup_label');
  const held = await readFile(label);
  rmSync(label);
  await expect(restore({ path: first.path, to: null, dir: at('spoilt'), log, say })).rejects.toThrow(
    '缺少文件 postgresql/backup_label',
  );
  writeFileSync(label, held);
});

test('a second backup shares what has not changed; the first can go without it', { timeout: 120_000 }, async () => {
  const second = await backUp();
  expect(backupsIn(at('backup')).map((b) => b.name)).toEqual([first.name, second.name]);
  expect(await thin(at('backup'), { days: 1, weeks: 0, months: 0 })).toEqual([first.name]);
});

test('kept are the last of seven days, four weeks and twelve months', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString();
  const all = Array.from(
    { length: 400 },
    (_, n) => ({ name: day(n), path: '', manifest: { ended: day(n) } }) as Backup,
  );
  const left = [...kept(all, { days: 7, weeks: 4, months: 12 }).all]
    .map((b) => b.manifest.ended.slice(0, 10))
    .toSorted();
  expect(left.slice(-7)).toEqual(Array.from({ length: 7 }, (_, n) => day(393 + n).slice(0, 10)));
  expect(left.length).toBeLessThanOrEqual(23);
  expect(new Set(left.map((d) => d.slice(0, 7))).size).toBe(12);
});
