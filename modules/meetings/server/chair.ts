// Who may chair: a leader of the unit or of the bureau above it, or whoever stands in for one on that day.
import { Problem } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { sql } from 'kysely';

/** `as` is the post by which he leads, 「局长」, or 「代宁致和」 where he stands in. */
export type Chair = { id: string; name: string; as: string };

const refuse = (code: string, message: string) =>
  new Problem(code, 400, message, { fields: [{ path: 'chairId', message }] });

type Row = { name: string; holder: string; title: string | null; stands_in: boolean | null };

/**
 * The chair of a meeting of `unitId` on `day`, from the directory of that day.
 * @throws 400 `chair-unknown`, `chair-not-leader`
 */
export async function chairOf(ctx: Ctx, unitId: string, personId: string, day: string): Promise<Chair> {
  const { rows } = await sql<Row>`
    select person.name, holder.name as holder, p.title, p.person_id <> person.id as stands_in
      from person
      left join (post p join unit_closure c on c.ancestor = p.unit_id and c.descendant = ${unitId}::uuid
                        join person holder on holder.id = p.person_id)
        on p.leader and p.from_day <= ${day}::date and (p.to_day is null or p.to_day >= ${day}::date)
       and (p.person_id = person.id or exists (
             select 1 from absence a where a.post_id = p.id and a.stand_in_id = person.id and ${day}::date between a.from_day and a.to_day))
     where person.id = ${personId}::uuid
     order by stands_in nulls last, c.depth
     limit 1`.execute(ctx.db);
  const found = rows[0];
  if (!found) throw refuse('chair-unknown', '没有找到主持人，请从人员名录中重新选择。');
  if (found.title === null)
    throw refuse(
      'chair-not-leader',
      `${found.name}不是本单位的班子成员，也没有在当天代行职责。请选择实际主持的班子成员；请假由他人代为主持的，先在名录中登记请假和代行人。`,
    );
  return { id: personId, name: found.name, as: found.stands_in ? `代${found.holder}主持` : found.title };
}

/** A chair who is away cannot have chaired. @throws 400 `chair-absent` */
export function checkPresent(chair: Chair, absent: readonly { name: string }[]) {
  if (absent.some((a) => a.name === chair.name))
    throw refuse('chair-absent', `${chair.name}在请假人员中，不能同时是主持人。请改为实际主持会议的班子成员。`);
}
