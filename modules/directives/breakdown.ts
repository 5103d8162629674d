// The working paper of a notice: what was understood, what is in doubt, and what a person decided. Shared by server and desk.
import { Day, Id, REPEATS } from '@anlan/contract';
import { z } from 'zod';

/** Character offsets (UTF-16) into the normalised text. */
export const Place = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);

/** A unit as the notice names it, and what it was matched to: a unit, a group, or nothing yet. */
export const Named = z.object({
  name: z.string(),
  unitId: Id.nullable(),
  groupId: Id.nullable(),
  /** A person decided that this name owes nothing (a cooperator, a slip of the pen). */
  dropped: z.boolean().default(false),
});
export type Named = z.infer<typeof Named>;

const Wording = z.object({ text: z.string(), source: Place.nullable() });

/** A question to a person. Nothing is issued before every doubt is answered. */
export const Doubt = z.object({
  id: z.string(),
  /** A lint code of the parse, or `binding`, `units`, `year`. */
  code: z.string(),
  message: z.string(),
  /** What it is about: the head, a task (by number), a clause (by id). */
  target: z.object({ type: z.enum(['head', 'task', 'clause']), id: z.string() }),
  /** Both wordings where they differ, with their places; for `units` the name in question is `a`. */
  a: Wording.nullable().default(null),
  b: Wording.nullable().default(null),
  /** All places where the two part; the first is `a` and `b`. */
  places: z.array(z.object({ a: Wording, b: Wording })).default([]),
  answer: z.string().nullable().default(null),
  answeredByName: z.string().nullable().default(null),
});
export type Doubt = z.infer<typeof Doubt>;

export const Task = z.object({
  no: z.string(),
  title: z.string().min(1, '请填写任务名称').max(200),
  text: z.string(),
  source: Place,
  responsible: z.array(Named),
  lead: z.string().nullable(),
  deadlineText: z.string(),
  recurrence: z.enum([...REPEATS, 'standing']),
  due: Day.nullable(),
});
export type Task = z.infer<typeof Task>;

/** A measurable clause, or the progress watch of a task without one. It becomes a rule of the same id. */
export const Clause = z.object({
  id: Id,
  taskNo: z.string().nullable(),
  text: z.string().min(2, '请保留原文').max(120),
  source: Place,
  who: z.array(Named),
  /** Each unit owes, or each leader (班子成员) of the units. */
  about: z.enum(['unit', 'person']),
  repeat: z.enum([...REPEATS, 'standing']),
  count: z.int().min(1, '次数至少为 1').max(366),
  due: Day.nullable(),
  /** A fact kind, `report` (a sentence and a file), or `none` for what is only listed. */
  binding: z.string(),
  /** Fills itself per quarter since the task has no countable clause. */
  progress: z.boolean(),
  accepted: z.boolean(),
  /** The clause of an earlier document that this one takes the place of. */
  supersedes: Id.nullable().optional(),
});
export type Clause = z.infer<typeof Clause>;

export const Breakdown = z.object({
  head: z.object({
    title: z.string().min(2, '请填写标题').max(300),
    docNumber: z.string().max(60).nullable(),
    issuer: z.string().max(100).nullable(),
    recipients: z.array(Named),
    date: Day.nullable(),
  }),
  /** A notice of an earlier year: open its periods as history, or as this year's. Null until a person says. */
  year: z.enum(['this', 'history']).nullable(),
  /** First and last day on which periods may begin. */
  window: z.object({ from: Day, to: Day }),
  /** Also open the periods of the window before the day of issue, instead of listing them as 不计. */
  openEarlier: z.boolean(),
  tasks: z.array(Task),
  clauses: z.array(Clause),
  doubts: z.array(Doubt),
});
export type Breakdown = z.infer<typeof Breakdown>;

export const openDoubts = (b: Breakdown) => b.doubts.filter((d) => d.answer === null);

/** Clauses that will open periods. */
export const binding = (b: Breakdown) => b.clauses.filter((c) => c.repeat !== 'standing' && c.binding !== 'none');

/** Why a notice cannot go to signature yet, or `true`. */
export function ready(b: Breakdown): true | string {
  const open = openDoubts(b).length;
  if (open) return `还有 ${open} 个疑问没有答复，请先逐一核对。`;
  if (!b.tasks.length) return '没有任务，不能送出。';
  const wanting = binding(b).find((c) => !c.who.some((w) => !w.dropped && (w.unitId || w.groupId)));
  if (wanting) return `「${wanting.text.slice(0, 20)}」还没有对应的责任单位。`;
  const undated = binding(b).find((c) => c.repeat === 'once' && !c.due);
  if (undated) return `「${undated.text.slice(0, 20)}」是一次性任务，请补上完成日期，或改为长期任务。`;
  const unread = b.clauses.find((c) => !c.accepted);
  if (unread) return `「${unread.text.slice(0, 20)}」还没有确认。`;
  return true;
}

const shiftYear = (day: string, years: number) => {
  const to = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return to.endsWith('-02-29') && Number.isNaN(Date.parse(to)) ? to.replace('-29', '-28') : to;
};

/** The paper as it is put in force on `day`: a notice of an earlier year that runs as this year's has its dates moved to this year. */
export function inForce(b: Breakdown, day: string): Breakdown {
  if (b.year !== 'this') return b;
  const years = Number(day.slice(0, 4)) - Number(b.window.to.slice(0, 4));
  return {
    ...b,
    window: { from: shiftYear(b.window.from, years), to: shiftYear(b.window.to, years) },
    clauses: b.clauses.map((c) => (c.due ? { ...c, due: shiftYear(c.due, years) } : c)),
  };
}
