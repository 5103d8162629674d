// Loads the demonstration bureau on first start: the directory as data, its months of history by acting through the
// product's own commands. A load that was cut short begins anew at the next start.
import { hashPassword } from '@anlan/kernel/access';
import { openKernel, prepare } from '@anlan/kernel/boot';
import { type Clock, localDay, makeCtx } from '@anlan/kernel/ctx';
import { type Store, withAdmin } from '@anlan/kernel/db';
import type { AnyServer } from '@anlan/kernel/record';
import { sql } from 'kysely';
import { DEMO_LOADED, asSystem, contentsOf } from '../contents.ts';
import { randomPassword } from '../password.ts';
import { demoAccounts, seedDirectory } from './directory.ts';
import { play } from './play.ts';

type Options = {
  store: Store;
  servers: readonly AnyServer[];
  dir: string;
  clock: Clock;
  password: string | undefined;
  log: { info(message: string): void; warn(message: string): void; error(message: string): void };
};

/**
 * Fills an empty store; one in which somebody else's units are stays as it is.
 * @returns whether this is the demonstration, and the password of its accounts when it was set now.
 */
export async function loadDemo(options: Options): Promise<{ demo: boolean; password?: string }> {
  const { store, servers, clock, log } = options;
  let state = await contentsOf(store.workerUrl);
  if (state === 'half') {
    log.info('演示数据上次没有装完，正在重新建立。The demonstration was cut short last time and is loaded anew.');
    await clear(store);
    await prepare(store.adminUrl, servers, store.names, store.workerUrl, clock.now());
    state = 'empty';
  }
  if (state !== 'empty') return { demo: state === 'demo' };
  log.info('正在建立演示单位和近几个月的演示数据……Loading the demonstration bureau…');
  return { demo: true, password: await fill(options) };
}

/** Removes everything from a database that holds half a demonstration and nothing else. */
const clear = (store: Store) =>
  withAdmin(store.adminUrl, async (db) => {
    await sql`drop schema if exists graphile_worker cascade`.execute(db);
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
  });

async function fill({ store, servers, dir, clock, password = randomPassword(), log }: Options): Promise<string> {
  const hashes = new Map<string, string>();
  for (let n = 0; n < demoAccounts.length; n += 2)
    await Promise.all(
      demoAccounts.slice(n, n + 2).map(async (login) => hashes.set(login, await hashPassword(password))),
    );
  await asSystem(store.workerUrl, 'demo', ({ db, me }) =>
    db.transaction().execute(async (trx) => {
      await trx
        .insertInto('setting')
        .values({ key: DEMO_LOADED, value: 'false', label: '演示数据已装完', source: '系统', updated_at: clock.now() })
        .execute();
      await seedDirectory(makeCtx(trx, me, clock, undefined as never), hashes);
    }),
  );
  const told = { at: clock.now() };
  const running = await openKernel({
    appUrl: unhurried(store.appUrl),
    workerUrl: unhurried(store.workerUrl),
    dir,
    clock: { now: () => told.at },
    servers,
    demo: true,
    onlyWhenDrained: true,
    log,
  });
  try {
    await play(running, told, localDay(clock.now()));
  } finally {
    await running.close();
  }
  // This commit waits for the disk, and so for every one before it.
  await asSystem(store.workerUrl, 'demo', ({ db }) =>
    db.updateTable('setting').set({ value: 'true', updated_at: clock.now() }).where('key', '=', DEMO_LOADED).execute(),
  );
  return password;
}

/** An address whose commits do not wait for the disk: nobody waits for any single act of the story. */
function unhurried(url: string) {
  const address = new URL(url);
  address.searchParams.set('options', '-c synchronous_commit=off');
  return address.href;
}
