// The review of the notice as the safety office does it: every doubt answered, every clause bound and confirmed.
import type { Breakdown } from '@anlan/modules/directives/breakdown.ts';
import type { Doer } from './cast.ts';
import { type ClauseKey, demoClauses } from './data/notice.ts';
import { groups, units } from './data/org.ts';
import { demoId } from './directory.ts';
import type { Stage } from './stage.ts';

/** What a clause of the story is bound to where its module is part of the product; everything else is reported. */
const BOUND: Partial<Record<ClauseKey, string>> = {
  study: 'study.held',
  meeting: 'meeting.held',
  visit: 'visit.made',
  workPlan: 'return',
};

/** Answers every doubt, binds the clauses as the safety office would, and accepts the rest as understood. */
export async function review(stage: Stage, by: Doer, answers: { code: string; task: number; answer: string }[]) {
  const { cast, directive } = stage;
  const paper = await cast.call<{ breakdown: Breakdown; version: number }>(by, 'directives', 'draft', {
    id: directive,
  });
  const unitFor = (task: string | null) =>
    answers.find((a) => a.code === 'unit-unknown' && String(a.task) === task)?.answer;
  const settle = (n: Breakdown['tasks'][number]['responsible'][number], task: string | null) => {
    if (n.unitId || n.groupId || n.dropped) return n;
    const key = unitFor(task);
    return key ? { ...n, unitId: demoId('unit', key) } : { ...n, dropped: true };
  };
  const b = paper.breakdown;
  const clauses = b.clauses.map((c) => {
    const told = demoClauses(stage.issued).find((d) => overlaps(d.text, c.text));
    if (told && c.repeat !== 'standing') stage.rules.set(told.key, c.id);
    if (c.progress && c.taskNo) stage.rules.set(`progress ${c.taskNo}`, c.id);
    const undated = c.repeat === 'once' && c.due === null;
    const bound = undated ? 'none' : told && c.repeat !== 'standing' ? (BOUND[told.key] ?? 'report') : c.binding;
    const who = told?.who.map(byName) ?? c.who.map((w) => settle(w, c.taskNo));
    return {
      ...c,
      binding: bound,
      accepted: true,
      who,
      about: told?.each === 'leader' ? ('person' as const) : c.about,
    };
  });
  await cast.call(by, 'directives', 'save', {
    id: directive,
    version: paper.version,
    breakdown: {
      ...b,
      head: { ...b.head, recipients: b.head.recipients.map((n) => settle(n, null)) },
      tasks: b.tasks.map((t) => ({ ...t, responsible: t.responsible.map((n) => settle(n, t.no)) })),
      clauses,
      year: b.window.to < stage.issued ? 'this' : b.year,
      doubts: b.doubts.map((d) => ({
        ...d,
        answer: d.code === 'body-annex-differ' ? '以正文为准' : d.code === 'units' ? '已对应到名录' : '已核对，无碍',
      })),
    },
  });
}

/** A name of the notice as the reviewer would match it. */
function byName(name: string): Breakdown['tasks'][number]['responsible'][number] {
  const group = groups.find((g) => g.name === name || g.aliases.includes(name));
  const unit = units.find((u) => u.name === name || u.shortName === name || u.aliases?.includes(name));
  return {
    name,
    unitId: unit ? demoId('unit', unit.key) : null,
    groupId: !unit && group ? demoId('group', group.key) : null,
    dropped: false,
  };
}

const overlaps = (a: string, b: string) => a.includes(b) || b.includes(a);
