// What a sitting must satisfy before it is taken down; each refusal says what to do.
import { Problem, chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { showPeriod } from '@anlan/kernel/duty';
import { sql } from 'kysely';
import type { Sitting } from '../contract.ts';
import { factsIn } from './facts.ts';
import type { MadeGood } from './row.ts';

const refuse = (code: string, status: number, path: string, message: string) =>
  new Problem(code, status, message, { fields: [{ path, message }] });

/** @throws 400 `not-future`, `both-lists`, `made-up-when`: a sitting is told after it was held, and nobody was there and not there. */
export function checkHeld(ctx: Ctx, s: Pick<Sitting, 'heldOn' | 'attendees' | 'absent'>) {
  if (s.heldOn > ctx.today)
    throw refuse('not-future', 400, 'heldOn', '学习日期还没有到，不能登记为已学习。可以先安排，到日子后再登记。');
  const twice = s.absent.find((a) => s.attendees.includes(a.name));
  if (twice)
    throw refuse(
      'both-lists',
      400,
      'absent',
      `「${twice.name}」既在参加人员中，又在未参加人员中，请核对；同名的请注明岗位。`,
    );
  for (const a of s.absent) if (a.madeUpOn) checkMadeUp(ctx, s.heldOn, a.madeUpOn);
}

/** @throws 400 `made-up-when` for a day before the sitting or one that has not come. */
export function checkMadeUp(ctx: Ctx, heldOn: string, on: string) {
  if (on < heldOn || on > ctx.today)
    throw refuse(
      'made-up-when',
      400,
      'on',
      `补学日期应在${chineseDay(heldOn)}至今天之间，请核对；还没有补学的，先不填日期。`,
    );
}

/** The missed period that a sitting makes good. @throws 404; 400 `makes-good` when it cannot. */
export async function checkMakesGood(
  ctx: Ctx,
  s: { unitId: string; heldOn: string; agenda: Sitting['agenda']; makesGoodId: string | null },
): Promise<MadeGood> {
  if (!s.makesGoodId) return null;
  const { period } = await showPeriod(ctx, s.makesGoodId);
  const no = (message: string) => refuse('makes-good', 400, 'makesGoodId', message);
  if (period.unitId !== s.unitId || period.factKind !== 'study.held' || period.light !== 'missed')
    throw no('只能补办本单位学习任务的缺期，请重新选择要补办的期次。');
  if (period.sign !== '✕') throw no(`${period.label}的缺期已有补办或补录，请不要重复选择。`);
  if (s.heldOn <= period.due)
    throw no(`补办的学习应在${chineseDay(period.due)}以后举行。期内举行、期后登记的，不选补办期次，系统会按补录处理。`);
  if (!factsIn(s.agenda).includes('study.held')) throw no('补办学习须至少有一个「学习」类别的议题。');
  return { id: period.id, label: period.label };
}

/** After a correction a sitting makes good the same period, unless it no longer lies behind it or no longer studies. */
export async function stillMakesGood(
  ctx: Ctx,
  periodId: string | null,
  s: Pick<Sitting, 'heldOn' | 'agenda'>,
): Promise<MadeGood> {
  if (!periodId || !factsIn(s.agenda).includes('study.held')) return null;
  const { period } = await showPeriod(ctx, periodId);
  return s.heldOn > period.due ? { id: period.id, label: period.label } : null;
}

/** One sitting, one record. Two who record at once wait for each other. @throws 409 `study-exists` naming the record that is there. */
export async function checkOnce(ctx: Ctx, s: { unitId: string; heldOn: string; title: string }, except?: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`study ${s.unitId} ${s.heldOn}`}, 0))`.execute(ctx.db);
  const there = await ctx.db
    .selectFrom('record')
    .select(['id', 'number'])
    .where('kind', '=', 'study')
    .where('unit_id', '=', s.unitId)
    .where('occurred_on', '=', s.heldOn)
    .where('title', '=', s.title)
    .where('state', '!=', 'void')
    .execute();
  const other = there.find((r) => r.id !== except);
  if (other)
    throw refuse(
      'study-exists',
      409,
      'title',
      `这次学习已经登记过，编号 ${other.number}。要修改请打开那条记录更正；确是另一次学习，请把主题写得能区分开。`,
    );
}
