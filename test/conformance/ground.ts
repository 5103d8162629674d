// One record of every kind in units all over the tree: the ground on which access is tried.
import { within } from '@anlan/kernel/ctx';
import { create } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import { demoId } from '../world.ts';
import { samples } from './samples.ts';

export type Placed = { kind: string; unit: string; unitId: string; id: string };

/** Own and above, sibling counties, another branch, sections, the bureau. */
const NAMED = ['pingding', 'yuxian', 'jinOpera', 'market', 'bureau'] as const;

/** The named units, the first venue of each county, and a township: name → id. */
export async function unitsOf(w: World): Promise<ReadonlyMap<string, string>> {
  const units = new Map<string, string>(NAMED.map((key) => [key, demoId('unit', key)]));
  const others = await w.system.db
    .selectFrom('unit')
    .select(['id', 'type', 'county_id'])
    .where('type', 'in', ['venue', 'township'])
    .orderBy('sort')
    .execute();
  for (const u of others) {
    const name = u.type === 'venue' ? `venue in ${u.county_id}` : u.type;
    if (!units.has(name)) units.set(name, u.id);
  }
  return units;
}

/** Puts one record of every kind into each of `units` (name → id), titled `<kind> of <unit>`. */
export async function place(w: World, units: ReadonlyMap<string, string>): Promise<Placed[]> {
  const placed: Placed[] = [];
  await w.system.db.transaction().execute(async (trx) => {
    const ctx = within(w.system, trx);
    for (const [kind, own] of Object.entries(samples))
      for (const [unit, unitId] of units) {
        const row = { unitId, title: `${kind} of ${unit}` };
        placed.push({ kind, unit, unitId, id: await create(ctx, kind, row, await own(ctx, unitId)) });
      }
  });
  return placed;
}
