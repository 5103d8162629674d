// What a study makes true: a study item settles the duty to study, an analysis item the duty to analyse.
import { markBegun, recordFact, withdrawFacts } from '@anlan/kernel/duty';
import type { Ctx } from '@anlan/kernel/ctx';
import { MEETING_HELD } from '../../meetings/contract.ts';
import type { Sitting } from '../contract.ts';
import { own } from './row.ts';

const FACTS = { study: 'study.held', analysis: MEETING_HELD } as const;

/** The kinds of fact that an agenda makes true. */
export const factsIn = (agenda: Sitting['agenda']) => [
  ...new Set(agenda.flatMap((a) => (a.kind === 'other' ? [] : [FACTS[a.kind]]))),
];

/** A sitting as facts see it: `unitIds` are those it counts for, `makesGoodId` the missed period of the host. */
type Counted = {
  id: string;
  unitId: string;
  unitIds: string[];
  heldOn: string;
  agenda: Sitting['agenda'];
  makesGoodId: string | null;
};

/** Writes the facts of a sitting for its units: one a unit and kind, so that each keeps its own day of recording. */
export async function recordFacts(ctx: Ctx, s: Counted, kinds = factsIn(s.agenda)) {
  for (const kind of kinds)
    for (const unitId of s.unitIds) {
      const makesGood = kind === FACTS.study && unitId === s.unitId ? s.makesGoodId : null;
      await recordFact(ctx, { kind, recordId: s.id, unitIds: [unitId], occurredOn: s.heldOn, makesGood });
    }
}

/** Brings the facts in step with a correction. What stays true keeps the day on which it was recorded. */
export async function correctFacts(
  ctx: Ctx,
  before: Pick<Counted, 'heldOn' | 'agenda' | 'makesGoodId'>,
  after: Counted,
) {
  const [was, is] = [factsIn(before.agenda), factsIn(after.agenda)];
  const moved = before.heldOn !== after.heldOn || before.makesGoodId !== after.makesGoodId;
  for (const kind of was.filter((k) => moved || !is.includes(k))) await withdrawFacts(ctx, after.id, kind);
  await recordFacts(
    ctx,
    after,
    is.filter((k) => moved || !was.includes(k)),
  );
}

type Planned = { id: string; unitId: string; heldOn: string; agenda: Sitting['agenda'] };

/** A plan puts the periods of its day under way. */
export async function begin(ctx: Ctx, plan: Planned) {
  for (const kind of factsIn(plan.agenda)) await markBegun(ctx, kind, [plan.unitId], plan.heldOn, true);
}

/** The plan is no more: its periods are not under way unless another plan of the unit keeps them so. */
export async function endBegun(ctx: Ctx, plan: Planned) {
  for (const kind of factsIn(plan.agenda)) await markBegun(ctx, kind, [plan.unitId], plan.heldOn, false);
  const others = await own(ctx)
    .selectFrom('study')
    .innerJoin('record', 'record.id', 'study.id')
    .select(['study.id', 'study.held_on', 'study.agenda'])
    .where('record.unit_id', '=', plan.unitId)
    .where('record.state', '=', 'planned')
    .where('study.id', '!=', plan.id)
    .execute();
  for (const o of others) await begin(ctx, { id: o.id, unitId: plan.unitId, heldOn: o.held_on, agenda: o.agenda });
}
