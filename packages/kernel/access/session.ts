// Sign-in and sessions: an opaque token in a cookie, its hash in the database, scope cached until the epoch moves.
import { createHash, randomBytes } from 'node:crypto';
import { Problem } from '@anlan/contract';
import type { Kysely } from 'kysely';
import { type Clock, type KernelTables, type Member, localDay, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import { push } from '../audit/index.ts';
import { checkPassword } from './password.ts';
import { resolveMember } from './scope.ts';

/** Idle and absolute life of a session, minutes [setting]. */
const IDLE = 8 * 60;
const ABSOLUTE = 12 * 60;
/** Wrong passwords before an account rests, and for how long, minutes. */
const TRIES = 10;
const REST = 15;

const REFUSED = '账号或密码不对，请核对后再试。忘记密码请联系系统管理员重置。';
const digest = (token: string) => createHash('sha256').update(token).digest();
const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

export type Access = {
  system: Database<KernelTables>;
  clock: Clock;
  /** Members by token hash, valid for one epoch and one day. */
  cache: Map<string, { member: Member; epoch: number; day: string; seen: number }>;
};

export const openAccess = (system: Database<KernelTables>, clock: Clock): Access => ({
  system,
  clock,
  cache: new Map(),
});

const asSystem = (access: Access): Kysely<KernelTables> => access.system.as(systemMember('access').actor);

/** Until a password that somebody else made is changed, one may change it and nothing else. */
const limited = (member: Member, mustChange: boolean): Member =>
  mustChange
    ? {
        ...member,
        mustChange: true,
        may: new Set(),
        actor: { ...member.actor, own: [], counties: [], stations: [], units: [], kinds: [] },
      }
    : member;

/**
 * Signs in and opens a session.
 * @throws 401 with one sentence for every wrong pair, known account or not; 429 while the account rests.
 */
export async function signIn(
  access: Access,
  login: string,
  password: string,
  agent: string,
): Promise<{ token: string; member: Member }> {
  const db = asSystem(access);
  const now = access.clock.now();
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('login', '=', login.toLowerCase())
    .executeTakeFirst();
  const resting = account?.locked_until && account.locked_until > now;
  const fits = await checkPassword(account?.hash, password);
  if (!account || account.disabled || !fits || resting) {
    if (account && !resting && !fits) {
      const failed = account.failed + 1;
      await db
        .updateTable('account')
        .set(failed >= TRIES ? { failed: 0, locked_until: later(now, REST) } : { failed })
        .where('login', '=', account.login)
        .execute();
    }
    if (resting && fits)
      throw new Problem('resting', 429, `这个账号输错密码次数较多，请 ${REST} 分钟后再试，或联系系统管理员。`);
    throw new Problem('sign-in-refused', 401, REFUSED);
  }
  const token = randomBytes(32).toString('base64url');
  const member = limited(await resolveMember(db, account.person_id, account.login, localDay(now)), account.must_change);
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('account')
      .set({ failed: 0, locked_until: null })
      .where('login', '=', account.login)
      .execute();
    await trx
      .insertInto('session')
      .values({
        token: digest(token),
        person_id: account.person_id,
        login: account.login,
        created_at: now,
        seen_at: now,
        expires_at: later(now, ABSOLUTE),
        agent: agent.slice(0, 200),
      })
      .execute();
    await push({ db: trx, now }, 'session.open', account.person_id, {});
  });
  return { token, member };
}

/** Ends a session; an unknown token is no error. */
export async function signOut(access: Access, token: string) {
  access.cache.delete(digest(token).toString('base64'));
  const now = access.clock.now();
  await asSystem(access)
    .transaction()
    .execute(async (trx) => {
      const gone = await trx
        .deleteFrom('session')
        .where('token', '=', digest(token))
        .returning('person_id')
        .executeTakeFirst();
      if (gone) await push({ db: trx, now }, 'session.close', gone.person_id, {});
    });
}

/**
 * The member behind a token, or null. `touch` says that a person did something: an open page alone keeps no session alive.
 * One small query says whether the session lives and the scope still holds;
 * posts are read again only when the epoch moved or a new day began.
 */
export async function memberOf(access: Access, token: string, { touch = true } = {}): Promise<Member | null> {
  const db = asSystem(access);
  const now = access.clock.now();
  const hash = digest(token);
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.login', 'session.login')
    .innerJoin('scope_epoch', (join) => join.onTrue())
    .select([
      'session.person_id',
      'session.login',
      'session.seen_at',
      'session.expires_at',
      'account.disabled',
      'account.must_change',
      'scope_epoch.n',
    ])
    .where('session.token', '=', hash)
    .executeTakeFirst();
  const key = hash.toString('base64');
  if (!row || row.disabled || row.expires_at <= now || later(row.seen_at, IDLE) <= now) {
    access.cache.delete(key);
    return null;
  }
  if (touch && now.getTime() - row.seen_at.getTime() > 60_000)
    await db.updateTable('session').set({ seen_at: now }).where('token', '=', hash).execute();
  const day = localDay(now);
  const held = access.cache.get(key);
  if (held && held.epoch === row.n && held.day === day) return held.member;
  const member = limited(await resolveMember(db, row.person_id, row.login, day), row.must_change);
  if (access.cache.size > 10_000) access.cache.clear();
  access.cache.set(key, { member, epoch: row.n, day, seen: now.getTime() });
  return member;
}
