// How a rule ends: with its document, by a cancellation, or by another rule that follows it. Nothing is deleted.
import { type Day, type Repeat, addDays, spanOf } from '@anlan/contract';
import { sql } from 'kysely';
import { push } from '../audit/index.ts';
import type { Ctx } from '../ctx/index.ts';

/** Ends the rules of a source and the shares handed down from them: no further period opens; what is open stays owed and visible. */
export async function closeRules(ctx: Ctx, sourceId: string) {
  await sql`
    update rule set closed_on = ${ctx.today}::date
     where closed_on is null and (source_id = ${sourceId} or parent_id in (select id from rule where source_id = ${sourceId}))`.execute(
    ctx.db,
  );
}

/**
 * Cancels a rule, for all its debtors or for some units: no further period opens, those not yet due become — with these words. What
 * was missed before stays. Shares handed down from it go the same way.
 * @returns how many periods were set aside.
 */
export async function cancelRule(
  ctx: Ctx,
  ruleId: string,
  words: string,
  unitIds?: readonly string[],
): Promise<number> {
  const some = unitIds ? sql`${[...unitIds]}::uuid[]` : null;
  const shares = sql`select r.id from rule r join record s on s.id = r.source_id
    where r.parent_id = ${ruleId}::uuid ${some ? sql`and s.unit_id = any(${some})` : sql``}`;
  await sql`
    update rule set closed_on = ${ctx.today}::date
     where closed_on is null and (id in (${shares}) ${some ? sql`` : sql`or id = ${ruleId}::uuid`})`.execute(ctx.db);
  if (some)
    await sql`update duty set to_day = ${addDays(ctx.today, -1)}::date
      where rule_id = ${ruleId}::uuid and unit_id = any(${some}) and (to_day is null or to_day >= ${ctx.today}::date)`.execute(
      ctx.db,
    );
  const { numAffectedRows } = await sql`
    update period p set excused = ${words}
     where p.got < p.need and p.excused is null and p.due >= ${ctx.today}::date
       and (p.rule_id in (${shares}) or p.rule_id = ${ruleId}::uuid ${some ? sql`and p.unit_id = any(${some})` : sql``})`.execute(
    ctx.db,
  );
  return Number(numAffectedRows ?? 0);
}

/**
 * Lets a rule end where another follows it. What repeats ends with the span it is in; a dated rule ends at once, and what is still
 * open of it becomes —.
 * @returns the first day of the one that follows.
 */
export async function endForSuccessor(ctx: Ctx, ruleId: string): Promise<Day> {
  const rule = await ctx.db
    .selectFrom('rule')
    .select(['repeat', 'to_day', 'closed_on', 'from_day'])
    .where('id', '=', ruleId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (rule.repeat === 'once') {
    await cancelRule(ctx, ruleId, '已由新的要求代替');
    return ctx.today;
  }
  const last = spanOf(rule.repeat as Exclude<Repeat, 'once'>, rule.from_day > ctx.today ? rule.from_day : ctx.today).to;
  if (rule.closed_on || (rule.to_day && rule.to_day < ctx.today)) return ctx.today;
  await ctx.db
    .updateTable('rule')
    .set({ to_day: sql`least(to_day, ${last}::date)` })
    .where((eb) => eb.or([eb('id', '=', ruleId), eb('parent_id', '=', ruleId)]))
    .execute();
  return addDays(last, 1);
}

/**
 * Binds a rule to another kind of fact from its next period on; what is open keeps its stamp. Shares handed down keep theirs.
 * @returns the rule's new version.
 */
export async function rebind(ctx: Ctx, ruleId: string, factKind: string): Promise<number> {
  const { version } = await ctx.db
    .updateTable('rule')
    .set((eb) => ({ fact_kind: factKind, version: eb('version', '+', 1) }))
    .where('id', '=', ruleId)
    .returning('version')
    .executeTakeFirstOrThrow();
  await push(ctx, 'duty.rebind', ruleId, { factKind, version });
  return version;
}
