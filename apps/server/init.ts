// `anlan init`: gives an empty store its bureau and the three administrators, whose passwords are shown once.
import { hashPassword } from '@anlan/kernel/access';
import { push } from '@anlan/kernel/audit';
import { prepare } from '@anlan/kernel/boot';
import { type Ctx, localDay } from '@anlan/kernel/ctx';
import { Unready } from '@anlan/kernel/db';
import { newId } from '@anlan/kernel/record';
import { readConfig } from './config.ts';
import { withStore } from './connect.ts';
import { asSystem } from './contents.ts';
import { loadServers } from './modules.ts';
import { randomPassword } from './password.ts';

/** 三员: nobody of them can do another's work, and none sees the bureau's business. */
const ADMINISTRATORS = [
  { login: 'xitong', title: '系统管理员', role: 'systemAdmin' },
  { login: 'anquan', title: '安全管理员', role: 'securityAdmin' },
  { login: 'shenji', title: '审计管理员', role: 'auditAdmin' },
] as const;

/** GB/T 2260 of the city, which every unit of the bureau itself carries. */
const CITY = 140300;

export type Administrator = { login: string; title: string; password: string };

/**
 * Creates the bureau and its administrators in a prepared store.
 * @throws Unready when there is a unit already.
 */
export async function begin({ db, me }: Pick<Ctx, 'db' | 'me'>, name: string, now: Date): Promise<Administrator[]> {
  const made = await Promise.all(
    ADMINISTRATORS.map(async (a) => {
      const password = randomPassword();
      return { ...a, password, hash: await hashPassword(password), person: newId(now), post: newId(now) };
    }),
  );
  const unit = newId(now);
  const today = localDay(now);
  await db
    .transaction()
    .setIsolationLevel('serializable')
    .execute(async (trx) => {
      const there = await trx.selectFrom('unit').select('name').orderBy('sort').limit(1).executeTakeFirst();
      if (there)
        throw new Unready(
          `这里已有「${there.name}」的数据，不能再次初始化；要另建一套，请用 ANLAN_DATA 指定新的数据目录。`,
        );
      await trx
        .insertInto('unit')
        .values({
          id: unit,
          parent_id: null,
          name,
          short_name: name,
          type: 'bureau',
          county_id: CITY,
          object_kind: null,
          sort: 0,
          opened_on: today,
          closed_on: null,
        })
        .execute();
      await trx
        .insertInto('person')
        .values(made.map((a) => ({ id: a.person, name: a.title, phone: null, note: null })))
        .execute();
      await trx
        .insertInto('post')
        .values(
          made.map((a) => ({
            id: a.post,
            person_id: a.person,
            unit_id: unit,
            title: a.title,
            role: a.role,
            anchor_unit_id: null,
            object_kinds: [],
            leader: false,
            from_day: today,
            to_day: null,
          })),
        )
        .execute();
      await trx
        .insertInto('account')
        .values(made.map((a) => ({ login: a.login, hash: a.hash, person_id: a.person, created_at: now })))
        .execute();
      await push({ db: trx, now }, 'store.init', unit, { by: me.actor.name });
    });
  return made.map(({ login, title, password }) => ({ login, title, password }));
}

/** @returns 0 when the store was set up, 2 when the bureau was not named. */
export async function init([name]: readonly string[]): Promise<number> {
  if (!name || [...name].length < 4) {
    console.error('请写明本局全称，例如：npm run -s anlan -- init 阳泉市文化和旅游局');
    return 2;
  }
  const config = readConfig(process.env);
  const now = config.clock.now();
  const servers = await loadServers();
  const made = await withStore(config, async ({ adminUrl, workerUrl, names }) => {
    await prepare(adminUrl, servers, names, workerUrl, now);
    return asSystem(workerUrl, 'init', (as) => begin(as, name, now));
  });
  console.log(`已建立「${name}」和三位管理员，密码只显示这一次：`);
  for (const { title, login, password } of made) console.log(`  ${title}  账号 ${login}  密码 ${password}`);
  return 0;
}
