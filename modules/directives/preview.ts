// What an issue of today would open: the periods of each clause, which of them count, and the dates ahead. Pure.
import { type Day, type Span, chineseDay, spansFrom } from '@anlan/contract';
import { type Breakdown, type Clause, type Named, binding, inForce } from './breakdown.ts';

/** `first` is the period that holds the day of issue, `counted` a later one, `listed` one before it (不计), `history` one opened as history. */
export type How = 'first' | 'counted' | 'listed' | 'history';
export type PreviewSpan = Span & { how: How };
export type Preview = { clause: Clause; spans: PreviewSpan[]; counts: Record<How, number> };

/** First day from which periods are shown at all: those before the issue are listed from the new year on, or opened from the window's first day. */
export function listedFrom(b: Breakdown, today: Day): Day {
  const newYear = `${today.slice(0, 4)}-01-01`;
  return b.year === 'history' || b.openEarlier || newYear < b.window.from ? b.window.from : newYear;
}

const early = (b: Breakdown): How => (b.year === 'history' || b.openEarlier ? 'history' : 'listed');

/** Periods of one clause of a paper already `inForce`, were it issued on `today`. A standing clause has none. */
function spansOf(c: Clause, b: Breakdown, today: Day): PreviewSpan[] {
  if (c.repeat === 'standing' || c.binding === 'none') return [];
  if (c.repeat === 'once') {
    if (!c.due) return [];
    const from = today <= c.due ? today : c.due;
    const how = c.due < today ? early(b) : 'first';
    return [{ key: 'once', from, to: c.due, label: `${chineseDay(c.due)}前`, how }];
  }
  return spansFrom(c.repeat, listedFrom(b, today), b.window.to).map((s) => ({
    ...s,
    how: s.to < today ? early(b) : s.from <= today ? 'first' : 'counted',
  }));
}

/** Every clause that will be counted, with its periods; `today` is the day of issue. */
export function preview(paper: Breakdown, today: Day): Preview[] {
  const b = inForce(paper, today);
  return binding(b).map((clause) => previewOf(clause, b, today));
}

/** The periods of one clause of the paper as it stands. */
export function previewClause(paper: Breakdown, id: string, today: Day): Preview | null {
  const b = inForce(paper, today);
  const clause = b.clauses.find((c) => c.id === id);
  return clause ? previewOf(clause, b, today) : null;
}

function previewOf(clause: Clause, b: Breakdown, today: Day): Preview {
  const spans = spansOf(clause, b, today);
  const counts: Preview['counts'] = { first: 0, counted: 0, listed: 0, history: 0 };
  for (const s of spans) counts[s.how]++;
  return { clause, spans, counts };
}

/** Years that the periods touch, for the calendar's rows. */
export function yearsOf(previews: readonly Preview[]): number[] {
  const years = previews.flatMap((p) => p.spans.flatMap((s) => [Number(s.from.slice(0, 4)), Number(s.to.slice(0, 4))]));
  return years.length
    ? Array.from({ length: Math.max(...years) - Math.min(...years) + 1 }, (_, i) => Math.min(...years) + i)
    : [];
}

export type Ahead = { month: string; dues: { day: Day; clause: Clause; label: string }[] };

/** Days by which something falls due from `today` on, by month; clauses that repeat daily or weekly are left out. */
export function ahead(previews: readonly Preview[], today: Day): Ahead[] {
  const dues = previews
    .filter((p) => p.clause.repeat !== 'day' && p.clause.repeat !== 'week')
    .flatMap(({ clause, spans }) =>
      spans.filter((s) => s.to >= today).map((s) => ({ day: s.to, clause, label: s.label })),
    )
    .toSorted((a, b) => a.day.localeCompare(b.day) || a.clause.source[0] - b.clause.source[0]);
  const months = [...new Set(dues.map((d) => d.day.slice(0, 7)))];
  return months.map((month) => ({ month, dues: dues.filter((d) => d.day.startsWith(month)) }));
}

/** A unit with what it will owe. */
export type Debtor = { unitId: string; clauses: Clause[] };

/** Who owes how many clauses, most first; `groups` are the units of each group. */
export function debtors(b: Breakdown, groups: ReadonlyMap<string, readonly string[]>): Debtor[] {
  const byUnit = new Map<string, Set<Clause>>();
  for (const clause of binding(b))
    for (const unitId of clause.who.flatMap((n) => unitsOf(n, groups)))
      byUnit.set(unitId, (byUnit.get(unitId) ?? new Set()).add(clause));
  return [...byUnit]
    .map(([unitId, clauses]) => ({ unitId, clauses: [...clauses] }))
    .toSorted((x, y) => y.clauses.length - x.clauses.length);
}

/** The units a name stands for; none when it is dropped or not matched. */
export function unitsOf(n: Named, groups: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (n.dropped) return [];
  if (n.unitId) return [n.unitId];
  return n.groupId ? (groups.get(n.groupId) ?? []) : [];
}
