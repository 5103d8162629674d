// Who went where: checked the same for a plan, a record and a correction.
import type { Ctx } from '@anlan/kernel/ctx';
import type { Full } from '@anlan/kernel/record';
import type { z } from 'zod';
import type { Leader, Outcome, Place, Plan, Told, Visit, visits } from '../contract.ts';
import { keeperOf, leadersOf } from './people.ts';
import { placesOf } from './places.ts';
import { own, titleOf } from './row.ts';
import { checkOnce } from './rules.ts';

type Shown = Full<typeof visits.records.visits>;
type Where = Pick<Told, 'visitedOn' | 'leaders' | 'placeUnitIds' | 'elsewhere'>;
type All = z.output<typeof Plan> & z.output<typeof Outcome>;

/** Leaders, places, the units to which it is shown and the unit that keeps it. `signed`: a signed page is attached. @throws as its parts */
export async function went(ctx: Ctx, said: Where, signed: boolean, before?: Pick<Shown, 'id' | 'unitId' | 'leaders'>) {
  const leaders = await leadersOf(ctx, said, signed, before?.leaders);
  const units = leaders.map((l) => l.unitId);
  const keeper = before?.unitId ?? keeperOf(ctx, units);
  const { places, shownTo } = await placesOf(ctx, said, leaders, keeper);
  await checkOnce(ctx, said, leaders, places, before?.id);
  return { leaders, places, shownTo, keeper };
}

type Named = Pick<Visit, 'manner' | 'elsewhere' | 'visitedOn'> & { leaders: Leader[]; places: Place[] };

export const headOf = (v: Named) => ({ title: titleOf(v), occurredOn: v.visitedOn });

/** Nobody has confirmed what has not happened. */
export const unsaid = (leaders: readonly { postId: string }[]) => leaders.map((l) => ({ postId: l.postId, how: null }));

/** The visit as it stands, as it would be told; a correction names only what changes. */
export const merged = (v: Shown, said: { [K in keyof All]?: All[K] | undefined }): All => ({
  visitedOn: v.visitedOn,
  manner: v.manner,
  leaders: unsaid(v.leaders),
  placeUnitIds: v.places.map((p) => p.unitId),
  elsewhere: v.elsewhere,
  companions: v.companions,
  learnt: v.learnt,
  requirements: v.requirements,
  followUp: v.followUp,
  ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
});

/** The period that a visit makes good and the leader who owes it, as its row keeps them. */
export async function goodOf(ctx: Ctx, v: { id: string; makesGoodId: string | null }) {
  if (!v.makesGoodId) return null;
  const { makes_good_person } = await own(ctx)
    .selectFrom('visit')
    .select('makes_good_person')
    .where('id', '=', v.id)
    .executeTakeFirstOrThrow();
  return makes_good_person ? { id: v.makesGoodId, personId: makes_good_person } : null;
}
