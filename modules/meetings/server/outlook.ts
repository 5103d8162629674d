// The situation before a meeting: what the unit and those below it have not done, what is soon due, what stayed undone of earlier meetings.
import type { PeriodView } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { listPeriods } from '@anlan/kernel/duty';
import { MEETING_HELD, type Outlook, type OutlookLine } from '../contract.ts';
import { own } from './row.ts';

/** More lines than this nobody goes through in a meeting; the numbers above them are whole. */
const MOST = 15;
/** How many periods are looked at; a city bureau stays far below. */
const LOOK = 1000;

/** The situation today of `unitId` and all below it, as far as the reader sees. */
export async function outlookOf(ctx: Ctx, unitId: string): Promise<Outlook> {
  const { items } = await listPeriods(ctx, { under: unitId, light: 'missed,soon', only: 'open', limit: LOOK });
  // A decision stands below by its own name, and what was made good needs no meeting any more.
  const periods = items.filter((p) => !p.factKind.startsWith('decision:') && p.sign !== '✕→补');
  const overdue = periods.filter((p) => p.light === 'missed');
  // The month's meeting itself is what is being held.
  const soon = periods.filter((p) => p.light === 'soon' && !(p.factKind === MEETING_HELD && p.unitId === unitId));
  const open = await openDecisions(ctx, unitId);
  const lines = [...byRule(overdue, 'overdue'), ...open, ...byRule(soon, 'soon')];
  return {
    on: ctx.today,
    overdue: overdue.length,
    soon: soon.length,
    unexplained: overdue.filter((p) => p.explanation === null).length,
    decisions: open.length,
    lines: lines.slice(0, MOST),
  };
}

/** One line a clause, with the units that owe it, the longest overdue first. */
function byRule(periods: readonly PeriodView[], what: 'overdue' | 'soon'): OutlookLine[] {
  const lines = new Map<string, OutlookLine>();
  for (const p of periods) {
    const line = lines.get(p.ruleId) ?? { what, title: p.title, units: [], due: p.due };
    if (!line.units.some((u) => u.id === p.unitId)) line.units.push({ id: p.unitId, name: p.unitName });
    lines.set(p.ruleId, line);
  }
  return [...lines.values()];
}

/** Decisions that this unit made or must carry out and that are not done, the most urgent first. */
async function openDecisions(ctx: Ctx, unitId: string): Promise<OutlookLine[]> {
  const rows = await own(ctx)
    .selectFrom('decision')
    .innerJoin('record', 'record.id', 'decision.id')
    .leftJoin('unit', 'unit.id', 'record.unit_id')
    .select(['record.title', 'record.deadline', 'record.unit_id', 'unit.short_name'])
    .where('record.kind', '=', 'decisions')
    .where('record.state', '=', 'open')
    .where((eb) =>
      eb.or([eb('record.unit_id', '=', unitId), eb(eb.val(unitId), '=', eb.fn.any('decision.keeper_ids'))]),
    )
    .orderBy('record.deadline')
    .limit(LOOK)
    .execute();
  return rows.map((r) => ({
    what: 'decision',
    title: r.title,
    units: [{ id: r.unit_id, name: r.short_name ?? '其他单位' }],
    due: r.deadline!,
  }));
}
