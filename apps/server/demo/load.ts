// Loads the demonstration bureau on first start: the directory as data, its months of history by acting through the product's own commands.
import { randomBytes } from 'node:crypto';
import { hashPassword } from '@anlan/kernel/access';
import { openKernel } from '@anlan/kernel/boot';
import { type Clock, type KernelTables, localDay, makeCtx, systemMember } from '@anlan/kernel/ctx';
import { Database, type Store, Unready } from '@anlan/kernel/db';
import type { AnyServer } from '@anlan/kernel/record';
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

/** Set when the story has been played to its end. */
const LOADED = 'demo.loaded';

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const randomPassword = () => [...randomBytes(12)].map((b) => ALPHABET[b % ALPHABET.length]).join('');

/**
 * Fills an empty store; a store with units stays as it is.
 * @returns the password of the demonstration accounts when it was set now, else undefined.
 */
export async function loadDemo({ store, servers, dir, clock, password = randomPassword(), log }: Options): Promise<string | undefined> {
  const system = new Database<KernelTables>({ url: store.workerUrl, max: 2, now: () => clock.now() });
  try {
    const member = systemMember('demo');
    const db = system.as(member.actor);
    const { n } = await db.selectFrom('unit').select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirstOrThrow();
    if (Number(n) > 0) {
      const whole = await db.selectFrom('setting').select('key').where('key', '=', LOADED).executeTakeFirst();
      if (!whole) throw new Unready(`演示数据上次没有装完，请删除数据目录 ${dir} 后重新启动。`);
      return undefined;
    }
    log.info('正在建立演示单位和近几个月的演示数据……Loading the demonstration bureau…');
    const hashes = new Map<string, string>();
    for (const login of demoAccounts) hashes.set(login, await hashPassword(password));
    // One transaction: a start that is killed halfway begins anew.
    await db.transaction().execute((trx) => seedDirectory(makeCtx(trx, member, clock, undefined as never), hashes));
  } finally {
    await system.close();
  }
  const told = { at: clock.now() };
  const running = await openKernel({ appUrl: store.appUrl, workerUrl: store.workerUrl, dir, clock: { now: () => told.at }, servers, demo: true, log });
  try {
    await play(running, told, localDay(clock.now()));
    const member = systemMember('demo');
    await running.kernel.system.as(member.actor).insertInto('setting').values({ key: LOADED, value: 'true', label: '演示数据已装完', source: '系统', updated_at: clock.now() }).execute();
  } finally {
    await running.close();
  }
  return password;
}
