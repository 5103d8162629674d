// What happened to a period and to a clause after the issue, and what can still be asked for. Queries, nothing stored.
import { chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { latestDue, onePeriod } from '@anlan/kernel/duty';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { After } from '../contract/after.ts';
import { townshipsOf, unitsBelow } from './assignment-check.ts';
import { assignments } from './assignment-table.ts';
import { reliefs } from './relief-table.ts';

/** Requests, latest first; the caller narrows. */
export const reliefLines = (ctx: Ctx) =>
  reliefs(ctx)
    .selectFrom('relief')
    .innerJoin('record', 'record.id', 'relief.id')
    .select([
      'relief.id',
      'record.number',
      'record.state',
      'relief.sort',
      'relief.who',
      'relief.period_label as periodLabel',
      'relief.due',
      'relief.reason',
      'relief.decided_by_name as decidedByName',
      'relief.decided_on as decidedOn',
    ])
    .orderBy('record.created_at', 'desc')
    .orderBy('record.number', 'desc')
    .limit(20);

/** Breakdowns of a rule, latest first; the caller narrows. */
export const assignmentLines = (ctx: Ctx, ruleId: string) =>
  assignments(ctx)
    .selectFrom('assignment')
    .innerJoin('record', 'record.id', 'assignment.id')
    .select([
      'assignment.id',
      'record.number',
      'record.state',
      'assignment.wanted',
      'assignment.units',
      'assignment.due_words as dueWords',
      'assignment.signed',
      sql<number>`cardinality(assignment.unit_ids)`.as('total'),
    ])
    .where('assignment.parent_rule_id', '=', ruleId)
    .orderBy('record.created_at', 'desc')
    .orderBy('record.number', 'desc')
    .limit(20);

/** One period: its requests and breakdowns, and what this reader may do about it. @throws 404 */
export async function after(ctx: Ctx, { id }: { id: string }): Promise<z.input<typeof After>> {
  const period = await onePeriod(ctx, id);
  const own = ctx.me.actor.own.includes(period.unitId);
  const open = period.light !== 'done' && period.light !== 'none';
  const shares = own && open && ctx.me.may.has('directives.assign');
  const [asked, handed, below, townships] = await Promise.all([
    reliefLines(ctx)
      .where((eb) =>
        eb.or([
          sql<boolean>`relief.period_ids @> array[${id}::uuid]`,
          eb.and([eb('relief.sort', '=', 'cancel'), eb('relief.rule_id', '=', period.ruleId)]),
        ]),
      )
      .execute(),
    assignmentLines(ctx, period.ruleId).where('record.unit_id', '=', period.unitId).execute(),
    shares ? unitsBelow(ctx, period.unitId).limit(1).execute() : [],
    shares ? townshipsOf(ctx, period.unitId).limit(1).execute() : [],
  ]);
  const waiting = asked.find((r) => r.state === 'asked' && r.sort !== 'cancel');
  const busy = waiting ? `${waiting.number ?? '申请'} 正在等待审批。` : null;
  const latest = latestDue(period.extendedFrom ?? period.due);
  return {
    reliefs: asked,
    assignments: handed,
    mayAsk: open && ctx.me.may.has('directives.relief'),
    noExtension:
      busy ??
      (period.light === 'missed' ? '已经逾期，不能再延期；确有特殊情况的，可以申请豁免。' : null) ??
      (period.due >= latest ? `已到${chineseDay(latest)}，不能跨年延期。` : null),
    noWaiver: busy,
    latestDue: latest,
    mayAssign: below.length + townships.length > 0,
  };
}
