// What every part of the review shares: what stays the same while one works, and the paper in hand with the item in view.
import { type ReactNode, createContext, useContext } from 'react';
import type { Breakdown, Clause, Doubt } from '../../breakdown.ts';
import type { Outcome } from '../../review-ops.ts';
import type { ItemId } from './items.ts';
import type { Draft, Review } from './use-review.ts';

/** What is open below the current item. */
export type Mode = 'edit' | 'units' | 'binding' | 'split' | null;

/** Never changes while one works, so that hundreds of rows need not be drawn anew at each key. */
export type Tools = Pick<Draft, 'text' | 'suggestions' | 'bindings' | 'editable'> & {
  today: string;
  /** Names of units and groups by id. */
  directory: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, readonly string[]>;
  /** Makes an item the current one, lights it and brings it into view on both sides. */
  go: (item: ItemId | null, mode?: Mode) => void;
  light: (item: string | null) => void;
  /** Brings an offset of the notice into view. */
  show: (offset: number) => void;
  change: (act: (b: Breakdown) => Outcome, key?: string) => boolean;
  answer: (d: Doubt, which: number) => void;
  accept: (c: Clause) => void;
  merge: (c: Clause) => void;
  strike: (c: Clause) => void;
};

/** Changes with every act. */
export type InHand = {
  review: Review;
  paper: Breakdown;
  /** The paper with its days as an issue of today would put them in force. */
  inForce: Breakdown;
  current: ItemId | null;
  mode: Mode;
};

const ToolsContext = createContext<Tools | null>(null);
const InHandContext = createContext<InHand | null>(null);

export function BenchProvider({ tools, inHand, children }: { tools: Tools; inHand: InHand; children: ReactNode }) {
  return (
    <ToolsContext value={tools}>
      <InHandContext value={inHand}>{children}</InHandContext>
    </ToolsContext>
  );
}

const held = <T,>(value: T | null): T => {
  if (!value) throw new Error('outside the review');
  return value;
};
export const useTools = () => held(useContext(ToolsContext));
export const useInHand = () => held(useContext(InHandContext));
