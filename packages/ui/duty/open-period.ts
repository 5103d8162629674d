// Any light anywhere opens its period in the drawer; the address carries it, so that it can be sent as a link.
import { useCallback } from 'react';
import { useUrlState } from '../data/go.tsx';

/** The key of the address under which the drawer finds its period. */
export const PERIOD = 'period';

export function useOpenPeriod() {
  const [, set] = useUrlState();
  return useCallback((id: string) => set({ [PERIOD]: id }, { push: true }), [set]);
}
