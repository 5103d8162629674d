// Names of units as notices write them, matched to the directory. Pure; the same for server and tests.

/** A unit or group with every name it goes by. */
export type Entry = { type: 'unit' | 'group'; id: string; name: string; names: readonly string[] };
export type Match = { unitId: string | null; groupId: string | null };

/** Brackets, blanks and the short and long forms of the trade do not distinguish units. */
export const plainName = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s()（）[\]【】、，。：:；;]/g, '')
    .replace(/文化和旅游|文化旅游/g, '文旅')
    .replace(/直属/g, '局属');

const pairs = (s: string) => {
  const letters = [...s];
  return new Set(letters.slice(1).map((c, i) => letters[i]! + c));
};

/** Share of common character pairs, 0 to 1 (Dice). */
export function likeness(a: string, b: string): number {
  const A = pairs(plainName(a));
  const B = pairs(plainName(b));
  if (!A.size || !B.size) return plainName(a) === plainName(b) ? 1 : 0;
  let common = 0;
  for (const p of A) if (B.has(p)) common++;
  return (2 * common) / (A.size + B.size);
}

export type Directory = {
  /** The one unit or group that goes by this name, or null. */
  match(name: string): Match | null;
  has(name: string): boolean;
  /** What a name may mean, best first. */
  suggest(name: string, most?: number): { type: 'unit' | 'group'; id: string; name: string }[];
};

export function directoryOf(entries: readonly Entry[]): Directory {
  const byName = new Map<string, Entry>();
  for (const e of entries)
    for (const n of [e.name, ...e.names]) if (!byName.has(plainName(n))) byName.set(plainName(n), e);
  // 「局办公室」 inside a bureau's notice is its 办公室.
  const find = (name: string) =>
    byName.get(plainName(name)) ?? byName.get(plainName(name).replace(/^(市局|本局|局)/, ''));
  return {
    match(name) {
      const e = find(name);
      return e ? { unitId: e.type === 'unit' ? e.id : null, groupId: e.type === 'group' ? e.id : null } : null;
    },
    has: (name) => find(name) !== undefined,
    suggest: (name, most = 5) =>
      entries
        .map((e) => ({ e, score: Math.max(...[e.name, ...e.names].map((n) => likeness(name, n))) }))
        .filter((x) => x.score >= 0.3)
        .sort((a, b) => b.score - a.score)
        .slice(0, most)
        .map(({ e }) => ({ type: e.type, id: e.id, name: e.name })),
  };
}
