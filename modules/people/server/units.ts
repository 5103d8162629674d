// The tree of units and the page of one: who works there, what stands below, what became of it.
import { Problem, missing } from '@anlan/contract';
import type { Ctx, UnitTable } from '@anlan/kernel/ctx';
import { keepsPeople, notesOf, presentUnit, vacant } from '@anlan/kernel/org';
import { type Selectable, sql } from 'kysely';
import type { TreeUnit, UnitPage } from '../contract/unit.ts';
import { roster } from './roster.ts';

type Counted = Selectable<UnitTable> & { people: number; leaders: number };

const treeUnit = (u: Counted): TreeUnit => ({
  ...presentUnit(u),
  closedOn: u.closed_on,
  people: u.people,
  leaders: u.leaders,
});

/** Units I may know of with the number of people in office today, in the order of the directory. */
async function counted(ctx: Ctx, which: ReturnType<typeof sql>): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select u.*, coalesce(n.people, 0) as people, coalesce(n.leaders, 0) as leaders from unit u
      left join (select unit_id, count(distinct person_id)::int as people, count(*) filter (where leader)::int as leaders from post
                  where from_day <= ${ctx.today}::date and (to_day is null or to_day >= ${ctx.today}::date) group by unit_id) n
        on n.unit_id = u.id
     where ${which} order by u.sort, u.name`.execute(ctx.db);
  return rows;
}

/** The whole tree; closed units only when asked for. */
export async function tree(ctx: Ctx, closed: boolean) {
  const units = await counted(ctx, closed ? sql`true` : sql`u.closed_on is null`);
  return { items: units.map(treeUnit), mayKeep: ctx.me.may.has('org.units') };
}

/** What a closed unit still owes. */
export async function owingOf(ctx: Ctx, unitId: string) {
  return ctx.db
    .selectFrom('period')
    .innerJoin('rule', 'rule.id', 'period.rule_id')
    .innerJoin('duty', 'duty.id', 'period.duty_id')
    .select(['period.id', 'rule.title', 'period.label', 'period.due', 'duty.leader_name as leaderName'])
    .where('period.unit_id', '=', unitId)
    .whereRef('period.got', '<', 'period.need')
    .where('period.excused', 'is', null)
    .where('period.history', '=', false)
    .orderBy('period.due')
    .execute();
}

/** One unit with everything its page shows. @throws 404 */
export async function unitPage(ctx: Ctx, id: string): Promise<UnitPage> {
  const [unit] = await counted(ctx, sql`u.id = ${id}::uuid`);
  if (!unit) throw missing();
  const [aliases, above, below, staff, former, vacancies, notes, successor, owing] = await Promise.all([
    ctx.db.selectFrom('unit_alias').select('name').where('unit_id', '=', id).orderBy('name').execute(),
    ctx.db
      .selectFrom('unit_closure')
      .innerJoin('unit', 'unit.id', 'unit_closure.ancestor')
      .select(['unit.id', 'unit.short_name as name'])
      .where('descendant', '=', id)
      .where('depth', '>', 0)
      .orderBy('depth', 'desc')
      .execute(),
    counted(ctx, sql`u.parent_id = ${id}::uuid and u.closed_on is null`),
    roster(ctx, { under: id, limit: 200 }),
    formerOf(ctx, id),
    vacant(ctx, id),
    notesOf(ctx, { unitId: id }),
    unit.successor_id
      ? ctx.db
          .selectFrom('unit')
          .select(['id', 'short_name as name'])
          .where('id', '=', unit.successor_id)
          .executeTakeFirst()
      : null,
    unit.closed_on ? owingOf(ctx, id) : [],
  ]);
  return {
    ...treeUnit(unit),
    aliases: aliases.map((a) => a.name),
    openedOn: unit.opened_on,
    objectKind: unit.object_kind,
    above,
    below: below.map(treeUnit),
    staff: staff.items.filter((p) => p.unitId === id),
    former,
    vacancies: vacancies.map(({ title, lastHolder, since }) => ({ title, lastHolder, since })),
    notes,
    successor: successor ?? null,
    closedWhy: unit.closed_why,
    owing,
    may: {
      keepUnit: ctx.me.may.has('org.units') && unit.closed_on === null && unit.parent_id !== null,
      keepPeople: keepsPeople(ctx, unit) && unit.closed_on === null,
      settle: ctx.me.may.has('people.settle') && owing.length > 0,
    },
  };
}

/** People who held a post here and do no longer, the latest first. */
async function formerOf(ctx: Ctx, unitId: string) {
  const rows = await ctx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select(['person.id as personId', 'person.name', 'post.title', 'post.from_day as fromDay', 'post.to_day as toDay'])
    .where('post.unit_id', '=', unitId)
    .where('post.to_day', '<', ctx.today)
    .orderBy('post.to_day', 'desc')
    .limit(50)
    .execute();
  return rows.flatMap((r) => (r.toDay ? [{ ...r, toDay: r.toDay }] : []));
}

/** The unit where its row still matters. @throws 404 */
export async function needRow(ctx: Ctx, id: string) {
  const unit = await ctx.db.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst();
  if (!unit) throw new Problem('unit-unknown', 404, '没有找到这个单位，请刷新后再试。');
  return unit;
}
