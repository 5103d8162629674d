// Counted tries at a door: ten, then it rests for a quarter of an hour. Each is counted before it is judged, so that many
// at once are no way round; a name that is nobody's account is counted like any other.
import { Problem } from '@anlan/contract';
import { type Kysely, sql } from 'kysely';
import type { KernelTables } from '../ctx/index.ts';

/** Tries before a door rests, and for how long, minutes. */
const TRIES = 10;
const REST = 15;

type Db = Kysely<KernelTables>;

/** The doors: a password from anywhere or from a known browser, a code likewise, and a code within a session. */
export const gates = {
  password: (login: string, device: Buffer | null) => `password:${device ? device.toString('hex') : '*'}:${login}`,
  code: (login: string, device: Buffer | null) => `code:${device ? device.toString('hex') : '*'}:${login}`,
  proof: (login: string) => `proof:${login}`,
};

/** Takes one try; gives the seconds to wait where there is none left. */
export async function takeTry(db: Db, gate: string, now: Date): Promise<number | null> {
  const until = new Date(now.getTime() + REST * 60_000);
  const { rows } = await sql<{ failed: number; until: Date }>`
    insert into sign_in_try as t (gate, failed, until) values (${gate}, 1, ${until})
    on conflict (gate) do update set
      failed = case when t.until <= ${now} then 1 else least(t.failed, ${TRIES}) + 1 end,
      until = case when t.until <= ${now} or t.failed < ${TRIES} then ${until} else t.until end
    returning failed, until`.execute(db);
  const { failed, until: rests } = rows[0]!;
  return failed > TRIES ? Math.max(1, Math.ceil((rests.getTime() - now.getTime()) / 1000)) : null;
}

/** The door was opened rightly: the tries before it count no more. */
export const forgetTries = (db: Db, gate: string) => db.deleteFrom('sign_in_try').where('gate', '=', gate).execute();

/** The same words for every name, also for one that is nobody's. */
export const resting = (seconds: number) =>
  new Problem(
    'resting',
    429,
    `这个账号输错次数较多，请 ${Math.ceil(seconds / 60)} 分钟后再试。开通了动态口令的，连同口令一起输入，现在就能登录。`,
    { retryAfter: seconds },
  );
