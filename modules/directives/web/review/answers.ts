// What can be said to a doubt with one key. Pure.
import type { Day } from '@anlan/contract';
import type { Breakdown, Doubt, Named } from '../../breakdown.ts';
import {
  type MatchTo,
  type Outcome,
  YEAR_ANSWER,
  answer,
  assignTask,
  decideYear,
  editClause,
  matchName,
  owes,
} from '../../review-ops.ts';
import type { Draft } from './use-review.ts';
import { dayWords } from './words.ts';

export type Answer = {
  label: string;
  act: (b: Breakdown) => Outcome;
  /** Says who owes, or by when, beyond the words of the notice: only by its own key, never as the answer at hand. */
  careful?: true;
};
export type Suggestion = Draft['suggestions'][string][number];

export const toMatch = (s: Pick<Suggestion, 'type' | 'id'>): MatchTo => ({
  unitId: s.type === 'unit' ? s.id : null,
  groupId: s.type === 'group' ? s.id : null,
  dropped: false,
});
export const DROP: MatchTo = { unitId: null, groupId: null, dropped: true };

/** Says what a printed name means, everywhere it stands. */
export const meaning = (name: string, s: Pick<Suggestion, 'type' | 'id' | 'name'>) => (b: Breakdown) =>
  matchName(b, name, toMatch(s), `指「${s.name}」`);
export const leaveOut = (name: string) => (b: Breakdown) => matchName(b, name, DROP, '不计入');

/** Gives units to the task in question, or to every task that names none where the whole notice is in question. */
export const undertake = (b: Breakdown, d: Doubt, who: Named[]): Breakdown =>
  b.tasks
    .filter((t) => (d.target.type === 'task' ? t.no === d.target.id : !t.responsible.length))
    .reduce((paper, t) => assignTask(paper, t.no, who), b);

const say = (d: Doubt, words: string): Answer => ({ label: words, act: (b) => answer(b, [d.id], words) });

/** The annex holds: its clauses are to be looked at again. */
const annexHolds = (d: Doubt): Answer => ({
  label: '以附表为准',
  act: (b) => ({
    ...answer(b, [d.id], '以附表为准'),
    clauses: b.clauses.map((c) => (c.taskNo === d.target.id && c.binding !== 'none' ? { ...c, accepted: false } : c)),
  }),
});

/** Answers in the order of their keys; the first is the one that `a` gives, unless it is careful; `lastDay` ends the window as it will be in force. Where a date or a title is wanting there may be none. */
export function answersTo(b: Breakdown, d: Doubt, suggestions: Draft['suggestions'], lastDay: Day): Answer[] {
  const clause = b.clauses.find((c) => d.target.type === 'clause' && c.id === d.target.id);
  const task = b.tasks.find((t) => (d.target.type === 'task' ? t.no === d.target.id : t.no === clause?.taskNo));
  switch (d.code) {
    case 'body-annex-differ':
      return [say(d, '以正文为准'), annexHolds(d), say(d, '意思相同，无碍')];
    case 'cut-off':
      return d.b ? [annexHolds(d), say(d, '以正文为准')] : [say(d, '无碍，照原文')];
    case 'year':
      return (['this', 'history'] as const).map((y) => ({
        label: YEAR_ANSWER[y],
        careful: true as const,
        act: (p) => decideYear(p, y),
      }));
    case 'units': {
      const name = d.a?.text;
      if (name)
        return [
          ...(suggestions[name] ?? []).map((s) => ({
            label: `是「${s.name}」`,
            act: meaning(name, s),
            careful: true as const,
          })),
          { label: '不计入', act: leaveOut(name), careful: true as const },
        ];
      if (!clause) return [];
      const givers = [
        { label: '由本任务的责任单位完成', who: task?.responsible ?? [] },
        { label: '由主送机关完成', who: b.head.recipients },
      ];
      return givers
        .filter((g) => owes({ ...clause, who: g.who }))
        .map((g) => ({ label: g.label, careful: true as const, act: (p) => editClause(p, clause.id, { who: g.who }) }));
    }
    case 'no-unit':
      return [
        {
          label: '由主送机关共同承担',
          careful: true,
          act: (p) => undertake(answer(p, [d.id], '由主送机关共同承担'), d, p.head.recipients),
        },
        say(d, '不用指定'),
      ];
    case 'no-deadline':
      if (!clause) return [say(d, '无碍，照原文')];
      return [
        {
          label: `定为 ${dayWords(lastDay)}前`,
          careful: true,
          act: (p) => editClause(p, clause.id, { due: p.window.to }),
        },
        { label: '只列出，不计期', act: (p) => editClause(p, clause.id, { repeat: 'standing' }) },
      ];
    case 'head':
      return [];
    default:
      return [say(d, '无碍，照原文')];
  }
}
