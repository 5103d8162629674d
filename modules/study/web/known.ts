// What the system already knows of a unit's next study, so that nobody types it again.
import { type PersonView, deskRoutes, send } from '@anlan/contract';
import { apiOf, callKey, useCall } from '@anlan/ui';
import { useQuery } from '@tanstack/react-query';
import { type Shown, kind } from './kind.ts';

const heads = (p: PersonView) => p.leader && !/副|成员/.test(p.title);

/** Each person once, the head of the unit first, the others in the order of the directory. */
export function headFirst(people: readonly PersonView[]): PersonView[] {
  const each = [...new Map(people.map((p) => [p.id, p])).values()];
  return [...each.filter(heads), ...each.filter((p) => !heads(p))];
}

/** People, last place, usual host and missed quarters of a unit; `ready` once all have come (or could not be had). */
export function useKnown(unitId: string | null) {
  const enabled = unitId !== null;
  const of = unitId ?? '';
  const people = useCall(deskRoutes.people, { unitId: of, limit: 200 }, { enabled, staleTime: 60_000 });
  const missed = useCall(deskRoutes.owed, { unitId: of, factKind: 'study.held', only: 'missed' }, { enabled });
  const last = useQuery({
    queryKey: callKey(apiOf(kind), { last: unitId }),
    queryFn: () => send('GET', apiOf(kind), { unitId, limit: 1, sort: 'newest' }) as Promise<{ items: Shown[] }>,
    enabled,
  });
  const before = last.data?.items[0]?.body;
  const roster = headFirst(people.data?.items ?? []);
  return {
    ready: !enabled || [people, missed, last].every((q) => !q.isLoading),
    roster,
    host: roster.find((p) => p.leader)?.name ?? before?.host,
    place: before?.place,
    /** Quarters that nobody made good yet, oldest first. */
    missed: (missed.data?.items ?? []).filter((p) => p.sign === '✕'),
  };
}
