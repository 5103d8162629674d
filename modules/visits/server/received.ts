// The visits that a unit received: for the unit itself, and for whoever looks at it.
import type { Ctx } from '@anlan/kernel/ctx';
import { needUnit } from '@anlan/kernel/org';
import { sql } from 'kysely';
import { MANNERS } from '../contract.ts';
import { own } from './row.ts';

const MOST = 200;

/** The latest visits to a unit that I may see. @throws 400 for a unit out of sight */
export async function received(ctx: Ctx, { unitId }: { unitId: string }) {
  const unit = await needUnit(ctx, unitId);
  const rows = await own(ctx)
    .selectFrom('visit')
    .innerJoin('record', 'record.id', 'visit.id')
    .leftJoin('unit', 'unit.id', 'record.unit_id')
    .selectAll('visit')
    .select(['record.number', 'unit.short_name'])
    .where('record.state', '=', 'made')
    .where(sql<boolean>`visit.place_ids @> ${[unitId]}::uuid[]`)
    .orderBy('visit.visited_on', 'desc')
    .orderBy('visit.id', 'desc')
    .limit(MOST)
    .execute();
  return {
    unitName: unit.shortName,
    items: rows.map((r) => ({
      id: r.id,
      number: r.number,
      visitedOn: r.visited_on,
      manner: MANNERS[r.manner],
      leaders: r.leaders.map((l) => `${l.name}（${l.title}）`).join('、'),
      fromUnit: r.short_name ?? '其他单位',
      waiting: r.dangers.filter((d) => d.way === 'advice' && d.unitId === unitId && d.answer === null).length,
    })),
  };
}
