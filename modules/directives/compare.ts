// A notice beside that of the year before: what is kept, changed, new and dropped, and what was decided then, as proposals for a person. Pure.
import type { Breakdown, Clause, Doubt, Named, Task } from './breakdown.ts';
import { type Hunk, diff, likeness } from './notice/parse/diff.ts';
import {
  type ClausePatch,
  type MatchTo,
  type Outcome,
  accept,
  answer,
  editClause,
  isMatched,
  lacks,
  matchName,
} from './review-ops.ts';

/** One thing in two years; on either side it may be missing. */
export type Twin<T> =
  | { kind: 'kept'; before: T; now: T }
  | { kind: 'changed'; before: T; now: T; hunks: readonly Hunk[] }
  | { kind: 'new'; before: null; now: T }
  | { kind: 'dropped'; before: T; now: null };

/** What the year before decided about a clause and this year's paper does not say yet. */
export type Proposal = { clause: Clause; before: Clause; patch: ClausePatch; names: readonly NameProposal[] };
type NameProposal = { name: string; to: MatchTo };
type AnswerProposal = { doubt: Doubt; words: string };

export type Comparison = {
  tasks: readonly Twin<Task>[];
  clauses: readonly Twin<Clause>[];
  /** By clause of this year. */
  proposals: ReadonlyMap<string, Proposal>;
  names: readonly NameProposal[];
  answers: readonly AnswerProposal[];
};

/** Two wordings above this are the same thing said anew. */
const SAME = 0.55;

/** Years and days do not tell one year's notice from another's. */
export const timeless = (text: string) =>
  text
    .replace(/\d{4}年(?:度)?/g, '')
    .replace(/\d{1,2}月(?:\d{1,2}日)?(?:底|前|之前)?/g, '')
    .replace(/[\s，。；、：]/g, '');

/** Pairs items of two lists, best likeness first; each is used once. */
function pair<T>(before: readonly T[], now: readonly T[], alike: (b: T, n: T) => number): Map<T, T> {
  const scored = now
    .flatMap((n) => before.map((b) => ({ b, n, score: alike(b, n) })))
    .filter((x) => x.score >= SAME)
    .sort((x, y) => y.score - x.score);
  const used = new Set<T>();
  const pairs = new Map<T, T>();
  for (const { b, n } of scored)
    if (!pairs.has(n) && !used.has(b)) {
      pairs.set(n, b);
      used.add(b);
    }
  return pairs;
}

function twins<T extends { text: string }>(
  before: readonly T[],
  now: readonly T[],
  pairs: ReadonlyMap<T, T>,
  same: (b: T, n: T) => boolean,
): Twin<T>[] {
  const used = new Set(pairs.values());
  return [
    ...now.map((n): Twin<T> => {
      const b = pairs.get(n);
      if (!b) return { kind: 'new', before: null, now: n };
      return same(b, n)
        ? { kind: 'kept', before: b, now: n }
        : { kind: 'changed', before: b, now: n, hunks: diff(b.text, n.text) };
    }),
    ...before.filter((b) => !used.has(b)).map((b): Twin<T> => ({ kind: 'dropped', before: b, now: null })),
  ];
}

const alikeTasks = (b: Task, n: Task) =>
  0.6 * likeness(timeless(b.title), timeless(n.title)) + 0.4 * likeness(timeless(b.text), timeless(n.text));
const sameWords = (b: { text: string }, n: { text: string }) => timeless(b.text) === timeless(n.text);
const sameRhythm = (b: Clause, n: Clause) => b.repeat === n.repeat && b.count === n.count;

/** Compares this year's paper with one issued before. */
export function compare(before: Breakdown, now: Breakdown): Comparison {
  const tasks = pair(before.tasks, now.tasks, alikeTasks);
  const taskOf = new Map([...tasks].map(([n, b]) => [n.no, b.no]));
  const clauses = pair(before.clauses, now.clauses, (b, n) => {
    const words = likeness(timeless(b.text), timeless(n.text));
    if (b.progress !== n.progress) return 0;
    // Within the same task a looser likeness will do: a watch of progress is known by its task alone.
    return taskOf.get(n.taskNo ?? '') === b.taskNo ? (n.progress ? 1 : Math.min(1, words + 0.15)) : words;
  });
  const known = namesKnown(before);
  return {
    tasks: twins(before.tasks, now.tasks, tasks, (b, n) => sameWords(b, n) && timeless(b.title) === timeless(n.title)),
    clauses: twins(before.clauses, now.clauses, clauses, (b, n) => sameRhythm(b, n) && (n.progress || sameWords(b, n))),
    proposals: new Map([...clauses].map(([n, b]) => [n.id, proposalOf(b, n, known)])),
    names: openNames(now).flatMap((name) => known.get(name) ?? []),
    answers: answersFrom(before, now, taskOf),
  };
}

const open = (n: Named) => !n.dropped && !isMatched(n);

function namesKnown(b: Breakdown): Map<string, NameProposal> {
  const all = [
    ...b.head.recipients,
    ...b.tasks.flatMap((t) => t.responsible),
    ...b.clauses.flatMap((c) => c.who),
  ].filter((n) => !open(n));
  return new Map(
    all.map((n) => [n.name, { name: n.name, to: { unitId: n.unitId, groupId: n.groupId, dropped: n.dropped } }]),
  );
}

const openNames = (b: Breakdown) => [
  ...new Set(
    [...b.head.recipients, ...b.tasks.flatMap((t) => t.responsible), ...b.clauses.flatMap((c) => c.who)]
      .filter(open)
      .map((n) => n.name),
  ),
];

const idsOf = (who: readonly Named[]) =>
  who
    .filter((n) => !n.dropped)
    .map((n) => n.unitId ?? n.groupId ?? n.name)
    .sort()
    .join(' ');

/** What was bound, counted and assigned then, where it differs from what was understood now; the day of a dated clause is this year's own. */
function proposalOf(before: Clause, now: Clause, known: ReadonlyMap<string, NameProposal>): Proposal {
  // Where the words changed they may ask it more often, or once: how often is then this year's to say.
  const rhythm = sameWords(before, now) || now.progress;
  const patch: ClausePatch = {
    ...(rhythm && before.repeat !== now.repeat && !(before.repeat === 'once' && !now.due)
      ? { repeat: before.repeat }
      : {}),
    ...(rhythm && before.count !== now.count ? { count: before.count } : {}),
    ...(before.about !== now.about ? { about: before.about } : {}),
    ...(before.binding !== now.binding && before.repeat !== 'standing' ? { binding: before.binding } : {}),
    ...(idsOf(before.who) !== idsOf(now.who) ? { who: before.who } : {}),
  };
  return { clause: now, before, patch, names: now.who.filter(open).flatMap((n) => known.get(n.name) ?? []) };
}

/** Doubts that were answered then about the same name or the same task, and are asked again. */
function answersFrom(before: Breakdown, now: Breakdown, taskOf: ReadonlyMap<string, string>): AnswerProposal[] {
  return now.doubts.flatMap((doubt) => {
    if (doubt.answer !== null || doubt.code === 'year' || doubt.code === 'head' || doubt.code === 'units') return [];
    const was = before.doubts.find(
      (d) =>
        d.code === doubt.code &&
        d.answer !== null &&
        d.target.type === doubt.target.type &&
        (doubt.target.type === 'task' ? taskOf.get(doubt.target.id) === d.target.id : d.message === doubt.message),
    );
    return was ? [{ doubt, words: was.answer! }] : [];
  });
}

const isEmpty = (patch: ClausePatch) => Object.keys(patch).length === 0;
/** Whether there is anything to confirm: something decided then, or a clause not yet confirmed. */
export const isOpen = (p: Proposal) => !p.clause.accepted || !isEmpty(p.patch);

/** Takes over what was decided about one clause and confirms it where nothing is wanting. */
export function carry(b: Breakdown, p: Proposal): Outcome {
  const named = p.names.reduce((paper, n) => matchName(paper, n.name, n.to, sameAsBefore), b);
  const edited = isEmpty(p.patch) ? named : editClause(named, p.clause.id, p.patch);
  const clause = edited.clauses.find((c) => c.id === p.clause.id);
  return clause && lacks(clause) === null ? accept(edited, [clause.id]) : edited;
}

const sameAsBefore = '与上年相同';

/** Takes over everything about what is kept: clauses, names and answers. */
export function carryKept(b: Breakdown, c: Comparison): Breakdown {
  const kept = c.clauses.flatMap((t) => (t.kind === 'kept' ? (c.proposals.get(t.now.id) ?? []) : []));
  const named = c.names.reduce((paper, n) => matchName(paper, n.name, n.to, sameAsBefore), b);
  const answered = c.answers.reduce((paper, a) => answer(paper, [a.doubt.id], a.words), named);
  return kept.reduce((paper, p) => {
    const next = carry(paper, p);
    return typeof next === 'string' ? paper : next;
  }, answered);
}
