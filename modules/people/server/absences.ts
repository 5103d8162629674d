// Leaves as they are listed, and one note for every post that somebody holds.
import { Problem, chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { type AbsenceKind, keepsPeople, noteAbsence } from '@anlan/kernel/org';
import { tell } from '@anlan/kernel/notify';
import { type RawBuilder, sql } from 'kysely';
import type { AbsenceView } from '../contract/person.ts';

type Row = Omit<AbsenceView, 'mayKeep'> & { countyId: number; stationId: string | null };

async function absencesWhere(ctx: Ctx, which: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<AbsenceView[]> {
  const { rows } = await sql<Row>`
    select a.id, a.post_id as "postId", p.person_id as "personId", person.name, p.title, p.unit_id as "unitId", u.short_name as "unitName",
           a.kind, a.reason, a.from_day as "fromDay", a.to_day as "toDay", s.name as "standInName", a.noted_by_name as "notedByName",
           u.county_id as "countyId", u.station_id as "stationId"
      from absence a join post p on p.id = a.post_id join person on person.id = p.person_id join unit u on u.id = p.unit_id
      left join person s on s.id = a.stand_in_id
     where ${which} order by ${order}, u.sort, a.id limit 200`.execute(ctx.db);
  return rows.map(({ countyId, stationId, ...a }) => ({
    ...a,
    mayKeep: a.toDay >= ctx.today && keepsPeople(ctx, { id: a.unitId, county_id: countyId, station_id: stationId }),
  }));
}

/** Who is away now, will be, or was; the latest of the past first. */
export function listAbsences(
  ctx: Ctx,
  { when, under }: { when: 'now' | 'coming' | 'past'; under?: string | undefined },
) {
  const span = {
    now: sql`${ctx.today}::date between a.from_day and a.to_day`,
    coming: sql`a.from_day > ${ctx.today}::date`,
    past: sql`a.to_day < ${ctx.today}::date`,
  }[when];
  const place = under
    ? sql`p.unit_id in (select descendant from unit_closure where ancestor = ${under}::uuid)`
    : sql`true`;
  return absencesWhere(ctx, sql`${span} and ${place}`, when === 'past' ? sql`a.to_day desc` : sql`a.from_day`);
}

export const absencesOf = (ctx: Ctx, personId: string) =>
  absencesWhere(ctx, sql`p.person_id = ${personId}::uuid`, sql`a.from_day desc`);

type Note = {
  personId: string;
  kind: AbsenceKind;
  reason: string;
  fromDay: string;
  toDay: string;
  standInPersonId: string | null;
};

/**
 * Notes a leave for every post of a person that the reader keeps, and tells the stand-in.
 * @returns the ids, and the consequence in a sentence. @throws 403 `out-of-scope` where he keeps none of them.
 */
export async function noteLeave(ctx: Ctx, { personId, standInPersonId, ...leave }: Note) {
  const posts = await ctx.db
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select(['post.id', 'person.name', 'unit.id as unit_id', 'unit.county_id', 'unit.station_id'])
    .where('post.person_id', '=', personId)
    .where('post.from_day', '<=', leave.toDay)
    .where((eb) => eb.or([eb('post.to_day', 'is', null), eb('post.to_day', '>=', leave.fromDay)]))
    .execute();
  const kept = posts.filter((p) =>
    keepsPeople(ctx, { id: p.unit_id, county_id: p.county_id, station_id: p.station_id }),
  );
  const [first] = kept;
  if (!first)
    throw new Problem('out-of-scope', 403, '此人在这段时间没有您管理范围内的岗位，请由其所在单位登记。', {
      fields: [{ path: 'personId', message: '请选择本单位人员' }],
    });
  const ids: string[] = [];
  for (const p of kept) ids.push(await noteAbsence(ctx, { ...leave, postId: p.id, standInId: standInPersonId }));
  const span = `${chineseDay(leave.fromDay)}至${chineseDay(leave.toDay)}`;
  if (!standInPersonId) return { ids, said: `${first.name}${span}不在岗，没有代理人，期间的待办只在本人名下。` };
  const standIn = await ctx.db.selectFrom('person').select('name').where('id', '=', standInPersonId).executeTakeFirst();
  await tell(ctx, {
    people: [standInPersonId],
    title: `${span}由您代理${first.name}的工作`,
    body: `期间${first.name}的待办同时出现在您的「今日」里。`,
    cause: `absence:${ids[0]}`,
  });
  return { ids, said: `${span}由${standIn?.name ?? '代理人'}代理${first.name}，期间的待办同时送达两人。` };
}
