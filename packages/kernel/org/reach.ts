// The twin in TypeScript of what row security lets one keep: to draw buttons and mask telephone numbers, never to protect.
import type { Ctx } from '../ctx/index.ts';

type Place = { id: string; county_id: number; station_id: string | null };

/** Below a place where the reader is anchored, or a unit of his own. */
export function inReach({ me: { actor } }: Ctx, unit: Place): boolean {
  return (
    actor.counties.includes(unit.county_id) ||
    actor.units.includes(unit.id) ||
    actor.stations.includes(unit.id) ||
    (unit.station_id !== null && actor.stations.includes(unit.station_id))
  );
}

/** Whether the reader keeps the people of a unit. */
export const keepsPeople = (ctx: Ctx, unit: Place): boolean =>
  ctx.me.may.has('org.peopleAll') || (ctx.me.may.has('org.people') && inReach(ctx, unit));
