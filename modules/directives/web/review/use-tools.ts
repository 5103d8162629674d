// The tools of the review as one value that stays the same while one works: the hands behind it are always the latest.
import { deskRoutes } from '@anlan/contract';
import { useCall, useToday, useUnits } from '@anlan/ui';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Tools } from './bench.tsx';
import type { Draft } from './use-review.ts';

const HOUR = 3_600_000;

type Hands = Pick<Tools, 'change' | 'answer' | 'accept' | 'merge' | 'strike'>;
type Moves = Pick<Tools, 'go' | 'light' | 'show'>;

/** `moves` must be stable; `hands` may be new at each drawing. */
export function useSteadyTools(hands: Hands, draft: Draft, { go, light, show }: Moves): Tools {
  const latest = useRef(hands);
  useLayoutEffect(() => {
    latest.current = hands;
  });
  const today = useToday();
  const { directory, groups } = useDirectory();
  const { text, suggestions, bindings, editable } = draft;
  return useMemo(
    () => ({
      text,
      suggestions,
      bindings,
      editable,
      today,
      directory,
      groups,
      go,
      light,
      show,
      change: (act, key) => latest.current.change(act, key),
      answer: (d, which) => latest.current.answer(d, which),
      accept: (c) => latest.current.accept(c),
      merge: (c) => latest.current.merge(c),
      strike: (c) => latest.current.strike(c),
    }),
    [text, suggestions, bindings, editable, today, directory, groups, go, light, show],
  );
}

/** Units and groups by name, and the units of each group. */
function useDirectory() {
  const units = useUnits();
  const { data } = useCall(deskRoutes.groups, {}, { staleTime: HOUR });
  return useMemo(() => {
    const directory = new Map((units.data?.items ?? []).map((u) => [u.id, u.shortName || u.name]));
    for (const g of data?.items ?? []) directory.set(g.id, g.name);
    return { directory, groups: new Map((data?.items ?? []).map((g) => [g.id, g.unitIds])) };
  }, [units.data, data]);
}
