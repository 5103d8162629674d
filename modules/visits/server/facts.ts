// What a visit makes true: each leader who confirmed went to the grass roots on that day, in the post in which he went.
import type { Ctx } from '@anlan/kernel/ctx';
import { markBegun, recordFact, withdrawFacts } from '@anlan/kernel/duty';
import { sql } from 'kysely';
import type { Leader } from '../contract.ts';
import { own } from './row.ts';

export const FACT = 'visit.made';

type Made = { id: string; visitedOn: string; makesGood: { id: string; personId: string } | null };

/** One fact a leader, so that each keeps the day on which he confirmed. */
export async function count(ctx: Ctx, v: Made, leaders: readonly Leader[]) {
  for (const l of leaders)
    if (l.confirmedOn)
      await recordFact(ctx, {
        kind: FACT,
        recordId: v.id,
        unitIds: [l.unitId],
        personIds: [l.personId],
        occurredOn: v.visitedOn,
        makesGood: v.makesGood?.personId === l.personId ? v.makesGood.id : null,
      });
}

/** A visit on another day after all: what it made true is taken back and told anew. */
export async function recount(ctx: Ctx, v: Made, leaders: readonly Leader[]) {
  await withdrawFacts(ctx, v.id, FACT);
  await count(ctx, v, leaders);
}

type Planned = { id: string; visitedOn: string; leaders: readonly Leader[] };

const mark = (ctx: Ctx, { leaders, visitedOn }: Planned, begun: boolean) =>
  markBegun(
    ctx,
    FACT,
    leaders.map((l) => l.unitId),
    visitedOn,
    begun,
    leaders.map((l) => l.personId),
  );

/** A plan puts what its leaders owe on that day under way. */
export const begin = (ctx: Ctx, plan: Planned) => mark(ctx, plan, true);

/** The plan is no more: nothing is under way unless another plan of the same leaders keeps it so. */
export async function endBegun(ctx: Ctx, plan: Planned) {
  await mark(ctx, plan, false);
  const others = await own(ctx)
    .selectFrom('visit')
    .innerJoin('record', 'record.id', 'visit.id')
    .select(['visit.id', 'visit.visited_on', 'visit.leaders'])
    .where('record.state', '=', 'planned')
    .where('visit.id', '!=', plan.id)
    .where(sql<boolean>`visit.post_ids && ${plan.leaders.map((l) => l.postId)}::uuid[]`)
    .execute();
  for (const o of others) await begin(ctx, { id: o.id, visitedOn: o.visited_on, leaders: o.leaders });
}
