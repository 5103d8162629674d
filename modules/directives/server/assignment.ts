// A share of a duty is handed down: drafted, issued to units below as a rule of its own, closed or voided.
import { Problem, type Repeat, addDays, spanOf } from '@anlan/contract';
import { grantTo } from '@anlan/kernel/access';
import { workdaysAfter } from '@anlan/kernel/calendar';
import type { Ctx } from '@anlan/kernel/ctx';
import { cancelRule, closeRules, openRules } from '@anlan/kernel/duty';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { type Full, type Server, create, needKind, newId, show } from '@anlan/kernel/record';
import { settings } from '@anlan/kernel/setting';
import type { z } from 'zod';
import type { directives } from '../contract.ts';
import type { Assignment, Share } from '../contract/assignment.ts';
import { MOST_DAYS, checked, parentRule, periodToShare, townshipsOf, unitsBelow } from './assignment-check.ts';
import { assignments, presentAssignment } from './assignment-table.ts';

type Drafted = Full<(typeof directives)['records']['assignments']>;

/** Who may take a share of this period, and how much earlier it can be. @throws 404, 403 */
export async function assignable(ctx: Ctx, { id }: { id: string }) {
  const period = await periodToShare(ctx, id);
  const [rule, units, townships] = await Promise.all([
    parentRule(ctx, period.ruleId),
    unitsBelow(ctx, period.unitId).execute(),
    townshipsOf(ctx, period.unitId).execute(),
  ]);
  const repeat = rule.repeat as Repeat;
  return { units, townships, repeats: repeat !== 'once', due: period.due, mostDays: MOST_DAYS[repeat] };
}

/** Drafts a share of a period's duty. @throws as `periodToShare` and `checked`; 409 `ended`. */
export async function assign(ctx: Ctx, input: z.output<typeof Share> & { id?: string | undefined; periodId: string }) {
  const period = await periodToShare(ctx, input.periodId);
  const rule = await parentRule(ctx, period.ruleId);
  if (rule.closed_on) throw ended();
  const share = await checked(ctx, period.unitId, rule, period.due, input);
  const id = await create(
    ctx,
    'assignments',
    {
      id: input.id,
      unitId: period.unitId,
      title: share.wanted,
      deadline: share.due,
      said: { wanted: input.wanted },
    },
    {
      ...share,
      parent_rule_id: rule.id,
      source_id: period.source ? period.sourceId : null,
      clause: period.title,
    },
  );
  return show<Assignment>(ctx, needKind('assignments'), id);
}

const ended = () => new Problem('ended', 409, '上级的这项要求已经停止，不再分解。');

/** The due day of the duty above that a share must not pass. */
async function dueAbove(ctx: Ctx, a: Drafted) {
  const above = await ctx.db
    .selectFrom('period')
    .select('due')
    .where('rule_id', '=', a.parentRuleId)
    .where('unit_id', '=', a.unitId)
    .orderBy('from_day', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return above.due;
}

async function revise(ctx: Ctx, a: Drafted, input: z.output<typeof Share>) {
  const share = await checked(ctx, a.unitId, await parentRule(ctx, a.parentRuleId), await dueAbove(ctx, a), input);
  await assignments(ctx).updateTable('assignment').set(share).where('id', '=', a.id).execute();
  return { title: share.wanted, deadline: share.due };
}

/** Opens the rule of the share, lets its units see it and asks them for receipt. */
async function issue(ctx: Ctx, a: Drafted) {
  const parent = await parentRule(ctx, a.parentRuleId);
  if (parent.closed_on) throw ended();
  if (a.due && a.due < ctx.today) throw new Problem('past', 409, '完成日期已经过去，请先修改。');
  if (!a.unitIds.length) return;
  const id = newId(ctx.now);
  await openRules(ctx, [
    {
      id,
      sourceId: a.id,
      task: parent.task,
      title: a.wanted,
      // A kind of fact that belongs to the rule above becomes one of this rule's own.
      factKind: parent.fact_kind.replace(parent.id, id),
      repeat: parent.repeat as Repeat,
      need: parent.need,
      due: a.due,
      about: 'unit',
      fromDay: firstDay(ctx, parent.repeat as Repeat, a.leadDays ?? 0),
      toDay: parent.to_day,
      listFrom: null,
      debtors: { unitIds: a.unitIds, groupIds: [] },
      history: false,
      parentId: parent.id,
      leadDays: a.leadDays ?? 0,
    },
  ]);
  await assignments(ctx).updateTable('assignment').set({ rule_id: id }).where('id', '=', a.id).execute();
  await grantTo(ctx, a.id, a.unitIds);
  await askReceipts(ctx, a);
}

/** A span whose earlier due day has passed already is left to the one above; the share begins with the next. */
function firstDay(ctx: Ctx, repeat: Repeat, lead: number) {
  if (repeat === 'once') return ctx.today;
  const { to } = spanOf(repeat, ctx.today);
  return addDays(to, -lead) < ctx.today ? addDays(to, 1) : ctx.today;
}

async function askReceipts(ctx: Ctx, a: Drafted) {
  const deadline = await workdaysAfter(ctx, ctx.today, (await settings(ctx.db))['duty.receiptWorkdays']);
  for (const unitId of a.unitIds)
    await create(
      ctx,
      'receipts',
      { unitId, title: a.title, deadline },
      { directive_id: a.id, directive_title: a.title, doc_number: a.number, source_kind: 'assignments' },
    );
  await tell(ctx, {
    people: await peopleWith(ctx, a.unitIds, 'duty.answer'),
    title: `新任务：${a.title}`,
    body: `完成时限：${a.dueWords}。请签收并按时办理。`,
    record: { id: a.id, module: 'directives', kind: 'assignments' },
    cause: `assigned:${a.id}`,
  });
}

async function answer(ctx: Ctx, a: Drafted, input: { unitId: string; answeredOn: string; answer: string }) {
  if (!a.cooperators.some((c) => c.unitId === input.unitId))
    throw new Problem('not-asked', 400, '这份分解没有请这个单位协助，请核对。', {
      fields: [{ path: 'unitId', message: '请选择协助单位' }],
    });
  if (input.answeredOn > ctx.today)
    throw new Problem('not-future', 400, '答复日期还没有到，请核对。', {
      fields: [{ path: 'answeredOn', message: '不能晚于今天' }],
    });
  const cooperators = a.cooperators.map((c) =>
    c.unitId === input.unitId ? { ...c, answeredOn: input.answeredOn, answer: input.answer } : c,
  );
  await assignments(ctx)
    .updateTable('assignment')
    .set({ cooperators: JSON.stringify(cooperators) })
    .where('id', '=', a.id)
    .execute();
}

/** A unit signed for its share; for a receipt of a document nothing is counted here. */
export const countReceipt = (ctx: Ctx, id: string) =>
  assignments(ctx)
    .updateTable('assignment')
    .set((eb) => ({ signed: eb('signed', '+', 1) }))
    .where('id', '=', id)
    .execute();

export const assignmentRecords: Server<typeof directives>['records']['assignments'] = {
  table: 'assignment',
  present: presentAssignment,
  words: (a) => `${a.clause} ${a.units}`,
  on: {
    revise,
    issue,
    answer,
    close: (ctx, a) => closeRules(ctx, a.id),
    void: async (ctx, a, { reason }) => {
      if (a.ruleId) await cancelRule(ctx, a.ruleId, `分解任务已作废：${reason}`);
    },
  },
};
