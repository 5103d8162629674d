// The kinds of record this process serves; set once at boot, read by every door that needs to know a life.
import type { Kind } from './module.ts';

let kinds: ReadonlyMap<string, Kind> = new Map();

export const setKinds = (all: ReadonlyMap<string, Kind>) => {
  kinds = all;
};
export const allKinds = () => kinds;

/** @throws when no module declares the kind: a defect, not a user's mistake. */
export function needKind(kind: string): Kind {
  const found = kinds.get(kind);
  if (!found) throw new Error(`no module declares the record kind ${kind}`);
  return found;
}
