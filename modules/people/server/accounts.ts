// Accounts as the system administrator sees them: whose, in what state, last used when; never more than that.
import { type Ctx, localIso } from '@anlan/kernel/ctx';
import { sql } from 'kysely';
import type { AccountRow } from '../contract/account.ts';

type Row = {
  login: string;
  person_id: string;
  name: string;
  unit_name: string | null;
  title: string | null;
  disabled: boolean;
  disabled_why: string | null;
  must_change: boolean;
  resting: boolean;
  seen: Date | null;
};

const stateOf = (a: Row): AccountRow['state'] =>
  a.disabled ? 'disabled' : a.resting ? 'locked' : a.must_change ? 'mustChange' : 'open';

/** All accounts by login, and how many people in office have none. */
export async function listAccounts(ctx: Ctx, q: string | undefined) {
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const inOffice = sql`p.from_day <= ${ctx.today}::date and (p.to_day is null or p.to_day >= ${ctx.today}::date)`;
  const [{ rows }, without] = await Promise.all([
    sql<Row>`
      select a.login, a.person_id, person.name, held.unit_name, held.title, a.disabled, a.disabled_why, a.must_change,
             exists (select 1 from sign_in_try t where t.gate = 'password:*:' || a.login and t.failed >= 10 and t.until > ${ctx.now}) as resting,
             (select max(s.seen_at) from session s where s.login = a.login) as seen
        from account a join person on person.id = a.person_id
        left join lateral (select u.short_name as unit_name, p.title from post p join unit u on u.id = p.unit_id
                            where p.person_id = a.person_id and ${inOffice} order by p.leader desc, u.sort limit 1) held on true
       where ${like ? sql`(a.login like ${like} or person.name like ${like} or held.unit_name like ${like})` : sql`true`}
       order by a.login limit 1000`.execute(ctx.db),
    sql<{ n: number }>`
      select count(distinct p.person_id)::int as n from post p
       where ${inOffice} and not exists (select 1 from account a where a.person_id = p.person_id)`.execute(ctx.db),
  ]);
  return {
    items: rows.map((a): AccountRow => ({
      login: a.login,
      personId: a.person_id,
      name: a.name,
      unitName: a.unit_name ?? '',
      title: a.title ?? '已无在任岗位',
      state: stateOf(a),
      why: a.disabled_why,
      lastSeen: a.seen ? localIso(a.seen) : null,
    })),
    without: without.rows[0]?.n ?? 0,
  };
}
