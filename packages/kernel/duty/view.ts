// Periods as people read them: the clause, the debtor, the sign and its reason, the proofs.
import { type PeriodView, type Proof, Problem, lightOf, missing, signOf, whyLight } from '@anlan/contract';
import type { z } from 'zod';
import { type Kysely, sql } from 'kysely';
import type { Ctx, KernelTables } from '../ctx/index.ts';
import { push } from '../audit/index.ts';
import { filesOfMany } from '../file/index.ts';
import { moduleOfFact } from '../record/kinds.ts';
import { presentHead } from '../record/view.ts';
import { besides, settings } from '../setting/index.ts';
import { childQuery } from './child.ts';
import { lightSql } from './light.ts';
import { recount } from './settle.ts';

type Row = {
  id: string;
  rule_id: string;
  duty_id: string;
  source_id: string | null;
  unit_id: string;
  key: string;
  label: string;
  from_day: string;
  due: string;
  extended_from: string | null;
  need: number;
  got: number;
  begun: boolean;
  excused: string | null;
  late: boolean;
  pending: boolean;
  made_good: boolean;
  explanation: string | null;
  fact_kind: string;
  rule_title: string;
  task: string | null;
  source_title: string | null;
  source_module: string | null;
  source_kind: string | null;
  unit_name: string | null;
  leader_name: string | null;
};

/** Periods with rule, source, unit and leader; the caller narrows. The period is `p`. */
export const periodQuery = (db: Kysely<KernelTables>) =>
  db
    .selectFrom('period as p')
    .innerJoin('rule', 'rule.id', 'p.rule_id')
    .innerJoin('duty', 'duty.id', 'p.duty_id')
    .leftJoin('record', 'record.id', 'p.source_id')
    .leftJoin('unit', 'unit.id', 'p.unit_id')
    .select([
      'p.id',
      'p.rule_id',
      'p.duty_id',
      'p.source_id',
      'p.unit_id',
      'p.key',
      'p.label',
      'p.from_day',
      'p.due',
      'p.extended_from',
      'p.need',
      'p.got',
      'p.begun',
      'p.excused',
      'p.late',
      'p.pending',
      'p.made_good',
      'p.explanation',
      'p.fact_kind',
      'rule.title as rule_title',
      'rule.task',
      'record.title as source_title',
      'record.module as source_module',
      'record.kind as source_kind',
      'unit.short_name as unit_name',
      'duty.leader_name',
    ]);

export function presentPeriod(r: Row, today: string, soon: number): PeriodView {
  const facts = {
    from: r.from_day,
    due: r.due,
    need: r.need,
    got: r.got,
    begun: r.begun,
    excused: r.excused,
    late: r.late,
    pending: r.pending,
    madeGood: r.made_good,
    extendedFrom: r.extended_from,
  };
  return {
    id: r.id,
    ruleId: r.rule_id,
    dutyId: r.duty_id,
    title: r.rule_title,
    sourceId: r.source_id ?? r.rule_id,
    sourceTitle: r.source_title ?? '长期规定',
    source: r.source_module && r.source_kind ? { module: r.source_module, kind: r.source_kind } : null,
    task: r.task,
    unitId: r.unit_id,
    unitName: r.unit_name ?? '其他单位',
    leaderName: r.leader_name,
    factKind: r.fact_kind,
    module: moduleOfFact(r.fact_kind) ?? r.source_module ?? 'directives',
    key: r.key,
    label: r.label,
    from: r.from_day,
    due: r.due,
    extendedFrom: r.extended_from,
    need: r.need,
    got: r.got,
    light: lightOf(facts, today, soon),
    sign: signOf(facts, today, soon),
    why: whyLight(facts, today, soon),
    explanation: r.explanation,
  };
}

const present = async (ctx: Ctx, rows: unknown[]) => {
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  return (rows as Row[]).map((r) => presentPeriod(r, ctx.today, soon));
};

/** A page of periods in my scope, by due day. */
export async function listPeriods(
  ctx: Ctx,
  query: {
    sourceId?: string | undefined;
    ruleId?: string | undefined;
    unitId?: string | undefined;
    under?: string | undefined;
    factKind?: string | undefined;
    light?: string | undefined;
    key?: string | undefined;
    only: 'open' | 'missed' | 'all';
    limit: number;
    cursor?: string | undefined;
  },
) {
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  let rows = periodQuery(ctx.db)
    .orderBy('p.due')
    .orderBy('p.id')
    .limit(query.limit + 1);
  if (query.sourceId) rows = rows.where('p.source_id', '=', query.sourceId);
  if (query.ruleId) rows = rows.where('p.rule_id', '=', query.ruleId);
  if (query.unitId) rows = rows.where('p.unit_id', '=', query.unitId);
  if (query.under)
    rows = rows.where('p.unit_id', 'in', (eb) =>
      eb.selectFrom('unit_closure').select('descendant').where('ancestor', '=', query.under!),
    );
  if (query.factKind) rows = rows.where('p.fact_kind', '=', query.factKind);
  if (query.key) rows = rows.where('p.key', '=', query.key);
  if (query.only !== 'all') rows = rows.where('p.excused', 'is', null).whereRef('p.got', '<', 'p.need');
  if (query.only === 'missed') rows = rows.where('p.due', '<', ctx.today);
  if (query.light)
    rows = rows.where(sql<boolean>`${lightSql(ctx.today, soon)} = any(${query.light.split(',')}::text[])`);
  if (query.cursor) {
    const [due, id] = query.cursor.split('~');
    rows = rows.where(sql<boolean>`(p.due, p.id) > (${due}::date, ${id}::uuid)`);
  }
  const found = (await rows.execute()) as Row[];
  const items = found.slice(0, query.limit).map((r) => presentPeriod(r, ctx.today, soon));
  const last = items.at(-1);
  return {
    items,
    next: found.length > query.limit && last ? `${last.due}~${last.id}` : null,
    count: items.length,
    exact: found.length <= query.limit,
  };
}

/** One period, and the leader who owes it where that is not the unit itself. @throws 404 */
export async function periodOwed(ctx: Ctx, id: string): Promise<{ period: PeriodView; personId: string | null }> {
  const one = periodQuery(ctx.db).select('duty.person_id').where('p.id', '=', id);
  const [{ 'duty.soonDays': soon }, rows] = await besides(ctx.db, one);
  const [row] = rows as unknown as (Row & { person_id: string | null })[];
  if (!row) throw missing();
  return { period: presentPeriod(row, ctx.today, soon), personId: row.person_id };
}

/** One period. @throws 404 */
export const onePeriod = async (ctx: Ctx, id: string): Promise<PeriodView> => (await periodOwed(ctx, id)).period;

/** One period with its proofs and the earlier and later periods of the same duty. @throws 404 */
export async function showPeriod(ctx: Ctx, id: string) {
  const period = await onePeriod(ctx, id);
  const [history, found, children] = await Promise.all([
    periodQuery(ctx.db)
      .where('p.duty_id', '=', period.dutyId)
      .orderBy('p.from_day')
      .execute()
      .then((rows) => present(ctx, rows)),
    proofs(ctx, { periodId: id }, 20),
    childrenOf(ctx, period),
  ]);
  const mine = ctx.me.actor.own.includes(period.unitId);
  return {
    period,
    proofs: found,
    history,
    children,
    canExplain: mine && ctx.me.may.has('duty.explain') && period.light === 'missed',
    canApprove: ctx.me.may.has('duty.approveLate') && found.some((p) => p.how === 'pending'),
  };
}

/** What units below owe of a period, by due day: shares that its debtor handed down. */
const childrenOf = async (ctx: Ctx, of: PeriodView): Promise<PeriodView[]> =>
  present(
    ctx,
    await periodQuery(ctx.db)
      .where(
        'p.id',
        'in',
        childQuery(ctx.db, of.ruleId)
          .select('p.id')
          .where('p.key', '=', of.key)
          .where('source.unit_id', '=', of.unitId),
      )
      .orderBy('p.due')
      .orderBy('unit.sort')
      .execute(),
  );

/** Records whose facts settled a period, or any period of a rule, latest first. */
export async function proofs(
  ctx: Ctx,
  of: { periodId?: string; ruleId?: string },
  most: number,
): Promise<z.input<typeof Proof>[]> {
  let rows = ctx.db
    .selectFrom('settlement')
    .innerJoin('period as p', 'p.id', 'settlement.period_id')
    .innerJoin('fact', 'fact.id', 'settlement.fact_id')
    .innerJoin('record', 'record.id', 'fact.record_id')
    .leftJoin('unit', 'unit.id', 'record.unit_id')
    .selectAll('record')
    .select(['unit.short_name', 'fact.recorded_on', 'settlement.how'])
    .orderBy('fact.occurred_on', 'desc')
    .orderBy('fact.id', 'desc')
    .limit(most);
  if (of.periodId) rows = rows.where('p.id', '=', of.periodId);
  if (of.ruleId) rows = rows.where('p.rule_id', '=', of.ruleId);
  const found = await rows.execute();
  const files = await filesOfMany(ctx, [...new Set(found.map((r) => r.id))]);
  return found.map((r) => {
    const head = presentHead({
      ...r,
      created_at: r.created_at,
      updated_at: r.updated_at,
      unit_name: r.short_name ?? '其他单位',
    });
    return { ...head, recordedOn: r.recorded_on, how: r.how as 'counted', files: (files.get(r.id) ?? []).slice(0, 4) };
  });
}

/** 「本记录完成了」: the periods that the facts of a record settled. */
export async function settledBy(ctx: Ctx, recordId: string): Promise<PeriodView[]> {
  const rows = await periodQuery(ctx.db)
    .where('p.id', 'in', (eb) =>
      eb
        .selectFrom('settlement')
        .innerJoin('fact', 'fact.id', 'settlement.fact_id')
        .select('settlement.period_id')
        .where('fact.record_id', '=', recordId)
        .where('fact.withdrawn_at', 'is', null),
    )
    .orderBy('p.due')
    .execute();
  return present(ctx, rows);
}

/** The unit's own explanation of a missed period; it stands beside the sign and excuses nothing. @throws 404, 403, 409 */
export async function explain(ctx: Ctx, id: string, text: string): Promise<PeriodView> {
  const period = await onePeriod(ctx, id);
  if (!ctx.me.actor.own.includes(period.unitId))
    throw new Problem('forbidden', 403, `须由${period.unitName}自己说明。`);
  if (period.light !== 'missed') throw new Problem('not-now', 409, '这一期没有逾期，不需要说明。');
  await ctx.db
    .updateTable('period')
    .set({ explanation: text, explained_by_name: ctx.me.name, explained_at: ctx.now })
    .where('id', '=', id)
    .execute();
  await push(ctx, 'duty.explain', id, {});
  return onePeriod(ctx, id);
}

/** Lets a deed of the period count although it was recorded after the days of grace. @throws 404, 409 */
export async function approveLate(ctx: Ctx, id: string, reason: string): Promise<PeriodView> {
  await onePeriod(ctx, id);
  const done = await ctx.db
    .updateTable('settlement')
    .set({ how: 'late', approved_by_name: ctx.me.name, approved_reason: reason })
    .where('period_id', '=', id)
    .where('how', '=', 'pending')
    .returning('id')
    .execute();
  if (!done.length) throw new Problem('not-now', 409, '这一期没有等待批准的补录。');
  await recount(ctx, [id]);
  await push(ctx, 'duty.approveLate', id, {});
  return onePeriod(ctx, id);
}
