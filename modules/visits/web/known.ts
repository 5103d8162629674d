// What the system already knows before a visit is told: my unit's leaders, myself among them, and the months they missed.
import { type PersonView, deskRoutes } from '@anlan/contract';
import { useCall, useMe } from '@anlan/ui';
import type { Shown } from './kind.ts';

/** A leader as the form offers him. */
export type Offered = {
  postId: string;
  personId: string;
  name: string;
  title: string;
  unitId: string;
  unitName: string;
};

const offered = (p: PersonView): Offered => ({ ...p, personId: p.id });
const deputy = (p: Offered) => Number(/副|成员/.test(p.title));

/** Leaders among people, the head first. */
export const leadersAmong = (people: readonly PersonView[]): Offered[] =>
  people
    .filter((p) => p.leader)
    .map(offered)
    .toSorted((a, b) => deputy(a) - deputy(b));

/** The leaders that a record already names. */
export const leadersIn = (r: Shown): Offered[] => r.body.leaders;

/** The unit whose leaders my desk serves: my own, or the bureau of my section. */
export function useHomeUnit(): string | null {
  const { unit } = useMe();
  if (!unit) return null;
  return unit.type === 'section' || unit.type === 'countySection' ? unit.parentId : unit.id;
}

/** Leaders and missed months of a unit; `ready` once both have come (or could not be had). */
export function useKnown(unitId: string | null) {
  const enabled = unitId !== null;
  const of = unitId ?? '';
  const people = useCall(deskRoutes.people, { unitId: of, limit: 200 }, { enabled, staleTime: 60_000 });
  const missed = useCall(deskRoutes.owed, { unitId: of, factKind: 'visit.made', only: 'missed' }, { enabled });
  return {
    ready: !enabled || [people, missed].every((q) => !q.isLoading),
    leaders: leadersAmong(people.data?.items ?? []),
    /** Months that nobody made good yet, oldest first. */
    missed: (missed.data?.items ?? []).filter((p) => p.sign === '✕'),
  };
}
