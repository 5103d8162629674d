// Joint meetings: one record, several units; each is let in, told, and confirms for itself before it counts.
import { Problem, chineseDay } from '@anlan/contract';
import { grantTo, revokeGrants } from '@anlan/kernel/access';
import type { Ctx } from '@anlan/kernel/ctx';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { needUnit } from '@anlan/kernel/org';
import type { Joint } from '../contract.ts';
import { refuse } from './rules.ts';

/**
 * The units named beside the host, with the confirmations already given.
 * @throws 400 `joint-self` for the host itself or a unit unknown; 409 `joint-confirmed` when one that confirmed is left out.
 */
export async function jointWith(
  ctx: Ctx,
  unitId: string,
  unitIds: readonly string[],
  before: readonly Joint[] = [],
): Promise<Joint[]> {
  if (unitIds.includes(unitId))
    throw refuse('joint-self', 400, 'jointUnitIds', '联合召开单位不用填写召开单位自己，请去掉后再保存。');
  const lost = before.find((j) => j.confirmedOn && !unitIds.includes(j.unitId));
  if (lost)
    throw new Problem(
      'joint-confirmed',
      409,
      `${lost.unitName}已经确认参加，不能去掉。确实登记错的，请作废后重新登记。`,
    );
  const joint: Joint[] = [];
  for (const id of new Set(unitIds))
    joint.push(
      before.find((j) => j.unitId === id) ?? {
        unitId: id,
        unitName: (await needUnit(ctx, id)).shortName,
        confirmedOn: null,
        attendees: [],
      },
    );
  return joint;
}

const missingIn = (list: readonly Joint[], other: readonly Joint[]) =>
  list.filter((j) => !other.some((o) => o.unitId === j.unitId));

/** Lets newly named units see the record, and those left out no longer. */
export async function letIn(ctx: Ctx, id: string, now: readonly Joint[], before: readonly Joint[] = []) {
  const ids = (list: readonly Joint[]) => list.map((j) => j.unitId);
  await grantTo(ctx, id, ids(missingIn(now, before)));
  await revokeGrants(ctx, id, ids(missingIn(before, now)));
}

const WORDS = {
  plan: { title: '联合会议安排', body: '请安排人员参加，会后在记录中确认。' },
  hold: { title: '请确认联合会议', body: '请填写本单位参加人员并确认，确认后计入本单位任务。' },
  amend: { title: '联合会议日期已更正', body: '本单位的任务已按更正后的日期重新认定，请核对。' },
  void: { title: '联合会议已作废', body: '由它完成的本单位任务已重新变为未完成，请另行安排。' },
} as const;

/** Tells those who record meetings in the units; the same news reaches a person once. */
export async function tellJoint(
  ctx: Ctx,
  what: keyof typeof WORDS,
  meeting: { id: string; title: string; heldOn: string },
  joint: readonly Joint[],
) {
  if (!joint.length) return;
  const people = await peopleWith(
    ctx,
    joint.map((j) => j.unitId),
    'meetings.record',
  );
  await tell(ctx, {
    people,
    title: `${WORDS[what].title}：${meeting.title}`,
    body: `${chineseDay(meeting.heldOn)}。${WORDS[what].body}`,
    record: { id: meeting.id, module: 'meetings', kind: 'meetings' },
    cause: `meetings.${what}:${meeting.id}:${meeting.heldOn}`,
  });
}
