// Who is away from a post, who stands in, and which leading posts nobody holds: read from posts and absences alone.
import { type Day, Problem, chineseDay } from '@anlan/contract';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { newId } from '../record/id.ts';
import { noteChange } from './note.ts';
import { mustChange, needPost } from './person.ts';

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

export const ABSENCES = {
  leave: '请假',
  illness: '病假',
  secondment: '借调',
  study: '学习培训',
  other: '其他',
} as const;
export type AbsenceKind = keyof typeof ABSENCES;

export type NewAbsence = {
  id?: string | undefined;
  postId: string;
  kind: AbsenceKind;
  reason: string;
  fromDay: Day;
  toDay: Day;
  /** Who has this post's to-do as well, from the first day to the last (AB角). */
  standInId: string | null;
};

const fault = (code: string, message: string, path: string) =>
  new Problem(code, 400, message, { fields: [{ path, message }] });

/** Somebody who holds a post and is not away himself on these days. */
async function checkStandIn(ctx: Ctx, standInId: string, awayId: string, from: Day, to: Day) {
  if (standInId === awayId) throw fault('stand-in-self', '代理人不能是本人，请另选一位。', 'standInPersonId');
  const { rows } = await sql<{ name: string; holds: boolean; away: boolean }>`
    select person.name,
      exists (select 1 from post p where p.person_id = person.id and p.from_day <= ${from} and (p.to_day is null or p.to_day >= ${to})) as holds,
      exists (select 1 from post p join absence a on a.post_id = p.id where p.person_id = person.id and a.from_day <= ${to} and a.to_day >= ${from}) as away
      from person where person.id = ${standInId}::uuid`.execute(ctx.db);
  const person = rows[0];
  if (!person?.holds) throw fault('stand-in-post', '代理人在这段时间没有在任岗位，请另选一位。', 'standInPersonId');
  if (person.away)
    throw fault('stand-in-away', `${person.name}在这段时间也不在岗，请另选一位代理人。`, 'standInPersonId');
  return person.name;
}

/**
 * Notes that the holder of a post is away from the first day to the last; the stand-in has his to-do as well on these days.
 * @returns its id. @throws 400 `absence-days`, `stand-in-…`; 409 `absence-there` where one overlaps.
 */
export async function noteAbsence(ctx: Ctx, a: NewAbsence): Promise<string> {
  const post = await needPost(ctx, a.postId);
  if (a.toDay < a.fromDay) throw fault('absence-days', '结束日期不能早于开始日期，请核对。', 'toDay');
  if (post.to_day && a.fromDay > post.to_day)
    throw fault('absence-days', '这个岗位那时已经结束，不用登记请假。', 'fromDay');
  const [there] = await absencesCovering(ctx, a.postId, a.fromDay, a.toDay);
  if (there)
    throw new Problem(
      'absence-there',
      409,
      `${post.name}在${chineseDay(there.fromDay)}至${chineseDay(there.toDay)}已登记「${there.reason}」，请先办理销假或调整日期。`,
    );
  const standIn = a.standInId ? await checkStandIn(ctx, a.standInId, post.person_id, a.fromDay, a.toDay) : null;
  const id = a.id ?? newId(ctx.now);
  await ctx.db
    .insertInto('absence')
    .values({
      id,
      post_id: a.postId,
      kind: a.kind,
      reason: a.reason,
      from_day: a.fromDay,
      to_day: a.toDay,
      stand_in_id: a.standInId,
      noted_by_name: ctx.me.name,
      noted_at: ctx.now,
    })
    .execute();
  await noteChange(ctx, {
    verb: 'absence.note',
    unitId: post.unit_id,
    personId: post.person_id,
    text: `${post.name}${chineseDay(a.fromDay)}至${chineseDay(a.toDay)}${ABSENCES[a.kind]}（${a.reason}），${standIn ? `由${standIn}代理` : '未指定代理人'}。`,
    detail: { absenceId: id, postId: a.postId, fromDay: a.fromDay, toDay: a.toDay, standInId: a.standInId },
  });
  return id;
}

/**
 * Ends an absence early: `lastDay` is the last day away. One that has not begun is taken back instead (`lastDay` null).
 * @throws 404; 409 `absence-over`, `absence-begun`; 400 `absence-days`.
 */
export async function endAbsence(ctx: Ctx, id: string, lastDay: Day | null): Promise<void> {
  const a = await ctx.db.selectFrom('absence').selectAll().where('id', '=', id).executeTakeFirst();
  if (!a) throw new Problem('absence-unknown', 404, '没有找到这条请假，请刷新后再试。');
  if (a.to_day < ctx.today) throw new Problem('absence-over', 409, '这次请假已经结束，不能再改。');
  const post = await needPost(ctx, a.post_id);
  if (lastDay === null) {
    if (a.from_day <= ctx.today) throw new Problem('absence-begun', 409, '请假已经开始，不能撤回，请办理销假。');
    const { numDeletedRows } = await ctx.db.deleteFrom('absence').where('id', '=', id).executeTakeFirst();
    mustChange(numDeletedRows);
  } else {
    if (lastDay < a.from_day || lastDay > a.to_day)
      throw fault('absence-days', '最后一天应在请假期间之内，请核对。', 'lastDay');
    const { numUpdatedRows } = await ctx.db
      .updateTable('absence')
      .set({ to_day: lastDay })
      .where('id', '=', id)
      .executeTakeFirst();
    mustChange(numUpdatedRows);
  }
  await noteChange(ctx, {
    verb: lastDay === null ? 'absence.withdraw' : 'absence.end',
    unitId: post.unit_id,
    personId: post.person_id,
    text:
      lastDay === null
        ? `${post.name}撤回请假（${a.reason}）。`
        : `${post.name}销假，${chineseDay(lastDay)}为最后一天。`,
    detail: { absenceId: id, lastDay },
  });
}
