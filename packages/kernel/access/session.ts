// Sessions: an opaque token in a cookie, its hash in the database, scope cached until the epoch moves.
import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { push } from '../audit/index.ts';
import { type Clock, type KernelTables, type Member, localDay, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import { SETTINGS } from '../setting/catalog.ts';
import { tell } from '../notify/tell.ts';
import { type Pace, openPace } from './pace.ts';
import { isAdministrator } from './roles.ts';
import { resolveMember } from './scope.ts';
import { type Sealer, openSealer } from './seal.ts';

/** Idle and absolute life of a session, minutes; an administrator's idle life is a setting. */
const IDLE = 8 * 60;
const ABSOLUTE = 12 * 60;
/** A clock set back by more than this ends sessions instead of lengthening them, minutes. */
const SET_BACK = 10;

const digest = (token: string) => createHash('sha256').update(token).digest();
const newToken = () => randomBytes(32).toString('base64url');
const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

export type Access = {
  system: Database<KernelTables>;
  clock: Clock;
  sealer: Sealer;
  pace: Pace;
  /** Members by token hash, valid for one epoch and one day; `asked` is when the store last said so, by the clock and by the stopwatch. */
  cache: Map<string, { member: Member; epoch: number; day: string; asked: { at: number; by: number } }>;
  /** For how long that is believed without asking again, milliseconds: so much later at most does an ended session end here. */
  trust: number;
};

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** `secrets` is the folder of this installation's keys. */
export const openAccess = (
  system: Database<KernelTables>,
  clock: Clock,
  secrets: string,
  { pause = sleep, trust = 0 }: { pause?: (ms: number) => Promise<void>; trust?: number } = {},
): Access => ({
  system,
  clock,
  sealer: openSealer(secrets),
  pace: openPace(() => clock.now().getTime(), pause),
  cache: new Map(),
  trust,
});

export const asSystem = (access: Access): Kysely<KernelTables> => access.system.as(systemMember('access').actor);
/** The same where a person does it to what is his: the audit names him. */
export const inNameOf = (access: Access, personId: string): Kysely<KernelTables> =>
  access.system.as({ ...systemMember('access').actor, person: personId });

type Wants = { mustChange: boolean; enrolled: boolean };

/** Until a password that somebody else made is changed, and a second factor enrolled, one may do that and nothing else. */
function limited(member: Member, { mustChange, enrolled }: Wants): Member {
  const mustEnrol = isAdministrator(member) && !enrolled;
  if (!mustChange && !mustEnrol) return member;
  return {
    ...member,
    ...(mustChange ? { mustChange } : {}),
    ...(mustEnrol ? { mustEnrol } : {}),
    may: new Set(),
    actor: { ...member.actor, own: [], counties: [], stations: [], units: [], kinds: [] },
  };
}

type Opening = { personId: string; login: string; agent: string; provedAt: Date | null };

/** Opens a session of a token of its own; where a person has too many the oldest ends, and he is told. */
export async function openSession(access: Access, { personId, login, agent, provedAt }: Opening): Promise<string> {
  const now = access.clock.now();
  const token = newToken();
  await inNameOf(access, personId)
    .transaction()
    .execute(async (trx) => {
      await trx
        .insertInto('session')
        .values({
          token: digest(token),
          person_id: personId,
          login,
          created_at: now,
          seen_at: now,
          expires_at: later(now, ABSOLUTE),
          agent: agent.slice(0, 200),
          proved_at: provedAt,
        })
        .execute();
      await push({ db: trx, now }, 'session.open', personId, {});
      await endOldest(trx, personId, now);
    });
  return token;
}

async function endOldest(trx: Kysely<KernelTables>, personId: string, now: Date) {
  const { rows } = await sql<{ id: string }>`
    delete from session where id in (
      select id from session where person_id = ${personId} and expires_at > ${now} order by created_at desc, seen_at desc
      offset coalesce((select (value #>> '{}')::int from setting where key = 'access.sessions'), ${SETTINGS['access.sessions'].value}::int))
    returning id`.execute(trx);
  for (const { id } of rows)
    await tell(
      { db: trx, now },
      {
        people: [personId],
        title: '您在别处登录，最早的一处已退出',
        body: '同时登录的地方有上限。不是您本人登录的，请马上修改密码。',
        cause: `session:${id}:ended`,
      },
    );
}

/** The same session under another token, from the moment its rights have grown; the old one opens nothing. */
export async function rotate(access: Access, token: string, provedAt: Date): Promise<string> {
  const next = newToken();
  access.cache.delete(digest(token).toString('base64'));
  await asSystem(access)
    .updateTable('session')
    .set({ token: digest(next), proved_at: provedAt })
    .where('token', '=', digest(token))
    .execute();
  return next;
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
  const now = access.clock.now();
  const hash = digest(token);
  const key = hash.toString('base64');
  const known = access.cache.get(key);
  // An open screen is asked about just because something may have ended.
  if (touch && known && isRecent(access, known.asked, now)) return known.member;
  const db = asSystem(access);
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.login', 'session.login')
    .innerJoin('scope_epoch', (join) => join.onTrue())
    .leftJoin('factor', 'factor.login', 'session.login')
    .leftJoin('setting', (join) => join.on('setting.key', '=', 'access.adminIdleMinutes'))
    .select([
      'session.id',
      'session.person_id',
      'session.login',
      'session.seen_at',
      'session.expires_at',
      'session.proved_at',
      'account.disabled',
      'account.must_change as mustChange',
      'scope_epoch.n',
      'setting.value as adminIdle',
    ])
    .select((eb) => eb('factor.sealed', 'is not', null).as('enrolled'))
    .where('session.token', '=', hash)
    .executeTakeFirst();
  const gone = () => {
    access.cache.delete(key);
    return null;
  };
  if (!row || row.disabled || row.expires_at <= now) return gone();
  const day = localDay(now);
  const fresh = known && known.epoch === row.n && known.day === day;
  const member = fresh
    ? known.member
    : limited(await resolveMember(db, row.person_id, row.login, day), {
        mustChange: row.mustChange,
        enrolled: Boolean(row.enrolled),
      });
  const idle = isAdministrator(member) ? Number(row.adminIdle ?? SETTINGS['access.adminIdleMinutes'].value) : IDLE;
  if (later(row.seen_at, idle) <= now || row.seen_at > later(now, SET_BACK)) return gone();
  if (touch && now.getTime() - row.seen_at.getTime() > 60_000)
    await db.updateTable('session').set({ seen_at: now }).where('token', '=', hash).execute();
  if (access.cache.size > 10_000) access.cache.clear();
  const answer = { ...member, session: { id: row.id, provedAt: row.proved_at } };
  const asked = { at: now.getTime(), by: performance.now() };
  access.cache.set(key, { member: answer, epoch: row.n, day, asked });
  return answer;
}

/** Some session ended somewhere: each is asked about again. */
export function distrust({ cache }: Access): void {
  for (const known of cache.values()) known.asked.by = -Infinity;
}

/** Both the clock, which people set, and the stopwatch, which they cannot, must say that little time went by. */
const isRecent = ({ trust }: Access, asked: { at: number; by: number }, now: Date) =>
  Math.abs(now.getTime() - asked.at) < trust && performance.now() - asked.by < trust;
