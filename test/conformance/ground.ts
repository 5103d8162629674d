// One record of every kind in units all over the tree: the ground on which access is tried.
import { type Ctx, within } from '@anlan/kernel/ctx';
import { create } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import { sql } from 'kysely';
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

/** A notice has a paper, be it an empty one: what it says is read with it. */
async function giveWords(ctx: Ctx, id: string, title: string) {
  const head = { title, docNumber: null, issuer: null, recipients: [], date: null };
  const breakdown = {
    head,
    year: null,
    window: { from: '2026-01-01', to: '2026-12-31' },
    openEarlier: false,
    tasks: [],
    clauses: [],
    doubts: [],
  };
  await sql`insert into directive_paper (id, sha256, text, blocks, breakdown)
    values (${id}::uuid, ${'0'.repeat(64)}, ${title}, '[]', ${JSON.stringify(breakdown)}::jsonb)`.execute(ctx.db);
}

/** Puts one record of every kind into each of `units` (name → id), titled `<kind> of <unit>`. */
export async function place(w: World, units: ReadonlyMap<string, string>): Promise<Placed[]> {
  const placed: Placed[] = [];
  await w.system.db.transaction().execute(async (trx) => {
    const ctx = within(w.system, trx);
    for (const [kind, own] of Object.entries(samples))
      for (const [unit, unitId] of units) {
        const row = { unitId, title: `${kind} of ${unit}` };
        const id = await create(ctx, kind, row, await own(ctx, unitId));
        if (kind === 'directives') await giveWords(ctx, id, row.title);
        placed.push({ kind, unit, unitId, id });
      }
  });
  return placed;
}
