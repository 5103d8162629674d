// Whose unit is one's own, and what whoever records for another unit has to say (代录).
import { Problem, type RecordedFor } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';

/** A section belongs to its bureau: recording for the bureau is not recording for somebody else. */
async function isMine(ctx: Ctx, unitId: string): Promise<boolean> {
  const { own } = ctx.me.actor;
  if (own.includes(unitId)) return true;
  if (!own.length) return false;
  const section = await ctx.db
    .selectFrom('unit')
    .select('id')
    .where('id', 'in', [...own])
    .where('parent_id', '=', unitId)
    .where('type', 'in', ['section', 'countySection'])
    .limit(1)
    .executeTakeFirst();
  return section !== undefined;
}

/** 代录: whoever records for another unit says how he was told and by whom. @throws 400 `recorded-for` */
export async function checkRecordedFor(ctx: Ctx, unitId: string, told: RecordedFor | null): Promise<void> {
  // A table taken over as history says for itself who brought it.
  if (ctx.backfill) return;
  const mine = await isMine(ctx, unitId);
  if (mine !== Boolean(told)) return;
  const message = mine
    ? '这是您所在的单位，直接登记即可，不需要填写代录。'
    : '这不是您所在的单位，请填写代录：由谁、以电话、纸质还是当面方式告知。';
  throw new Problem('recorded-for', 400, message, { fields: [{ path: 'recordedFor', message }] });
}
