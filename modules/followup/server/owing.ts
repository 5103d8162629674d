// Who still owes what, asked of the periods at this very moment, with what was done about it so far.
import { missing } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { periodQuery, presentPeriod } from '@anlan/kernel/duty';
import { settings } from '@anlan/kernel/setting';
import { sql } from 'kysely';
import type { Owing } from '../contract.ts';

/** Sources whose clauses are public inside and out; whatever else opens a duty may carry what must not leave. */
const QUOTABLE = ['directives'];

export type OwingRow = Parameters<typeof presentPeriod>[0] & {
  unit_type: string | null;
  source_kind: string | null;
  reminded_on: string | null;
  first_on: string | null;
  times: number;
};

/** Periods with their unit's kind and the reminders about them; the caller narrows. The period is `p`. */
export const owingQuery = (ctx: Ctx) =>
  periodQuery(ctx.db)
    .select(['unit.type as unit_type', 'record.kind as source_kind'])
    .select([
      sql<string | null>`(select max(i.on_day) from reminder_item i where i.period_id = p.id)`.as('reminded_on'),
      sql<string | null>`(select min(i.on_day) from reminder_item i where i.period_id = p.id)`.as('first_on'),
      sql<number>`(select count(*)::int from reminder_item i where i.period_id = p.id)`.as('times'),
    ])
    .orderBy('unit.sort')
    .orderBy('p.due')
    .orderBy('p.id');

/** Nobody has done it, made it good, told it late, or been excused. */
export const unfulfilled = sql<boolean>`p.got < p.need and p.excused is null and not p.made_good and not p.pending`;

/** Why a debtor is not reminded of a period now; null where it is. */
export function leftOut(ctx: Ctx, r: OwingRow): string | null {
  if (r.got >= r.need) return '已完成';
  if (r.excused !== null) return '不计';
  if (r.made_good) return '已补办';
  if (r.pending) return '已补登记，等待批准';
  if (r.explanation !== null) return '已说明原因';
  if (r.from_day > ctx.today) return '还没有开始';
  if (ctx.me.actor.own.includes(r.unit_id)) return '本单位自己的任务';
  return r.reminded_on === ctx.today ? '今天已经催办过' : null;
}

/** The rows as answers carry them. */
export async function presentOwing(ctx: Ctx, rows: readonly OwingRow[]): Promise<Owing[]> {
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  return rows.map((r) => {
    const { id, unitId, unitName, ruleId, title, label, due, leaderName, light, sign, why } = presentPeriod(
      r,
      ctx.today,
      soon,
    );
    return {
      periodId: id,
      ruleId,
      unitId,
      unitName,
      leaderName,
      title,
      label,
      due,
      quotable: r.source_id === null || QUOTABLE.includes(r.source_module ?? ''),
      light,
      sign,
      why,
      left: leftOut(ctx, r),
      remindedOn: r.reminded_on,
      times: r.times,
    };
  });
}

/** A snapshot to be kept: what was owed, without what changes. */
export const snapshot = ({ periodId, ruleId, unitId, unitName, leaderName, title, label, due, quotable }: Owing) => ({
  periodId,
  ruleId,
  unitId,
  unitName,
  leaderName,
  title,
  label,
  due,
  quotable,
});

export async function owingOf(ctx: Ctx, periodIds: readonly string[]): Promise<OwingRow[]> {
  if (!periodIds.length) return [];
  return owingQuery(ctx)
    .where('p.id', 'in', [...periodIds])
    .execute();
}

/** Those who owe one span of a rule, or the latest that has begun; what is done is left out. @throws 404 */
export async function owing(
  ctx: Ctx,
  { ruleId, key, on = ctx.today }: { ruleId: string; key?: string | undefined; on?: string | undefined },
) {
  const rule = await ctx.db.selectFrom('rule').select('title').where('id', '=', ruleId).executeTakeFirst();
  if (!rule) throw missing();
  let rows = owingQuery(ctx).where('p.rule_id', '=', ruleId).where(unfulfilled);
  rows = key
    ? rows.where('p.key', '=', key)
    : rows.where(
        sql<boolean>`p.from_day = (select max(q.from_day) from period q where q.duty_id = p.duty_id and q.from_day <= ${on}::date)`,
      );
  return { title: rule.title, items: await presentOwing(ctx, await rows.execute()) };
}
