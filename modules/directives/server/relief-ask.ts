// Asking for relief: the debtor for more time or a waiver, the office for the end of a requirement.
import { type PeriodView, Problem, chineseDay, missing } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { checkExtension, listPeriods, onePeriod } from '@anlan/kernel/duty';
import { create, needKind, show } from '@anlan/kernel/record';
import { sql } from 'kysely';
import type { z } from 'zod';
import { type AskCancel, type AskRelief, RELIEF, type Relief, type ReliefSort } from '../contract/relief.ts';
import { type ReliefTable, reliefs } from './relief-table.ts';

const at = (path: string, code: string, status: number, sentence: string) =>
  new Problem(code, status, sentence, { fields: [{ path, message: sentence }] });

const openYet = (p: PeriodView) => p.light !== 'done' && p.light !== 'none';
/** More time is asked for while there is still some left. */
const extendable = (p: PeriodView) => openYet(p) && p.light !== 'missed';

/**
 * Asks for more time or a waiver for one period, or for all open ones of the same requirement in the unit.
 * @throws 404; 400 `recorded-for`, `due-wanted`; 409 `not-open`, `overdue`, `already-asked`, and what `checkExtension` refuses.
 */
export async function ask(ctx: Ctx, input: z.output<typeof AskRelief>) {
  const period = await onePeriod(ctx, input.periodId);
  const own = ctx.me.actor.own.includes(period.unitId);
  if (!own && !input.recordedFor)
    throw at('recordedFor', 'recorded-for', 400, `您在替${period.unitName}申请，请写明由谁、以什么方式告知。`);
  const periods = await meant(ctx, period, input);
  if (input.sort === 'extension') {
    if (!input.due) throw at('due', 'due-wanted', 400, '请写明延到哪一天。');
    await checkExtension(
      ctx,
      periods.map((p) => p.id),
      input.due,
    );
  }
  await refuseTwice(ctx, periods);
  const id = await write(ctx, input, periods, {
    sort: input.sort,
    due: input.sort === 'extension' ? input.due : null,
    recorded_for: own || !input.recordedFor ? null : JSON.stringify(input.recordedFor),
  });
  return show<Relief>(ctx, needKind('reliefs'), id);
}

/** The periods that are meant. */
async function meant(ctx: Ctx, period: PeriodView, { sort, all }: z.output<typeof AskRelief>): Promise<PeriodView[]> {
  const fits = sort === 'extension' ? extendable : openYet;
  if (!openYet(period)) throw new Problem('not-open', 409, `这一期${period.why}，不需要申请。`);
  if (!fits(period))
    throw new Problem('overdue', 409, '这一期已经逾期，不能再延期。请补办并说明原因；确有特殊情况的，可以申请豁免。');
  if (!all) return [period];
  const { items } = await listPeriods(ctx, {
    ruleId: period.ruleId,
    unitId: period.unitId,
    only: 'open',
    limit: 1000,
  });
  return items.filter((p) => fits(p) && p.from <= ctx.today);
}

async function refuseTwice(ctx: Ctx, periods: readonly PeriodView[]) {
  const ids = periods.map((p) => p.id);
  const waiting = await reliefs(ctx)
    .selectFrom('relief')
    .innerJoin('record', 'record.id', 'relief.id')
    .select(['record.number', 'record.title'])
    .where('record.state', '=', 'asked')
    .where(sql<boolean>`relief.period_ids && ${ids}::uuid[]`)
    .limit(1)
    .executeTakeFirst();
  if (waiting)
    throw new Problem('already-asked', 409, `${waiting.number ?? waiting.title} 已在等待审批，请等结果或先撤回。`);
}

/** Writes a request about these periods of one rule. @returns its id. */
export async function write(
  ctx: Ctx,
  asked: { id?: string | undefined; reason: string; files: readonly string[] },
  periods: readonly PeriodView[],
  own: Pick<ReliefTable, 'sort' | 'due'> & { recorded_for: string | null },
): Promise<string> {
  const first = periods[0]!;
  const label =
    periods.length > 1 && periods.some((p) => p.key !== first.key)
      ? `${first.label}等 ${periods.length} 期`
      : first.label;
  const people = [...new Set(periods.flatMap((p) => p.leaderName ?? []))];
  return create(
    ctx,
    'reliefs',
    {
      id: asked.id,
      unitId: first.unitId,
      title: titleOf(own.sort, first.title, label),
      files: asked.files,
      said: { reason: asked.reason, due: own.due, recordedFor: own.recorded_for ? JSON.parse(own.recorded_for) : null },
    },
    {
      ...own,
      rule_id: first.ruleId,
      source_id: first.source ? first.sourceId : null,
      period_ids: periods.map((p) => p.id),
      unit_ids: [first.unitId],
      clause: first.title,
      who: [first.unitName, ...people].join(' '),
      period_label: label,
      due_before: first.due,
      reason: asked.reason,
      late: periods.some((p) => p.light === 'missed'),
      assigned_by: first.source?.kind === 'assignments' ? await unitOf(ctx, first.sourceId) : null,
    },
  );
}

const titleOf = (sort: ReliefSort, clause: string, label: string) =>
  `${RELIEF[sort]}：${clause.slice(0, 60)}（${label}）`;

const unitOf = async (ctx: Ctx, recordId: string) =>
  (await ctx.db.selectFrom('record').select('unit_id').where('id', '=', recordId).executeTakeFirstOrThrow()).unit_id;

/**
 * Asks that a requirement of an issued document end, for all or for some of its debtors. Takes effect when a leader agrees.
 * @throws 404; 409 `ended`, `already-asked`; 400 `not-debtor`.
 */
export async function askCancel(ctx: Ctx, input: z.output<typeof AskCancel>) {
  const rule = await ctx.db
    .selectFrom('rule')
    .innerJoin('record', 'record.id', 'rule.source_id')
    .select(['rule.id', 'rule.title', 'rule.closed_on', 'record.unit_id', 'record.title as source_title'])
    .where('rule.id', '=', input.ruleId)
    .where('rule.source_id', '=', input.id)
    .where('record.kind', '=', 'directives')
    .executeTakeFirst();
  if (!rule) throw missing();
  if (rule.closed_on)
    throw new Problem('ended', 409, `这项要求已于${chineseDay(rule.closed_on)}停止，不再产生新的期次。`);
  const names = await debtors(ctx, rule.id, input.unitIds);
  const twice = await reliefs(ctx)
    .selectFrom('relief')
    .innerJoin('record', 'record.id', 'relief.id')
    .select('record.number')
    .where('relief.rule_id', '=', rule.id)
    .where('relief.sort', '=', 'cancel')
    .where('record.state', '=', 'asked')
    .limit(1)
    .executeTakeFirst();
  if (twice) throw new Problem('already-asked', 409, `${twice.number} 已在等待批准，请等结果或先撤回。`);
  const label = names.length ? names.join('、').slice(0, 120) : '全部责任单位';
  const id = await create(
    ctx,
    'reliefs',
    {
      unitId: rule.unit_id,
      title: titleOf('cancel', rule.title, label.slice(0, 40)),
      files: input.files,
      said: { reason: input.reason },
    },
    {
      sort: 'cancel',
      rule_id: rule.id,
      source_id: input.id,
      period_ids: [],
      unit_ids: input.unitIds,
      clause: rule.title,
      who: label,
      period_label: '批准之后的各期',
      reason: input.reason,
      late: false,
    },
  );
  return show<Relief>(ctx, needKind('reliefs'), id);
}

/** Names of the chosen debtors. @throws 400 where one of them owes nothing here. */
async function debtors(ctx: Ctx, ruleId: string, unitIds: readonly string[]): Promise<string[]> {
  if (!unitIds.length) return [];
  const rows = await ctx.db
    .selectFrom('duty')
    .innerJoin('unit', 'unit.id', 'duty.unit_id')
    .select(['unit.id', 'unit.short_name'])
    .distinct()
    .where('rule_id', '=', ruleId)
    .where('unit.id', 'in', [...unitIds])
    .execute();
  if (rows.length < new Set(unitIds).size)
    throw at('unitIds', 'not-debtor', 400, '有的单位没有这项要求，请只选这项要求的责任单位。');
  return rows.map((r) => r.short_name);
}
