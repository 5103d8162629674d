// Loads the demonstration bureau on first start: the directory as data, its months of history by acting through the
// product's own commands. A load that was cut short begins anew at the next start.
import { randomBytes } from 'node:crypto';
import { hashPassword } from '@anlan/kernel/access';
import { openKernel, prepare } from '@anlan/kernel/boot';
import { type Clock, type Ctx, type KernelTables, localDay, makeCtx, systemMember } from '@anlan/kernel/ctx';
import { Database, type Store, withAdmin } from '@anlan/kernel/db';
import type { AnyServer } from '@anlan/kernel/record';
import { sql } from 'kysely';
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

/** False while the story is being played, true when it has been played to its end; a store of real people has no such setting. */
const LOADED = 'demo.loaded';

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
export const randomPassword = () => [...randomBytes(12)].map((b) => ALPHABET[b % ALPHABET.length]).join('');

/**
 * Fills an empty store; one in which somebody else's units are stays as it is.
 * @returns whether this is the demonstration, and the password of its accounts when it was set now.
 */
export async function loadDemo(options: Options): Promise<{ demo: boolean; password?: string }> {
  const { store, servers, clock, log } = options;
  let state = await stateOf(store);
  if (state === 'half') {
    log.info('演示数据上次没有装完，正在重新建立。The demonstration was cut short last time and is loaded anew.');
    await clear(store);
    await prepare(store.adminUrl, servers, store.names, store.workerUrl, clock.now());
    state = 'empty';
  }
  if (state !== 'empty') return { demo: state === 'loaded' };
  log.info('正在建立演示单位和近几个月的演示数据……Loading the demonstration bureau…');
  return { demo: true, password: await fill(options) };
}

/** Whether the store is without units, holds a whole demonstration, half of one, or somebody's real bureau. */
const stateOf = (store: Store) =>
  asSystem(store.workerUrl, async ({ db }) => {
    const units = await db.selectFrom('unit').select('id').limit(1).execute();
    if (!units.length) return 'empty';
    const mark = await db.selectFrom('setting').select('value').where('key', '=', LOADED).executeTakeFirst();
    return mark === undefined ? 'real' : mark.value === true ? 'loaded' : 'half';
  });

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
  await asSystem(store.workerUrl, ({ db }, member) =>
    db.transaction().execute(async (trx) => {
      await trx
        .insertInto('setting')
        .values({ key: LOADED, value: 'false', label: '演示数据已装完', source: '系统', updated_at: clock.now() })
        .execute();
      await seedDirectory(makeCtx(trx, member, clock, undefined as never), hashes);
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
    log,
  });
  try {
    await play(running, told, localDay(clock.now()));
  } finally {
    await running.close();
  }
  // This commit waits for the disk, and so for every one before it.
  await asSystem(store.workerUrl, ({ db }) =>
    db.updateTable('setting').set({ value: 'true', updated_at: clock.now() }).where('key', '=', LOADED).execute(),
  );
  return password;
}

async function asSystem<T>(url: string, work: (ctx: Pick<Ctx, 'db'>, member: Ctx['me']) => Promise<T>): Promise<T> {
  const system = new Database<KernelTables>({ url, max: 2 });
  const member = systemMember('demo');
  try {
    return await work({ db: system.as(member.actor) }, member);
  } finally {
    await system.close();
  }
}

/** An address whose commits do not wait for the disk: nobody waits for any single act of the story. */
function unhurried(url: string) {
  const address = new URL(url);
  address.searchParams.set('options', '-c synchronous_commit=off');
  return address.href;
}
