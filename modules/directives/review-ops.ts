// What a person does to the working paper while reviewing it. Pure: a new paper, or the sentence that refuses.
import { type Breakdown, type Clause, type Doubt, type Named, type Task, openDoubts } from './breakdown.ts';

/** The paper after the act, or why it cannot be done, in words for the reader. */
export type Outcome = Breakdown | string;
export const replace = <T>(list: readonly T[], is: (item: T) => boolean, to: (item: T) => T) =>
  list.map((item) => (is(item) ? to(item) : item));
export const isMatched = (n: Named) => n.unitId !== null || n.groupId !== null;
const isSettled = (n: Named) => n.dropped || isMatched(n);
export const owes = (c: Clause) => c.who.some((n) => !n.dropped && isMatched(n));
/** Opens periods, as against what is only listed. */
export const isCounted = (c: Clause) => c.repeat !== 'standing' && c.binding !== 'none';

/** What a clause still lacks before it can be confirmed, or null. */
export function lacks(c: Clause): string | null {
  if (!isCounted(c)) return null;
  const strange = c.who.find((n) => !isSettled(n));
  if (strange) return `「${strange.name}」还没有对应到单位`;
  if (!owes(c)) return '还没有责任单位';
  if (c.repeat === 'once' && !c.due) return '还没有完成日期';
  return null;
}

/** What stands where on a paper, found once per paper: a hundred pages hold hundreds of clauses. */
export type Index = {
  clause: ReadonlyMap<string, Clause>;
  task: ReadonlyMap<string, Task>;
  /** Clauses by the number of their task. */
  ofTask: ReadonlyMap<string, readonly Clause[]>;
  open: readonly Doubt[];
  /** Open doubts by `task:<no>` or `clause:<id>`. */
  asked: ReadonlyMap<string, readonly Doubt[]>;
};

const indexes = new WeakMap<Breakdown, Index>();

const gather = <T>(list: readonly T[], key: (item: T) => string) => {
  const by = new Map<string, T[]>();
  for (const item of list) {
    const known = by.get(key(item));
    if (known) known.push(item);
    else by.set(key(item), [item]);
  }
  return by;
};

export function indexOf(b: Breakdown): Index {
  const known = indexes.get(b);
  if (known) return known;
  const open = openDoubts(b);
  const index: Index = {
    clause: new Map(b.clauses.map((c) => [c.id, c])),
    task: new Map(b.tasks.map((t) => [t.no, t])),
    ofTask: gather(b.clauses, (c) => c.taskNo ?? ''),
    open,
    asked: gather(open, (d) => `${d.target.type}:${d.target.id}`),
  };
  indexes.set(b, index);
  return index;
}

/** Open doubts about a clause or the task it stands in. */
export function doubtsAbout(b: Breakdown, c: Clause): readonly Doubt[] {
  const { asked } = indexOf(b);
  return [...(asked.get(`clause:${c.id}`) ?? []), ...(asked.get(`task:${c.taskNo}`) ?? [])];
}

/** Clauses not yet confirmed about which nothing is in doubt and nothing is lacking. */
export const clear = (b: Breakdown) =>
  b.clauses.filter((c) => !c.accepted && lacks(c) === null && doubtsAbout(b, c).length === 0);

/** What the paper itself now says to a doubt, or null while it does not. */
function saidByPaper(b: Breakdown, d: Doubt): string | null {
  const { clause: byId, ofTask: byTask } = indexOf(b);
  const clause = d.target.type === 'clause' ? byId.get(d.target.id) : undefined;
  const ofTask = d.target.type === 'task' ? (byTask.get(d.target.id) ?? []) : [];
  switch (d.code) {
    case 'year':
      return b.year && YEAR_ANSWER[b.year];
    case 'head':
      if (d.target.id === 'title') return b.head.title.trim().length >= 2 ? '已补上标题' : null;
      return d.target.id === 'date' && b.head.date ? '已补上日期' : null;
    case 'units': {
      const name = d.a?.text;
      if (name) return namesOf(b).every((n) => n.name !== name || isSettled(n)) ? '已指明' : null;
      return clause && owes(clause) ? '已指定责任单位' : null;
    }
    case 'no-unit':
      return ofTask.length > 0 && ofTask.every((c) => !isCounted(c) || owes(c)) ? '已指定责任单位' : null;
    case 'no-deadline':
      return clause && lacks(clause) !== '还没有完成日期' ? '已补上期限' : null;
    default:
      return null;
  }
}

/** Closes the doubts that the paper has answered by itself. */
export const settle = (b: Breakdown): Breakdown => ({
  ...b,
  doubts: b.doubts.map((d) => {
    const said = d.answer === null ? saidByPaper(b, d) : null;
    return said === null ? d : { ...d, answer: said };
  }),
});

/** Every name of a unit on the paper. */
export const namesOf = (b: Breakdown): Named[] => [
  ...b.head.recipients,
  ...b.tasks.flatMap((t) => t.responsible),
  ...b.clauses.flatMap((c) => c.who),
];

export const YEAR_ANSWER = { this: '按今年执行', history: '作为历史期次' } as const;

/** Confirms clauses, or takes the confirmation back. */
export function accept(b: Breakdown, ids: readonly string[], yes = true): Outcome {
  const wanting = yes && b.clauses.find((c) => ids.includes(c.id) && lacks(c) !== null);
  if (wanting) return `「${wanting.text.slice(0, 16)}」${lacks(wanting)}。`;
  return {
    ...b,
    clauses: replace(
      b.clauses,
      (c) => ids.includes(c.id),
      (c) => ({ ...c, accepted: yes }),
    ),
  };
}

/** Answers doubts with the same words; null opens them again. */
export function answer(b: Breakdown, ids: readonly string[], words: string | null): Breakdown {
  return {
    ...b,
    doubts: replace(
      b.doubts,
      (d) => ids.includes(d.id),
      (d) => ({ ...d, answer: words, answeredByName: null }),
    ),
  };
}

/** Whether a notice of an earlier year opens its periods as history, or runs as this year's. */
export const decideYear = (b: Breakdown, year: 'this' | 'history'): Breakdown =>
  settle({
    ...b,
    year,
    doubts: b.doubts.map((d) => (d.code === 'year' ? { ...d, answer: null, answeredByName: null } : d)),
  });

export type MatchTo = { unitId: string | null; groupId: string | null; dropped: boolean };

/** Says once for the whole paper what a name means; `words` is the answer to the doubts about it. */
export function matchName(b: Breakdown, name: string, to: MatchTo, words: string): Breakdown {
  const put = (list: Named[]) =>
    replace(
      list,
      (n) => n.name === name,
      (n) => ({ ...n, ...to }),
    );
  const asked = b.doubts.filter((d) => d.code === 'units' && d.a?.text === name).map((d) => d.id);
  return settle(
    answer(
      {
        ...b,
        head: { ...b.head, recipients: put(b.head.recipients) },
        tasks: b.tasks.map((t) => ({ ...t, responsible: put(t.responsible) })),
        clauses: b.clauses.map((c) => ({ ...c, who: put(c.who) })),
      },
      asked,
      words,
    ),
  );
}

/** Gives a task its units; its clauses that name nobody take them over. */
export function assignTask(b: Breakdown, no: string, responsible: Named[]): Breakdown {
  return settle({
    ...b,
    tasks: replace(
      b.tasks,
      (t) => t.no === no,
      (t) => ({ ...t, responsible }),
    ),
    clauses: replace(
      b.clauses,
      (c) => c.taskNo === no && c.who.length === 0,
      (c) => ({ ...c, who: responsible }),
    ),
  });
}

export type HeadPatch = Partial<Breakdown['head']>;
export const editHead = (b: Breakdown, patch: HeadPatch): Breakdown => settle({ ...b, head: { ...b.head, ...patch } });

/** First and last day on which periods may begin, and whether those before the issue are opened too. */
export function editWindow(b: Breakdown, patch: Partial<Breakdown['window']>, openEarlier = b.openEarlier): Outcome {
  const window = { ...b.window, ...patch };
  if (window.from > window.to) return '起始日期晚于截止日期，请改正。';
  return { ...b, window, openEarlier };
}

export type ClausePatch = Partial<Pick<Clause, 'who' | 'about' | 'repeat' | 'count' | 'due' | 'binding' | 'taskNo'>>;

/** Changes what a clause asks. A standing clause is only listed; one that counts again is reported on until it is bound. */
export function editClause(b: Breakdown, id: string, patch: ClausePatch): Breakdown {
  const tidy = (c: Clause): Clause => {
    if (c.repeat === 'standing') return { ...c, due: null, binding: 'none' };
    if (patch.repeat && c.binding === 'none') return { ...c, binding: 'report' };
    return c;
  };
  return settle({
    ...b,
    clauses: replace(
      b.clauses,
      (c) => c.id === id,
      (c) => {
        const next = tidy({ ...c, ...patch });
        return next.accepted && lacks(next) !== null ? { ...next, accepted: false } : next;
      },
    ),
  });
}

/** Strikes a clause that is none, with the doubts about it. */
export const remove = (b: Breakdown, id: string): Breakdown => ({
  ...b,
  clauses: b.clauses.filter((c) => c.id !== id),
  doubts: b.doubts.filter((d) => !(d.target.type === 'clause' && d.target.id === id)),
});
