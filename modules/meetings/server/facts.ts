// What a meeting makes true for the unit that held it and for those that confirmed: the month's meeting.
import type { Ctx } from '@anlan/kernel/ctx';
import { markBegun, recordFact, withdrawFacts } from '@anlan/kernel/duty';
import { MEETING_HELD } from '../contract.ts';
import { own } from './row.ts';

/** `makesGoodId` is the missed period of the host; the other units made nothing good. */
type Counted = { id: string; unitId: string; heldOn: string; makesGoodId: string | null };

/** One fact a unit, so that each keeps its own day of recording. */
export async function recordHeld(ctx: Ctx, m: Counted, unitIds: readonly string[]) {
  for (const unitId of unitIds)
    await recordFact(ctx, {
      kind: MEETING_HELD,
      recordId: m.id,
      unitIds: [unitId],
      occurredOn: m.heldOn,
      makesGood: unitId === m.unitId ? m.makesGoodId : null,
    });
}

/** After a correction: what stays true keeps the day on which it was recorded; a corrected date is recorded anew. */
export async function correctHeld(
  ctx: Ctx,
  before: Pick<Counted, 'heldOn' | 'makesGoodId'>,
  after: Counted,
  unitIds: readonly string[],
) {
  if (before.heldOn === after.heldOn && before.makesGoodId === after.makesGoodId) return;
  await withdrawFacts(ctx, after.id);
  await recordHeld(ctx, after, unitIds);
}

type Planned = { id: string; unitId: string; heldOn: string };

/** A plan puts the periods of its day under way. */
export const begin = (ctx: Ctx, plan: Planned) => markBegun(ctx, MEETING_HELD, [plan.unitId], plan.heldOn, true);

/** The plan is no more: its periods are not under way unless another plan of the unit keeps them so. */
export async function endBegun(ctx: Ctx, plan: Planned) {
  await markBegun(ctx, MEETING_HELD, [plan.unitId], plan.heldOn, false);
  const others = await own(ctx)
    .selectFrom('meeting')
    .innerJoin('record', 'record.id', 'meeting.id')
    .select(['meeting.id', 'meeting.held_on'])
    .where('record.unit_id', '=', plan.unitId)
    .where('record.state', '=', 'planned')
    .where('meeting.id', '!=', plan.id)
    .execute();
  for (const o of others) await begin(ctx, { id: o.id, unitId: plan.unitId, heldOn: o.held_on });
}
