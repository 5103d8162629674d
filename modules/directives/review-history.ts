// What was done can be undone, and what two people did at once is brought together item by item. Pure.
import type { Breakdown } from './breakdown.ts';

export type History = { past: readonly Breakdown[]; now: Breakdown; key: string | null };

/** How many steps can be taken back. */
const STEPS = 200;

export const begin = (now: Breakdown): History => ({ past: [], now, key: null });

/** Takes a new paper; acts under the same `key` in a row (typing in one field) are one step. */
export const advance = (h: History, next: Breakdown, key: string | null = null): History =>
  next === h.now
    ? h
    : key !== null && key === h.key
      ? { ...h, now: next }
      : { past: [...h.past, h.now].slice(-STEPS), now: next, key };

export const undo = (h: History): History =>
  h.past.length ? { past: h.past.slice(0, -1), now: h.past.at(-1)!, key: null } : h;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What two people did since `base`, in one paper. `clashes` names what both changed differently; there mine stands. */
export function reconcile(
  base: Breakdown,
  mine: Breakdown,
  theirs: Breakdown,
): { merged: Breakdown; clashes: string[] } {
  const clashes: string[] = [];
  const choose = <T>(b: T, m: T, t: T, name: string): T => {
    if (same(m, t) || same(b, t)) return m;
    if (same(b, m)) return t;
    clashes.push(name);
    return m;
  };
  /** Items matched by key: what either struck is gone unless the other changed it, what either added is there. */
  const list = <T>(of: (x: Breakdown) => T[], key: (item: T) => string, name: (item: T) => string): T[] => {
    const [b, m, t] = [of(base), of(mine), of(theirs)].map((items) => new Map(items.map((i) => [key(i), i])));
    const keys = [...new Set([...m!.keys(), ...t!.keys()])];
    return keys.flatMap((k) => {
      const [was, own, other] = [b!.get(k), m!.get(k), t!.get(k)];
      const kept = choose<T | undefined>(was, own, other, name((own ?? other)!));
      return kept === undefined ? [] : [kept];
    });
  };
  const merged: Breakdown = {
    head: choose(base.head, mine.head, theirs.head, '公文要素'),
    year: choose(base.year, mine.year, theirs.year, '年份'),
    window: choose(base.window, mine.window, theirs.window, '起止日期'),
    openEarlier: choose(base.openEarlier, mine.openEarlier, theirs.openEarlier, '此前各期'),
    tasks: list(
      (x) => x.tasks,
      (t) => t.no,
      (t) => `任务${t.no}`,
    ),
    clauses: list(
      (x) => x.clauses,
      (c) => c.id,
      (c) => `「${c.text.slice(0, 16)}」`,
    ).toSorted((a, b) => a.source[0] - b.source[0] || a.source[1] - b.source[1]),
    doubts: list(
      (x) => x.doubts,
      (d) => d.id,
      (d) => `疑问「${d.message.slice(0, 16)}」`,
    ),
  };
  return { merged, clashes };
}
