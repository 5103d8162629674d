// 议定事项：会上定下的一件事，归责任单位办理，办结后由开会的单位确认。它就是责任单位的一项任务。
import {
  Day,
  Files,
  type Head,
  Id,
  Reason,
  RecordedFor,
  type Standing,
  type Verdict,
  lifecycle,
} from '@anlan/contract';
import { z } from 'zod';

/** The text is the title of the head, the owner its unit, the due day its deadline. */
export const Decision = z.object({
  meetingId: Id,
  meetingTitle: z.string().describe('出自会议'),
  decidedOn: Day.describe('议定日期'),
  person: z.string().nullable().describe('责任人'),
  /** Units that confirm: the one that met, and the section that took the minutes for it. */
  keeperIds: z.array(Id),
  doneOn: Day.nullable().describe('办结日期'),
  result: z.string().nullable().describe('办理结果'),
  recordedFor: RecordedFor.nullable().describe('代录'),
});
export type Decision = z.output<typeof Decision>;

export const Done = z.object({
  result: z.string().trim().min(4, '请用一句话写明办理结果').max(1000, '请在 1000 字以内').describe('办理结果'),
  doneOn: Day.describe('办结日期'),
  files: Files.default([]).describe('佐证材料'),
});

const keeps = (d: Decision & Head, { me }: Standing) => d.keeperIds.some((id) => me.unitIds.includes(id));

/** Whoever met may take a thing back; whoever must do it may not. */
const mayVoid = (d: Decision & Head, standing: Standing): Verdict =>
  keeps(d, standing) ||
  !standing.me.unitIds.includes(d.unitId) ||
  '由召开会议的单位作废。确实办不了的，请与召开会议的单位联系。';

// Whoever must do it finds it among the duties he owes, not a second time among what waits for him: `done` is no main act.
export const decisionLife = lifecycle({
  open: { label: '办理中', tone: 'busy' },
  done: { label: '已办结', tone: 'warn' },
  accepted: { label: '已确认', tone: 'ok', final: true },
  void: { label: '已作废', final: true },
}).of<Decision>()('open', {
  done: {
    label: '登记办结',
    from: 'open',
    to: 'done',
    by: 'meetings.carryOut',
    own: true,
    input: Done,
  },
  doneFor: {
    label: '代为登记办结',
    from: 'open',
    to: 'done',
    by: 'meetings.record',
    input: Done.extend({ recordedFor: RecordedFor.describe('代录') }),
    when: (d, { me }) => !me.unitIds.includes(d.unitId),
  },
  accept: {
    label: '确认办结',
    from: 'done',
    to: 'accepted',
    by: 'meetings.carryOut',
    main: true,
    guest: true,
    input: z.object({ note: z.string().trim().max(200).default('').describe('确认意见') }),
    when: keeps,
  },
  return: {
    label: '退回重办',
    from: 'done',
    to: 'open',
    by: 'meetings.carryOut',
    input: z.object({ reason: Reason.shape.reason.describe('退回原因') }),
    when: keeps,
    confirm: '退回后，责任单位的这项任务重新变为未完成。',
  },
  extend: {
    label: '延期',
    from: 'open',
    to: 'open',
    by: 'meetings.carryOut',
    input: z.object({ due: Day.describe('新的完成时限'), reason: Reason.shape.reason.describe('延期原因') }),
    when: keeps,
  },
  void: {
    label: '作废',
    from: ['open', 'done'],
    to: 'void',
    by: 'meetings.record',
    input: Reason,
    when: mayVoid,
    confirm: '作废后，责任单位不再承担这项任务。记录和原因会保留。',
  },
});
