// Who I am and what I may do, as the server says.
import { type Me, type UnitView, deskRoutes } from '@anlan/contract';
import { useCall } from './query.ts';

const FIVE_MINUTES = 300_000;

/** The signed-in person; the query itself, for the shell. */
export const useMeQuery = () => useCall(deskRoutes.me, {}, { staleTime: FIVE_MINUTES });

/** The signed-in person. Only below the shell, which draws nothing before it knows. */
export function useMe(): Me {
  const { data } = useMeQuery();
  if (!data) throw new Error('useMe outside the signed-in desk');
  return data;
}

/** Whether I hold a permission: to draw, never to protect. */
export const useMay = (permission: string) => useMe().may.includes(permission);

/** A section stands for its bureau. */
export const isSection = (u: Pick<UnitView, 'type'>) => u.type === 'section' || u.type === 'countySection';

/** Whether recording for the unit is recording for one's own: where I hold a post, or the bureau of my section. */
export function useIsMine() {
  const { units } = useMe();
  return (unitId: string) => units.some((u) => u.id === unitId || (isSection(u) && u.parentId === unitId));
}

/** The bureau's local day as the server counts it, `2026-11-23`. */
export const useToday = () => useMe().today;
