// What my units owe, and what others owe that I look after and is late. Both are queries, never stored.
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { ONE_PLAN, together, union, walks } from '../db/index.ts';
import { settings } from '../setting/index.ts';
import { periodQuery, presentPeriod } from './view.ts';

type Row = Parameters<typeof presentPeriod>[0];

/** Past this many the count says no more. */
const COUNT_TO = sql.lit(1000);

/** Begun and not done. */
const open = (today: string) => sql`p.excused is null and p.got < p.need and p.from_day <= ${today}::date`;
/** A missed period is still work until it was made good or explained. */
const unanswered = (today: string) =>
  sql`(p.due >= ${today}::date or not (p.made_good or p.pending or p.explanation is not null))`;
const columns = sql`p.id, p.due`;

/** Periods that my units owe, or I do as a leader. */
const owedByMe = ({ me, today }: Ctx) =>
  union([
    sql`select ${columns} from period as p where p.unit_id = any(${[...me.actor.own]}::uuid[]) and ${open(today)} and ${unanswered(today)}
      and exists (select 1 from duty where duty.id = p.duty_id and duty.person_id is null)`,
    sql`select ${columns} from duty join period as p on p.duty_id = duty.id
      where duty.person_id = ${me.personId}::uuid and ${open(today)} and ${unanswered(today)}`,
  ]);

/** Overdue periods of others in my scope, the latest first; each of my keys gives at most `most`. */
const lateOfOthers = ({ me, today }: Ctx, most: RawBuilder<unknown>) =>
  union(
    walks(
      me.actor,
      'p',
      columns,
      sql`from period as p where ${open(today)} and p.due < ${today}::date and not p.made_good
        and p.unit_id <> all(${[...me.actor.own]}::uuid[])`,
      sql`order by p.due desc, p.id limit ${most}`,
    ),
  );

const counted = (found: RawBuilder<unknown>) =>
  sql<{
    n: number;
  }>`${ONE_PLAN}select count(*)::int as n from (select from (${found}) as seen limit ${COUNT_TO}) as counted`;

/**
 * Periods begun and not done: `mine` where one of my units owes them (or I do, as a leader), by due day; `late` where others in my
 * scope owe them and are overdue, latest first. With the counts beyond `most`.
 */
export async function owed(ctx: Ctx, most: number) {
  const { own, counties, stations, kinds } = ctx.me.actor;
  if (!own.length) return { mine: [], late: [], mineCount: 0, lateCount: 0 };
  const limit = sql.lit(most);
  const shown = (found: RawBuilder<unknown>, sorted: RawBuilder<unknown>) => {
    const ids = sql`(select array(select id from (${found}) as p order by ${sorted} limit ${limit}))`;
    const rows = periodQuery(ctx.db).where(sql<boolean>`p.id = any(${ids}::uuid[])`);
    return sql<Row>`${ONE_PLAN}${rows} order by ${sorted}`;
  };
  const mine = owedByMe(ctx);
  const ways = [shown(mine, sql`due, id`), counted(mine)] as const;
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  const present = (rows: readonly Row[]) => rows.map((r) => presentPeriod(r, ctx.today, soon));
  if (counties.length + stations.length + kinds.length === 0) {
    const [rows, count] = await together(ctx.db, ...ways);
    return { mine: present(rows.rows), late: [], mineCount: count.rows[0]!.n, lateCount: 0 };
  }
  const [rows, count, late, lateCount] = await together(
    ctx.db,
    ...ways,
    shown(lateOfOthers(ctx, limit), sql`due desc, id`),
    counted(lateOfOthers(ctx, COUNT_TO)),
  );
  return {
    mine: present(rows.rows),
    late: present(late.rows),
    mineCount: count.rows[0]!.n,
    lateCount: lateCount.rows[0]!.n,
  };
}
