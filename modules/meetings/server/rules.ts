// What a meeting must satisfy before it is taken down; each refusal says what to do.
import { Problem, chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { showPeriod } from '@anlan/kernel/duty';
import { sql } from 'kysely';
import { type Decided, MEETING_HELD, type Sitting } from '../contract.ts';
import type { MadeGood } from './row.ts';

export const refuse = (code: string, status: number, path: string, message: string) =>
  new Problem(code, status, message, { fields: [{ path, message }] });

/** @throws 400 `not-future`, `both-lists`: told after it was held, and nobody was there and not there. */
export function checkHeld(ctx: Ctx, s: Pick<Sitting, 'heldOn' | 'attendees' | 'absent' | 'observers'>) {
  if (s.heldOn > ctx.today)
    throw refuse('not-future', 400, 'heldOn', '会议日期还没有到，不能登记为已召开。可以先安排，到日子后再登记。');
  const twice = s.absent.find((a) => s.attendees.includes(a.name) || s.observers.includes(a.name));
  if (twice)
    throw refuse(
      'both-lists',
      400,
      'absent',
      `「${twice.name}」既在参加（列席）人员中，又在请假人员中，请核对；同名的请注明岗位。`,
    );
}

/** @throws 400 `not-past` */
export function checkAhead(ctx: Ctx, heldOn: string) {
  if (heldOn < ctx.today) throw refuse('not-past', 400, 'heldOn', '安排的日期已经过去。已经开过的，请直接登记会议。');
}

/** What is decided is to be done after the meeting. @throws 400 `due-before` */
export function checkDue(heldOn: string, decisions: readonly Decided[]) {
  const n = decisions.findIndex((d) => d.due < heldOn);
  if (n >= 0)
    throw refuse(
      'due-before',
      400,
      `decisions.${n}.due`,
      `「${decisions[n]!.text}」的完成时限早于会议日期，请改为${chineseDay(heldOn)}或以后。`,
    );
}

/** The missed period that a meeting makes good. @throws 404; 400 `makes-good` when it cannot. */
export async function checkMakesGood(
  ctx: Ctx,
  s: { unitId: string; heldOn: string; makesGoodId: string | null },
): Promise<MadeGood> {
  if (!s.makesGoodId) return null;
  const { period } = await showPeriod(ctx, s.makesGoodId);
  const no = (message: string) => refuse('makes-good', 400, 'makesGoodId', message);
  if (period.unitId !== s.unitId || period.factKind !== MEETING_HELD || period.light !== 'missed')
    throw no('只能补办本单位会议任务的缺期，请重新选择要补办的期次。');
  if (period.sign !== '✕') throw no(`${period.label}的缺期已有补办或补录，请不要重复选择。`);
  if (s.heldOn <= period.due)
    throw no(`补办的会议应在${chineseDay(period.due)}以后召开。期内召开、期后登记的，不选补办期次，系统会按补录处理。`);
  return { id: period.id, label: period.label };
}

/** After a correction a meeting makes good the same period, unless it no longer lies behind it. */
export async function stillMakesGood(ctx: Ctx, periodId: string | null, heldOn: string): Promise<MadeGood> {
  if (!periodId) return null;
  const { period } = await showPeriod(ctx, periodId);
  return heldOn > period.due ? { id: period.id, label: period.label } : null;
}

/** One meeting, one record. Two who record at once wait for each other. @throws 409 `meeting-exists` naming the record that is there. */
export async function checkOnce(ctx: Ctx, m: { unitId: string; heldOn: string; title: string }, except?: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`meeting ${m.unitId} ${m.heldOn}`}, 0))`.execute(ctx.db);
  const there = await ctx.db
    .selectFrom('record')
    .select(['id', 'number'])
    .where('kind', '=', 'meetings')
    .where('unit_id', '=', m.unitId)
    .where('occurred_on', '=', m.heldOn)
    .where('title', '=', m.title)
    .where('state', '!=', 'void')
    .execute();
  const other = there.find((r) => r.id !== except);
  if (other)
    throw refuse(
      'meeting-exists',
      409,
      'title',
      `这次会议已经登记过，编号 ${other.number}。要修改请打开那条记录更正；确是另一次会议，请把名称写得能区分开。`,
    );
}
