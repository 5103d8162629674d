// What a unit dissolved in the middle of the year still owes: set aside from that day on, or finished by its successor.
import { Problem, chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { excuse, fill } from '@anlan/kernel/duty';
import { noteChange } from '@anlan/kernel/org';
import { sql } from 'kysely';
import { needRow, owingOf } from './units.ts';

/**
 * Decides on everything a closed unit still owes. Its own periods show — with the reason either way; handed over, the same periods open
 * for the successor with their due days, unless it owes them already.
 * @returns how many periods were decided on. @throws 409 `unit-open`, `nothing-owed`, `no-successor`.
 */
export async function settleUnit(
  ctx: Ctx,
  { id, how, reason }: { id: string; how: 'handOver' | 'exempt'; reason: string },
): Promise<number> {
  const unit = await needRow(ctx, id);
  if (!unit.closed_on) throw new Problem('unit-open', 409, '这个单位还没有撤销，任务照常办理。');
  const owing = await owingOf(ctx, id);
  if (!owing.length) throw new Problem('nothing-owed', 409, '这个单位没有未完的任务，不用再决定。');
  const successor = unit.successor_id ? await needRow(ctx, unit.successor_id) : null;
  if (how === 'handOver' && !successor)
    throw new Problem(
      'no-successor',
      409,
      '撤销时没有指定承接单位，只能免除；要移交的，请先由系统管理员补填承接单位。',
    );
  const ids = owing.map((p) => p.id);
  if (how === 'handOver' && successor) await openFor(ctx, ids, successor.id, unit.closed_on);
  const words =
    how === 'handOver'
      ? `单位已撤销，自${chineseDay(unit.closed_on)}起由${successor?.short_name ?? ''}继续完成（${reason}）`
      : `单位已于${chineseDay(unit.closed_on)}撤销，经${ctx.me.name}同意免除（${reason}）`;
  await excuse(ctx, ids, words);
  await noteChange(ctx, {
    verb: 'unit.settle',
    unitId: id,
    text: `未完任务 ${owing.length} 项：${how === 'handOver' ? `由「${successor?.short_name}」继续完成` : '自撤销之日起免除'}。`,
    detail: { how, periods: ids },
  });
  return owing.length;
}

/** The unit's own periods (those of leaders end with their posts) opened for another unit. */
async function openFor(ctx: Ctx, periodIds: string[], unitId: string, day: string) {
  await sql`
    insert into duty (id, rule_id, unit_id, from_day)
    select gen_random_uuid(), r.rule_id, ${unitId}::uuid, ${day}::date
      from (select distinct p.rule_id from period p join duty d on d.id = p.duty_id
             where p.id = any(${periodIds}::uuid[]) and d.post_id is null) r
    on conflict do nothing`.execute(ctx.db);
  const { rows } = await sql<{ id: string }>`
    insert into period (id, duty_id, rule_id, source_id, unit_id, key, label, from_day, due, need, fact_kind, rule_version, opened_at)
    select gen_random_uuid(), d.id, p.rule_id, p.source_id, ${unitId}::uuid, p.key, p.label, p.from_day, p.due, p.need, p.fact_kind,
           p.rule_version, ${ctx.now}::timestamptz
      from period p join duty own on own.id = p.duty_id and own.post_id is null
      join duty d on d.rule_id = p.rule_id and d.unit_id = ${unitId}::uuid and d.post_id is null
     where p.id = any(${periodIds}::uuid[])
    on conflict (duty_id, key) do nothing returning id`.execute(ctx.db);
  if (rows.length) await fill(ctx, { periodIds: rows.map((r) => r.id) });
}
