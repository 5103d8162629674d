// What my units owe, and what others owe that I look after and is late. Both are queries, never stored.
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { settings } from '../setting/index.ts';
import { periodQuery, presentPeriod } from './view.ts';

type Row = Parameters<typeof presentPeriod>[0];

/** A missed period is still work until it was made good or explained. */
const unanswered = (today: string) =>
  sql<boolean>`(p.due >= ${today}::date or not (p.made_good or p.pending or p.explanation is not null))`;

/**
 * Periods begun and not done: `mine` where one of my units owes them (or I do, as a leader), by due day; `late` where others in my
 * scope owe them and are overdue, latest first. With the counts beyond `most`.
 */
export async function owed(ctx: Ctx, most: number) {
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  const own = ctx.me.actor.own;
  const open = () =>
    periodQuery(ctx.db)
      .where('p.excused', 'is', null)
      .whereRef('p.got', '<', 'p.need')
      .where('p.from_day', '<=', ctx.today);
  const mineQuery = () =>
    open()
      .where((eb) =>
        eb.or([
          eb.and([eb('p.unit_id', 'in', own), eb('duty.person_id', 'is', null)]),
          eb('duty.person_id', '=', ctx.me.personId),
        ]),
      )
      .where(unanswered(ctx.today));
  const lateQuery = () =>
    open().where('p.unit_id', 'not in', own).where('p.due', '<', ctx.today).where('p.made_good', '=', false);
  if (!own.length) return { mine: [], late: [], mineCount: 0, lateCount: 0 };
  const count = async (query: ReturnType<typeof open>) => {
    const some = query
      .clearSelect()
      .select(sql<number>`1`.as('one'))
      .limit(1000);
    return (
      await ctx.db
        .selectFrom(some.as('some'))
        .select(sql<number>`count(*)::int`.as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  };
  const watches = ctx.me.actor.counties.length + ctx.me.actor.stations.length + ctx.me.actor.kinds.length > 0;
  const [mine, late, mineCount, lateCount] = await Promise.all([
    mineQuery().orderBy('p.due').orderBy('p.id').limit(most).execute(),
    watches ? lateQuery().orderBy('p.due', 'desc').orderBy('p.id').limit(most).execute() : [],
    count(mineQuery()),
    watches ? count(lateQuery()) : 0,
  ]);
  const show = (rows: unknown[]) => (rows as Row[]).map((r) => presentPeriod(r, ctx.today, soon));
  return { mine: show(mine), late: show(late), mineCount, lateCount };
}
