// A PostgreSQL of one's own (DATABASE_URL, 15 or later): the same migrations, policies and deeds, under a login that is no superuser.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '@anlan/kernel/access';
import { openKernel, prepare, type Running } from '@anlan/kernel/boot';
import { type Ctx, makeCtx, systemMember, within } from '@anlan/kernel/ctx';
import { Unready, openStore, withAdmin } from '@anlan/kernel/db';
import { list, needKind } from '@anlan/kernel/record';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cast } from '../../apps/server/demo/cast.ts';
import { demoId, seedDirectory } from '../../apps/server/demo/directory.ts';
import { loadServers } from '../../apps/server/modules.ts';
import { ListQuery } from '@anlan/contract';
import { freePort } from '../assure/durability/product.ts';

/** The newest installed server whose programs lie where distributions put them; null where there is none. */
function programs(): string | null {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return null;
  const bins = readdirSync(base)
    .filter((v) => Number(v) >= 15 && existsSync(join(base, v, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a))
    .map((v) => join(base, v, 'bin'));
  return bins[0] ?? null;
}

const bin = programs();
const root = process.getuid?.() === 0;
const postgresUser = () =>
  root
    ? { uid: Number(execFileSync('id', ['-u', 'postgres'])), gid: Number(execFileSync('id', ['-g', 'postgres'])) }
    : {};

describe.skipIf(bin === null)('a given PostgreSQL', () => {
  let server: ChildProcess;
  let dir: string;
  let running: Running | undefined;
  let url: string;
  const told = { at: new Date('2026-11-23T09:00:00+08:00') };

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'anlan-given-'));
    chmodSync(dir, 0o777);
    const as = { ...postgresUser(), cwd: '/', stdio: 'ignore' } as const;
    const data = join(dir, 'data');
    execFileSync(
      join(bin!, 'initdb'),
      ['-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8'],
      as,
    );
    const port = await freePort();
    server = spawn(
      join(bin!, 'postgres'),
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off'],
      as,
    );
    const admin = `postgresql://owner@127.0.0.1:${port}/postgres`;
    for (
      let tries = 0;
      !(await withAdmin(admin, (db) => sql`select 1`.execute(db).then(() => true)).catch(() => false));
      tries++
    ) {
      if (tries > 100) throw new Error('the given PostgreSQL does not answer');
      await new Promise((again) => setTimeout(again, 100));
    }
    await withAdmin(admin, async (db) => {
      await db.executeQuery(CompiledQuery.raw(`create role migrator login createrole password 'm'`));
      await db.executeQuery(CompiledQuery.raw('create database anlan owner migrator'));
    });
    url = `postgresql://migrator:m@127.0.0.1:${port}/anlan`;
  }, 60_000);

  afterAll(async () => {
    await running?.close();
    server?.kill('SIGINT');
    await new Promise((done) => server?.once('exit', done) ?? done(null));
    rmSync(dir, { recursive: true, force: true });
  });

  test(
    'the store opens, the bureau is entered, a study is recorded and seen by its county alone',
    { timeout: 60_000 },
    async () => {
      const quiet = { info() {}, warn() {}, error: console.error };
      const store = await openStore({ dir: join(dir, 'anlan'), url, log: quiet });
      const servers = await loadServers();
      await prepare(store.adminUrl, servers, store.names, store.workerUrl, told.at);
      mkdirSync(join(dir, 'files'), { recursive: true });
      running = await openKernel({ ...store, dir, clock: { now: () => told.at }, servers, demo: true, log: quiet });
      const member = systemMember('given');
      const system: Ctx = makeCtx(
        running.kernel.system.as(member.actor),
        member,
        running.kernel.clock,
        running.kernel.store,
      );
      const hash = await hashPassword('given-password');
      await system.db.transaction().execute((trx) =>
        seedDirectory(
          within(system, trx),
          new Map([
            ['pingding', hash],
            ['yuxian', hash],
          ]),
        ),
      );
      const cast = new Cast(running, told);
      await cast.call({ account: 'pingding', at: told.at }, 'study', 'record', {
        unitId: demoId('unit', 'pingding'),
        title: '冬春火灾防控学习',
        heldOn: '2026-11-20',
        place: '会议室',
        host: '主要负责人',
        agenda: [{ title: '学习消防法', kind: 'study' }],
        attendees: ['联络员'],
      });
      await running.work.drain();
      const seen = (account: string) =>
        cast.as({ account, at: told.at }, (ctx) => list(ctx, needKind('study'), ListQuery.parse({ q: '火灾' })));
      expect((await seen('pingding')).items.map((i) => i.title)).toEqual(['冬春火灾防控学习']);
      expect((await seen('yuxian')).items).toEqual([]);
    },
  );

  test('a wrong password is one sentence', async () => {
    await expect(
      openStore({
        dir: join(dir, 'other'),
        url: 'postgresql://nobody@127.0.0.1:1/x',
        log: { info() {}, warn() {}, error() {} },
      }),
    ).rejects.toThrow(Unready);
  });
});
