// People and the posts they hold from day to day. A post comes without rights: those are given by somebody else.
import { type Day, Problem, addDays, chineseDay } from '@anlan/contract';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { sqlState, together } from '../db/index.ts';
import { newId } from '../record/id.ts';
import { lineOfChange, noteChange } from './note.ts';

export type NewPerson = { id?: string | undefined; name: string; phone?: string | null; note?: string | null };

export type NewPost = {
  id?: string | undefined;
  personId: string;
  unitId: string;
  title: string;
  /** 班子成员: asked by name where a notice asks each leader. */
  leader?: boolean;
  fromDay: Day;
  toDay?: Day | null;
};

/** What a post lets its holder see and do; `pending` may nothing. */
export type Rights = { role: string; anchorUnitId: string | null; objectKinds: readonly string[] };

const fault = (code: string, message: string, path: string) =>
  new Problem(code, 400, message, { fields: [{ path, message }] });

/** A new person, or another name, phone or note of one whom the reader keeps. Usable in bulk. @returns the id. */
export async function putPerson(ctx: Ctx, person: NewPerson): Promise<string> {
  const row = { name: person.name, phone: person.phone ?? null, note: person.note ?? null };
  if (person.id) {
    const { numUpdatedRows } = await ctx.db
      .updateTable('person')
      .set(row)
      .where('id', '=', person.id)
      .executeTakeFirst();
    if (numUpdatedRows) return person.id;
  }
  const id = person.id ?? newId(ctx.now);
  await ctx.db
    .insertInto('person')
    .values({ id, ...row })
    .execute()
    .catch((error: unknown) => {
      throw sqlState(error) === '23505'
        ? new Problem('person-elsewhere', 403, '此人不在您的管理范围内，请由其所在单位修改。')
        : error;
    });
  return id;
}

/**
 * A post, without rights until the security administrator gives them. Usable in bulk: two round trips.
 * @returns its id. @throws 400 `unit-closed`, `post-days`; 409 `post-there`; 403 by row security outside the reach.
 */
export async function givePost(ctx: Ctx, post: NewPost): Promise<string> {
  const { personId, unitId, title, leader = false, fromDay, toDay = null } = post;
  const [known] = (
    await sql<{ unit: string | null; closed: boolean | null; person: string | null; there: boolean }>`
      select u.short_name as unit, u.closed_on is not null as closed, person.name as person,
             exists (select 1 from post p where p.person_id = ${personId}::uuid and p.unit_id = ${unitId}::uuid and p.title = ${title}
                       and (p.to_day is null or p.to_day >= ${fromDay}::date)) as there
        from (values (1)) one left join unit u on u.id = ${unitId}::uuid left join person on person.id = ${personId}::uuid`.execute(
      ctx.db,
    )
  ).rows;
  if (!known?.unit || known.closed) throw fault('unit-closed', '没有找到这个单位，或已经撤销，请重新选择。', 'unitId');
  if (toDay && toDay < fromDay) throw fault('post-days', '结束日期不能早于开始日期，请核对。', 'toDay');
  if (known.there) throw new Problem('post-there', 409, '此人在这个单位已有同名岗位，不用重复登记。');
  const id = post.id ?? newId(ctx.now);
  await together(
    ctx.db,
    ctx.db.insertInto('post').values({
      id,
      person_id: personId,
      unit_id: unitId,
      title,
      role: 'pending',
      anchor_unit_id: null,
      object_kinds: [],
      leader,
      from_day: fromDay,
      to_day: toDay,
    }),
    lineOfChange(ctx, {
      verb: 'post.give',
      unitId,
      personId,
      text: `${known.person ?? ''}自${chineseDay(fromDay)}起任${known.unit}${title}${leader ? '（班子成员）' : ''}。`,
      detail: { postId: id, fromDay },
    }),
  );
  return id;
}

/** A post with its holder and unit. @throws 404 where the reader knows of none. */
export async function needPost(ctx: Ctx, id: string) {
  const row = await ctx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .selectAll('post')
    .select(['person.name', 'unit.short_name as unit_name'])
    .where('post.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Problem('post-unknown', 404, '没有找到这个岗位，请刷新后再试。');
  return row;
}

/** Nothing was written because row security saw no row that may be changed. */
export const mustChange = (rows: bigint) => {
  if (!rows) throw new Problem('out-of-scope', 403, '这个单位不在您的管理范围内，请由其所在单位或系统管理员办理。');
};

/** Ends a post: `toDay` is the last day on which it is held. Duties asked of it as a leader end with it. */
export async function endPost(ctx: Ctx, id: string, toDay: Day): Promise<void> {
  const post = await needPost(ctx, id);
  if (post.to_day && post.to_day < ctx.today)
    throw new Problem('post-ended', 409, `这个岗位已于${chineseDay(post.to_day)}结束。`);
  if (toDay < post.from_day) throw fault('post-days', '离任日期不能早于任职日期，请核对。', 'toDay');
  const { numUpdatedRows } = await ctx.db
    .updateTable('post')
    .set({ to_day: toDay })
    .where('id', '=', id)
    .executeTakeFirst();
  mustChange(numUpdatedRows);
  await noteChange(ctx, {
    verb: 'post.end',
    unitId: post.unit_id,
    personId: post.person_id,
    text: `${post.name}自${chineseDay(addDays(toDay, 1))}起不再担任${post.unit_name}${post.title}。`,
    detail: { postId: id, toDay },
  });
}

/** Marks a post as one of the leading body (班子成员) or not: leaders are asked by name from the next span on. */
export async function setLeader(ctx: Ctx, id: string, leader: boolean): Promise<void> {
  const post = await needPost(ctx, id);
  const { numUpdatedRows } = await ctx.db.updateTable('post').set({ leader }).where('id', '=', id).executeTakeFirst();
  mustChange(numUpdatedRows);
  await noteChange(ctx, {
    verb: 'post.leader',
    unitId: post.unit_id,
    personId: post.person_id,
    text: leader ? `${post.name}列为班子成员，从下一期起承担个人任务。` : `${post.name}不再列为班子成员。`,
    detail: { postId: id, leader },
  });
}

/**
 * Gives a post its rights. Only whoever gives rights may, and never to himself.
 * @throws 403 `own-rights`; 409 `one-administrator` where the person would be two of the three administrators.
 */
export async function giveRights(ctx: Ctx, id: string, { role, anchorUnitId, objectKinds }: Rights): Promise<void> {
  const post = await needPost(ctx, id);
  if (post.person_id === ctx.me.personId)
    throw new Problem('own-rights', 403, '不能给自己授权，请由另一位安全管理员办理。');
  const known = await ctx.db.selectFrom('role').select('label').where('key', '=', role).executeTakeFirst();
  if (!known) throw fault('role-unknown', '没有这个角色，请重新选择。', 'role');
  const { numUpdatedRows } = await ctx.db
    .updateTable('post')
    .set({ role, anchor_unit_id: anchorUnitId, object_kinds: [...objectKinds] })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw sqlState(error) === '23514'
        ? new Problem(
            'one-administrator',
            409,
            '系统管理、安全管理、审计管理须由三个人分别担任，此人已是另一类管理员。',
          )
        : error;
    });
  mustChange(numUpdatedRows);
  await noteChange(ctx, {
    verb: 'post.rights',
    unitId: post.unit_id,
    personId: post.person_id,
    text: `${post.name}（${post.unit_name}${post.title}）授予「${known.label}」权限。`,
    detail: { postId: id, role, anchorUnitId, objectKinds, was: post.role },
  });
}
