// What every part of the review shares: the paper in hand, the item in view, and what is being done with it.
import { createContext, useContext } from 'react';
import type { Breakdown, Clause, Doubt } from '../../breakdown.ts';
import type { ItemId } from './items.ts';
import type { Draft, Review } from './use-review.ts';

/** What is open below the current item. */
export type Mode = 'edit' | 'units' | 'binding' | 'split' | null;

export type Bench = {
  draft: Draft;
  review: Review;
  editable: boolean;
  today: string;
  /** Names of units and groups by id. */
  directory: ReadonlyMap<string, string>;
  /** The paper with its days as an issue of today would put them in force. */
  inForce: Breakdown;
  groups: ReadonlyMap<string, readonly string[]>;
  current: ItemId | null;
  mode: Mode;
  /** Makes an item the current one, lights it and brings it into view on both sides. */
  go: (item: ItemId | null, mode?: Mode) => void;
  light: (item: string | null) => void;
  /** Brings an offset of the notice into view. */
  show: (offset: number) => void;
  answer: (d: Doubt, which: number) => void;
  accept: (c: Clause) => void;
  merge: (c: Clause) => void;
  strike: (c: Clause) => void;
};

const Shared = createContext<Bench | null>(null);
export const BenchProvider = Shared.Provider;
export function useBench(): Bench {
  const bench = useContext(Shared);
  if (!bench) throw new Error('useBench outside the review');
  return bench;
}
