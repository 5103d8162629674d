// Things under a common key, in the order of their first.

/** Never an empty group. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => string): [key: string, of: [T, ...T[]]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const of = groups.get(keyOf(one));
    if (of) of.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups];
}
