// What a visit must satisfy before it is taken down; each refusal says what to do.
import { chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { periodOwed } from '@anlan/kernel/duty';
import { newId } from '@anlan/kernel/record';
import { sql } from 'kysely';
import type { Danger, DangerSaid, Leader, Place, Visit } from '../contract.ts';
import { FACT } from './facts.ts';
import { refuse } from './refuse.ts';
import { type MadeGood, own } from './row.ts';

/** @throws 400 `not-future`; `no-orders`: only an inspection orders anything. */
export function checkMade(ctx: Ctx, v: Pick<Visit, 'visitedOn' | 'manner' | 'requirements'>) {
  if (v.visitedOn > ctx.today)
    throw refuse('not-future', 400, 'visitedOn', '日期还没有到，不能登记为已完成。可以先安排，到日子后再登记。');
  if (v.requirements && v.manner !== 'inspection')
    throw refuse(
      'no-orders',
      400,
      'requirements',
      '调研和服务指导不提要求。看到危险的，请写成提示或建议检查；确需提要求的，请把方式改为督导检查。',
    );
}

/** @throws 400 `not-past` */
export function checkAhead(ctx: Ctx, day: string) {
  if (day < ctx.today)
    throw refuse('not-past', 400, 'visitedOn', '安排的日期已经过去。已经去过的，请直接登记调研检查。');
}

/** Dangers as told, each at one of the places. @throws 400 `danger-where`: advice needs a unit that can answer. */
export const dangersOf = (ctx: Ctx, said: readonly DangerSaid[], places: readonly Place[]): Danger[] =>
  said.map((d) => {
    const only = places.length === 1 ? places[0] : undefined;
    const at = d.unitId ? places.find((p) => p.unitId === d.unitId) : only;
    if (!at && (d.unitId || d.way === 'advice'))
      throw refuse(
        'danger-where',
        400,
        'dangers',
        '提示要由所到的单位答复，请选择危险在哪个单位；名录外的地点，请改为建议检查。',
      );
    return {
      id: newId(ctx.now),
      unitId: at?.unitId ?? null,
      unitName: at?.unitName ?? '名录外的地点',
      way: d.way,
      text: d.text,
      answer: null,
      answeredOn: null,
      answeredByName: null,
      answeredFor: null,
    };
  });

/** The missed period that a visit makes good. @throws 404; 400 `makes-good` when it cannot. */
export async function checkMakesGood(
  ctx: Ctx,
  v: { visitedOn: string; makesGoodId: string | null },
  leaders: readonly Leader[],
): Promise<MadeGood> {
  if (!v.makesGoodId) return null;
  const { period, personId } = await periodOwed(ctx, v.makesGoodId);
  const no = (message: string) => refuse('makes-good', 400, 'makesGoodId', message);
  const leader = leaders.find((l) => l.personId === personId && l.unitId === period.unitId);
  if (!leader || period.factKind !== FACT || period.light !== 'missed')
    throw no('只能补办这次调研的领导自己的缺期，请重新选择要补办的期次。');
  if (period.sign !== '✕') throw no(`${period.label}的缺期已有补办或补录，请不要重复选择。`);
  if (v.visitedOn <= period.due)
    throw no(`补办应在${chineseDay(period.due)}以后进行。期内去过、期后登记的，不选补办期次，系统会按补录处理。`);
  return { id: period.id, label: `${leader.name}${period.label}`, personId: leader.personId };
}

/**
 * One visit, one record: the same leader at the same place on the same day. Two who record at once wait for each other.
 * @throws 409 `visit-exists` naming the record that is there.
 */
export async function checkOnce(
  ctx: Ctx,
  v: { visitedOn: string; elsewhere: string },
  leaders: readonly Leader[],
  places: readonly Place[],
  except?: string,
) {
  for (const { postId } of leaders.toSorted((a, b) => a.postId.localeCompare(b.postId)))
    await sql`select pg_advisory_xact_lock(hashtextextended(${`visit ${postId} ${v.visitedOn}`}, 0))`.execute(ctx.db);
  const posts = leaders.map((l) => l.postId);
  const ids = places.map((p) => p.unitId);
  const there = await own(ctx)
    .selectFrom('visit')
    .innerJoin('record', 'record.id', 'visit.id')
    .select(['record.id', 'record.number'])
    .where('visit.visited_on', '=', v.visitedOn)
    .where('record.state', '!=', 'void')
    .where(sql<boolean>`visit.post_ids && ${posts}::uuid[]`)
    .where(
      sql<boolean>`(visit.place_ids && ${ids}::uuid[] or (visit.elsewhere <> '' and visit.elsewhere = ${v.elsewhere}))`,
    )
    .execute();
  const other = there.find((r) => r.id !== except);
  if (other)
    throw refuse(
      'visit-exists',
      409,
      'placeUnitIds',
      `这次调研检查已经登记过，编号 ${other.number}。要修改请打开那条记录更正；一同去的领导，请在那条记录里确认。`,
    );
}
