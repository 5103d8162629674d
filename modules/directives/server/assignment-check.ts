// Whether a share can be handed down: by whom, to whom, and by when.
import { type Day, Problem, type PeriodView, REPEAT_LABEL, type Repeat, chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { onePeriod } from '@anlan/kernel/duty';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Cooperator, Share } from '../contract/assignment.ts';

export type Asked = z.output<typeof Share>;

const at = (path: string, code: string, sentence: string) =>
  new Problem(code, 400, sentence, { fields: [{ path, message: sentence }] });

/** The most days by which a share can be earlier: one day is left even in the shortest span. */
export const MOST_DAYS: Record<Repeat, number> = {
  day: 0,
  week: 6,
  month: 27,
  quarter: 89,
  'half-year': 180,
  year: 180,
  once: 0,
};

/** The rule above, with what a share takes from it. */
export const parentRule = (ctx: Ctx, id: string) =>
  ctx.db.selectFrom('rule').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/**
 * The period whose duty is shared, of a unit of one's own.
 * @throws 404; 403 `not-yours`.
 */
export async function periodToShare(ctx: Ctx, id: string): Promise<PeriodView> {
  const period = await onePeriod(ctx, id);
  if (!ctx.me.actor.own.includes(period.unitId))
    throw new Problem('not-yours', 403, `这是${period.unitName}的任务，须由${period.unitName}自己分解。`);
  return period;
}

/** Units that can take a share: below the one that owes, and for a section the objects it is in charge of; never townships. */
export function unitsBelow(ctx: Ctx, unitId: string) {
  const kinds = [...ctx.me.actor.kinds];
  return ctx.db
    .selectFrom('unit')
    .select(['id', 'short_name as name', 'type'])
    .where('closed_on', 'is', null)
    .where('type', '<>', 'township')
    .where('id', '<>', unitId)
    .where((eb) =>
      eb.or([
        eb('id', 'in', eb.selectFrom('unit_closure').select('descendant').where('ancestor', '=', unitId)),
        sql<boolean>`(type = 'venue' and object_kind = any(${kinds}::text[]))`,
      ]),
    )
    .orderBy(sql`array_position(array['countySection','section','affiliated','venue'], type)`)
    .orderBy('sort');
}

/** Townships of the same county, who are asked and never ordered. */
export const townshipsOf = (ctx: Ctx, unitId: string) =>
  ctx.db
    .selectFrom('unit')
    .select(['id', 'short_name as name'])
    .where('type', '=', 'township')
    .where('closed_on', 'is', null)
    .where('county_id', '=', (eb) => eb.selectFrom('unit as u').select('u.county_id').where('u.id', '=', unitId))
    .orderBy('sort');

/** Names as a list shows them. */
const NAMED = 6;
const namesOf = (names: readonly string[]) =>
  names.length > NAMED ? `${names.slice(0, NAMED).join('、')}等 ${names.length} 个单位` : names.join('、');

/**
 * What a share says, checked against what it is a share of.
 * @throws 400 `nobody`, `not-below`, `lead-wanted`, `too-long`, `due-wanted`, `past-parent`, `past`.
 */
export async function checked(ctx: Ctx, unitId: string, rule: { repeat: string }, parentDue: Day, input: Asked) {
  const [below, townships] = await Promise.all([unitsBelow(ctx, unitId).execute(), townshipsOf(ctx, unitId).execute()]);
  const units = below.filter((u) => input.unitIds.includes(u.id));
  const asked = townships.filter((t) => input.cooperatorUnitIds.includes(t.id));
  if (units.length < new Set(input.unitIds).size)
    throw at('unitIds', 'not-below', '只能分解给本单位下面的单位和场所；乡镇（街道）请选在协助单位里。');
  if (asked.length < new Set(input.cooperatorUnitIds).size)
    throw at('cooperatorUnitIds', 'not-below', '协助单位请选本县（区）的乡镇（街道）。');
  if (!units.length && !asked.length) throw at('unitIds', 'nobody', '请选择承办单位。');
  const cooperators: z.infer<typeof Cooperator>[] = asked.map((t) => ({
    unitId: t.id,
    name: t.name,
    answeredOn: null,
    answer: null,
  }));
  return {
    wanted: input.wanted,
    unit_ids: units.map((u) => u.id),
    units: namesOf(units.map((u) => u.name)),
    cooperators: JSON.stringify(cooperators),
    via: input.via,
    ...dates(ctx.today, rule.repeat as Repeat, parentDue, input),
  };
}

function dates(today: Day, repeat: Repeat, parentDue: Day, { leadDays, due }: Asked) {
  if (repeat !== 'once') {
    if (leadDays === null) throw at('leadDays', 'lead-wanted', '请填写比上级期限提前几天，同一天完成填 0。');
    if (leadDays > MOST_DAYS[repeat])
      throw at('leadDays', 'too-long', `${REPEAT_LABEL[repeat]}的要求最多提前 ${MOST_DAYS[repeat]} 天。`);
    const words = `${REPEAT_LABEL[repeat]}，${leadDays ? `期末前 ${leadDays} 天` : '期末'}`;
    return { lead_days: leadDays, due: null, due_words: words };
  }
  if (!due) throw at('due', 'due-wanted', '请填写完成日期。');
  if (due > parentDue)
    throw at('due', 'past-parent', `上级要求${chineseDay(parentDue)}前完成，分解的日期不能晚于这一天。`);
  if (due < today) throw at('due', 'past', '完成日期已经过去，请改为今天或以后。');
  return { lead_days: null, due, due_words: `${chineseDay(due)}前` };
}
