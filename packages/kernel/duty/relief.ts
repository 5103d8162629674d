// A period is given more time or set aside. The first due day and the reason stay for everyone to see.
import { type Day, Problem, chineseDay } from '@anlan/contract';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { fill, recount } from './settle.ts';

/** The last day to which a period first due on `due` can be moved: the end of its year. */
export const latestDue = (due: Day): Day => `${due.slice(0, 4)}-12-31`;

/**
 * Whether periods can be moved to a day, holding them against others until the transaction ends.
 * @throws 409 `not-later` where the day is not after the present one, `past-year`, or `past-parent` where a share would be due after
 * the duty it is a share of.
 */
export async function checkExtension(ctx: Ctx, periodIds: readonly string[], due: Day) {
  const { rows } = await sql<{ due: Day; first: Day; parent_due: Day | null }>`
    select p.due, coalesce(p.extended_from, p.due) as first,
           (select q.due from rule r join record s on s.id = r.source_id
              join period q on q.rule_id = r.parent_id and q.key = p.key and q.unit_id = s.unit_id
             where r.id = p.rule_id order by q.due limit 1) as parent_due
      from period p where p.id = any(${[...periodIds]}::uuid[]) for update of p`.execute(ctx.db);
  for (const p of rows) {
    if (due <= p.due) throw refused('not-later', `现在的期限是${chineseDay(p.due)}，延期后的日期要在它之后。`);
    if (due > latestDue(p.first))
      throw refused('past-year', `延期不能跨年，最晚到${chineseDay(latestDue(p.first))}，请改早一些。`);
    if (p.parent_due && due > p.parent_due)
      throw refused('past-parent', `上级要求${chineseDay(p.parent_due)}前完成，延期不能晚于这一天。`);
  }
}

/**
 * Moves the due day of periods and keeps the first one. What was done up to the new day counts, also where it had been noted as done
 * afterwards. @throws as `checkExtension`.
 */
export async function extend(ctx: Ctx, periodIds: readonly string[], due: Day) {
  await checkExtension(ctx, periodIds, due);
  const ids = [...periodIds];
  await sql`update period set due = ${due}::date, extended_from = coalesce(extended_from, due) where id = any(${ids}::uuid[])`.execute(
    ctx.db,
  );
  await sql`
    update settlement s set how = case when f.recorded_on <= ${due}::date then 'counted' else 'late' end
      from fact f
     where f.id = s.fact_id and s.period_id = any(${ids}::uuid[]) and f.occurred_on <= ${due}::date
       and (f.recorded_on <= ${due}::date or s.how = 'madeGood')`.execute(ctx.db);
  await recount(ctx, ids);
  await fill(ctx, { periodIds: ids });
}

const refused = (code: string, sentence: string) =>
  new Problem(code, 409, sentence, { fields: [{ path: 'due', message: sentence }] });

/** Sets periods aside: they show — and these words. What is done already stays done. @returns how many. */
export async function excuse(ctx: Ctx, periodIds: readonly string[], words: string): Promise<number> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('period')
    .set({ excused: words })
    .where('id', 'in', [...periodIds])
    .whereRef('got', '<', 'need')
    .where('excused', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Takes such a setting aside back; what was done meanwhile settles them. */
export async function unexcuse(ctx: Ctx, periodIds: readonly string[]) {
  await ctx.db
    .updateTable('period')
    .set({ excused: null })
    .where('id', 'in', [...periodIds])
    .execute();
  await fill(ctx, { periodIds: [...periodIds] });
}

/** A leader's open period in which he was away throughout, or which he does not see the end of in his post. */
export type Idle = {
  periodId: string;
  ruleId: string;
  sourceId: string | null;
  unitId: string;
  title: string;
  label: string;
  due: Day;
  leaderName: string;
  reason: string;
};

/** Such periods of leaders not yet due, by unit; an exemption can be proposed for each. */
export async function idleLeaders(ctx: Ctx): Promise<Idle[]> {
  const { rows } = await sql<Idle>`
    select p.id as "periodId", p.rule_id as "ruleId", p.source_id as "sourceId", p.unit_id as "unitId", r.title, p.label, p.due,
           d.leader_name as "leaderName",
           case when post.to_day < p.due then '已离任，职务自' || to_char(post.to_day + 1, 'YYYY"年"FMMM"月"FMDD"日"') || '起空缺'
                else '整期不在岗：' || (select string_agg(distinct a.reason, '、') from absence a
                      where a.post_id = d.post_id and a.from_day <= p.due and a.to_day >= p.from_day) end as reason
      from duty d join post on post.id = d.post_id
      join period p on p.duty_id = d.id join rule r on r.id = p.rule_id
     where p.got < p.need and p.excused is null and not p.history and p.due >= ${ctx.today}::date
       and (post.to_day < p.due
         or (select range_agg(daterange(a.from_day, a.to_day, '[]')) from absence a where a.post_id = d.post_id)
            @> daterange(p.from_day, p.due, '[]'))
     order by p.unit_id, p.due, p.id`.execute(ctx.db);
  return rows;
}
