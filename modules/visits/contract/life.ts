// The life of a visit: arranged, made, confirmed by those who went, answered by those who were visited.
import { Files, type Head, Id, Reason, RecordedFor, type Standing, type Verdict, lifecycle } from '@anlan/contract';
import { z } from 'zod';
import { DangerSaid, HOW, How, Outcome, Plan, Told, type Visit } from './visit.ts';

type At = Visit & Head;

const text = z
  .string()
  .trim()
  .min(2, '请写明怎样处理')
  .max(1000, '请控制在 1000 字以内')
  .describe('答复')
  .meta({ long: true });

/** The same fields, each with its word, none required: what is left out stays as it was. */
const partly = <T extends z.ZodRawShape>(shape: T) =>
  Object.fromEntries(
    Object.entries(shape).map(([key, part]) => [
      key,
      z.optional(part).describe((part as z.ZodType).description ?? key),
    ]),
  ) as { [K in keyof T]: z.ZodOptional<T[K]> };

/** Units that merely received the visit, or whose leader came along, leave the record to the unit that keeps it. */
const keeps = (v: At, { me }: Standing): boolean =>
  me.unitIds.includes(v.unitId) || !v.shownTo.some((u) => me.unitIds.includes(u));

const open = (v: At) => v.leaders.filter((l) => !l.confirmedOn);
const unanswered = (v: At) => v.dangers.filter((d) => d.way === 'advice' && d.answer === null);

const mayMake = (v: At, standing: Standing): Verdict =>
  keeps(v, standing) && (v.visitedOn <= standing.today || '日期还没有到，到日子后再登记；提前去的，请先改期。');

export const life = lifecycle({
  planned: { label: '已安排', tone: 'busy' },
  made: { label: '已完成', tone: 'ok' },
  void: { label: '已作废', final: true },
}).of<Visit>()('planned', {
  make: {
    label: '登记调研检查',
    from: 'planned',
    to: 'made',
    by: 'visits.record',
    main: true,
    input: Told,
    when: mayMake,
  },
  reschedule: {
    label: '改期',
    from: 'planned',
    to: 'planned',
    by: 'visits.record',
    input: Plan.pick({ visitedOn: true }),
    when: keeps,
  },
  confirm: {
    label: '确认我去过',
    from: 'made',
    to: 'made',
    by: 'visits.record',
    main: true,
    input: z.object({}),
    when: (v, { me }) => open(v).some((l) => l.personId === me.personId),
    confirm: '确认后，这次调研检查计入您当期的任务。',
  },
  vouch: {
    label: '代录确认',
    from: 'made',
    to: 'made',
    by: 'visits.record',
    input: z.object({
      postId: Id.describe('领导'),
      how: How.describe('确认方式').meta({ labels: HOW }),
      files: Files.default([]).describe('签字页'),
    }),
    when: (v, standing) => keeps(v, standing) && open(v).some((l) => l.personId !== standing.me.personId),
  },
  answerAdvice: {
    label: '答复提示',
    from: 'made',
    to: 'made',
    by: 'visits.answer',
    main: true,
    guest: true,
    input: z.object({ text, files: Files.default([]).describe('照片、材料') }),
    when: (v, { me }) => unanswered(v).some((d) => d.unitId !== null && me.unitIds.includes(d.unitId)),
  },
  answerFor: {
    label: '代录答复',
    from: 'made',
    to: 'made',
    by: 'visits.record',
    input: z.object({ dangerId: Id.describe('提示'), text, recordedFor: RecordedFor.describe('代录') }),
    when: (v, standing) =>
      keeps(v, standing) && unanswered(v).some((d) => d.unitId === null || !standing.me.unitIds.includes(d.unitId)),
  },
  warn: {
    label: '补充提示',
    from: 'made',
    to: 'made',
    by: 'visits.record',
    input: DangerSaid,
    when: keeps,
  },
  attach: {
    label: '补充附件',
    from: 'made',
    to: 'made',
    by: 'visits.record',
    input: z.object({ files: Files.min(1, '请选择附件').describe('附件') }),
    when: keeps,
  },
  amend: {
    label: '更正',
    from: 'made',
    to: 'made',
    by: 'visits.record',
    input: z.object({
      ...partly(Plan.shape),
      ...partly(Outcome.shape),
      reason: Reason.shape.reason.describe('更正原因'),
    }),
    when: keeps,
  },
  void: {
    label: '作废',
    from: ['planned', 'made'],
    to: 'void',
    by: 'visits.record',
    input: Reason,
    when: keeps,
    confirm: '作废后，由这次调研检查完成的任务会重新变为未完成。记录和原因会保留。',
  },
});
