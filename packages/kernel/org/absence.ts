// Who is away from a post, who stands in, and which leading posts nobody holds: read from posts and absences alone.
import type { Day } from '@anlan/contract';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';

/** One absence from a post, both days included. */
export type AbsenceSpan = { id: string; reason: string; fromDay: Day; toDay: Day; standInName: string | null };

/**
 * The absences of a post that share at least one day with `from`–`to`, the earliest first. Whether they cover the whole
 * span is for the caller to say: two leaves in a row may do it together.
 */
export async function absencesCovering(ctx: Ctx, postId: string, from: Day, to: Day): Promise<AbsenceSpan[]> {
  const rows = await ctx.db
    .selectFrom('absence')
    .leftJoin('person', 'person.id', 'absence.stand_in_id')
    .select(['absence.id', 'absence.reason', 'absence.from_day', 'absence.to_day', 'person.name as stand_in'])
    .where('absence.post_id', '=', postId)
    .where('absence.from_day', '<=', to)
    .where('absence.to_day', '>=', from)
    .orderBy('absence.from_day')
    .execute();
  return rows.map((r) => ({
    id: r.id,
    reason: r.reason,
    fromDay: r.from_day,
    toDay: r.to_day,
    standInName: r.stand_in,
  }));
}

/** A leading post that ended and has had no holder since. */
export type Vacancy = { postId: string; title: string; lastHolder: string; since: Day };

/** Leading posts of a unit that nobody holds today: the last holder left and no post of that title began since. */
export async function vacant(ctx: Ctx, unitId: string): Promise<Vacancy[]> {
  const { rows } = await sql<{ post_id: string; title: string; name: string; since: string }>`
    select distinct on (p.title) p.id as post_id, p.title, person.name, (p.to_day + 1)::text as since
      from post p join person on person.id = p.person_id
     where p.unit_id = ${unitId}::uuid and p.leader and p.to_day < ${ctx.today}::date
       and not exists (select 1 from post n where n.unit_id = p.unit_id and n.title = p.title
                        and n.from_day <= ${ctx.today}::date and (n.to_day is null or n.to_day >= ${ctx.today}::date))
     order by p.title, p.to_day desc`.execute(ctx.db);
  return rows.map((r) => ({ postId: r.post_id, title: r.title, lastHolder: r.name, since: r.since }));
}
