// A text read again after it was corrected: what still stands keeps its confirmations, its doubtful places and its pages. Pure.
import type { Breakdown } from '../breakdown.ts';
import type { DoubtfulPlace } from '../notice/index.ts';

/** The new paper with the old one's work where nothing changed: clauses, units of tasks, answers to the same doubts. */
export function keepConfirmed(before: Breakdown, now: Breakdown): Breakdown {
  const clauses = now.clauses.map((c) => {
    const old = before.clauses.find((o) => o.text === c.text && o.taskNo === c.taskNo);
    return old ? { ...old, source: c.source } : c;
  });
  const tasks = now.tasks.map((t) => {
    const old = before.tasks.find((o) => o.no === t.no && o.title === t.title);
    const same = old && old.responsible.map((r) => r.name).join() === t.responsible.map((r) => r.name).join();
    return same ? { ...t, responsible: old.responsible } : t;
  });
  const doubts = now.doubts.map((d) => {
    const old = before.doubts.find((o) => o.answer !== null && o.code === d.code && o.message === d.message);
    return old ? { ...d, answer: old.answer, answeredByName: old.answeredByName } : d;
  });
  return { ...now, clauses, tasks, doubts };
}

/** Characters on both sides by which a place is found again. */
const AROUND = 6;
/** How far a correction may have moved it. */
const FAR = 400;

/** Doubtful places found again in the corrected text; those that were corrected are doubtful no more. */
export function movedPlaces(before: string, now: string, places: readonly DoubtfulPlace[]): DoubtfulPlace[] {
  let shift = 0;
  return places.flatMap(({ at: [from, to], confidence }) => {
    const left = before.slice(Math.max(0, from - AROUND), from);
    const at = near(now, left + before.slice(from, to + AROUND), from - left.length + shift);
    if (at === null) return [];
    const begin = at + left.length;
    shift = begin - from;
    return [{ at: [begin, begin + to - from] as [number, number], confidence }];
  });
}

/** Where each page begins in the corrected text: at its first words, or else where it was. */
export function movedStarts(before: string, now: string, starts: readonly { page: number; from: number }[]) {
  let shift = 0;
  return starts.map(({ page, from }) => {
    const at = near(now, before.slice(from, from + AROUND * 2), from + shift);
    if (at !== null) shift = at - from;
    return { page, from: Math.min(now.length, from + shift) };
  });
}

/** The place nearest to `wanted` where the words stand, within reach. */
function near(text: string, words: string, wanted: number): number | null {
  const from = Math.max(0, wanted - FAR);
  let best: number | null = null;
  for (let at = text.indexOf(words, from); at >= 0 && at <= wanted + FAR; at = text.indexOf(words, at + 1))
    if (best === null || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at;
  return best;
}
