// What the players of the demonstration hand to one another while the story goes on.
import type { Cast } from './cast.ts';

/** A make-up study that the story has planned for a later day. */
export type MakeUp = { on: string; by: string; study: string; name: string };
/** What is to become of a decision on a later day: done by its owner, or, with no title any more, confirmed. */
export type FollowUp = { on: string; by: string; decision: string; title: string | null };
export type Stage = {
  makeUps: MakeUp[];
  followUps: FollowUp[];
  cast: Cast;
  issued: string;
  directive: string;
  rules: Map<string, string>;
  studies: Map<string, string>;
  /** Identities of the periods open so far, by rule, unit, key and leader. */
  periods: Map<string, string>;
};
