// What the system already knows of a unit's next meeting, so that nobody types it again.
import { type PersonView, deskRoutes, send } from '@anlan/contract';
import { apiOf, callKey, isSection, useCall, useMe, useUnits } from '@anlan/ui';
import { useQuery } from '@tanstack/react-query';
import { MEETING_HELD, meetings } from '../contract.ts';
import { type Shown, kind } from './kind.ts';

/** The unit whose leaders chair: its own, for a section those of its bureau. */
export function useChairsOf(unitId: string | null): string | null {
  const { units } = useMe();
  const { data } = useUnits();
  const unit = [...units, ...(data?.items ?? [])].find((u) => u.id === unitId);
  return unit && isSection(unit) ? (unit.parentId ?? unitId) : unitId;
}

const heads = (p: PersonView) => p.leader && !/副|成员/.test(p.title);

/** Each person once, the head first, then the other leaders, then the rest in the order of the directory. */
export function headFirst(people: readonly PersonView[]): PersonView[] {
  const each = [...new Map(people.map((p) => [p.id, p])).values()];
  const rank = (p: PersonView) => (heads(p) ? 0 : p.leader ? 1 : 2);
  return each.toSorted((a, b) => rank(a) - rank(b));
}

/** People, chair, last place and recorder, missed months and the situation of a unit; `ready` once all have come (or could not be had). */
export function useKnown(unitId: string | null) {
  const enabled = unitId !== null;
  const of = unitId ?? '';
  const chairsOf = useChairsOf(unitId);
  const people = useCall(deskRoutes.people, { unitId: chairsOf ?? '', limit: 200 }, { enabled, staleTime: 60_000 });
  const missed = useCall(deskRoutes.owed, { unitId: of, factKind: MEETING_HELD, only: 'missed' }, { enabled });
  const outlook = useCall(meetings.routes.outlook, { unitId: of }, { enabled, staleTime: 60_000 });
  const last = useQuery({
    queryKey: callKey(apiOf(kind), { last: unitId }),
    queryFn: () => send('GET', apiOf(kind), { unitId, limit: 1, sort: 'newest' }) as Promise<{ items: Shown[] }>,
    enabled,
  });
  const before = last.data?.items[0]?.body;
  const roster = headFirst(people.data?.items ?? []);
  return {
    ready: !enabled || [people, missed, outlook, last].every((q) => !q.isLoading),
    roster,
    chairsOf,
    chairId: roster.find((p) => p.leader)?.id,
    place: before?.place,
    recorder: before?.recorder,
    outlook: outlook.data ?? null,
    /** Months that nobody made good yet, oldest first. */
    missed: (missed.data?.items ?? []).filter((p) => p.sign === '✕'),
  };
}
export type Known = ReturnType<typeof useKnown>;
