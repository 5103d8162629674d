// 安全生产会议：安排、召开、更正、作废，以及联合召开单位的确认。通知第 2 项，每月至少一次。
import {
  type Day,
  Files,
  type Head,
  Id,
  Joint,
  Reason,
  RecordedFor,
  type Standing,
  type Verdict,
  lifecycle,
} from '@anlan/contract';
import { z } from 'zod';
import { Outlook } from './outlook.ts';
import { Decided, Plan, Sitting, Told, partly, person } from './sitting.ts';

/** The body that readers get; title and unit stand in the head. A plan has nobody in it yet. */
export const Meeting = Sitting.omit({ title: true, jointUnitIds: true }).extend({
  chairName: z.string().describe('主持人'),
  /** The post by which the chair leads, or for whom he stands in. */
  chairAs: z.string().describe('主持人职务'),
  attendees: z.array(z.string()).describe('参加人员'),
  joint: z.array(Joint).describe('联合召开单位'),
  recordedFor: RecordedFor.nullable().describe('代录'),
  /** The situation as it was when the meeting was taken down. */
  outlook: Outlook.nullable(),
  /** The missed period that this meeting makes good, and its name. */
  makesGoodId: Id.nullable(),
  makesGoodLabel: z.string().nullable().describe('补办期次'),
  agendaText: z.string().describe('议题'),
  attended: z.int().describe('实到'),
  expected: z.int().describe('应到'),
});
export type Meeting = z.output<typeof Meeting>;

/** The units that merely took part confirm for themselves; the record belongs to the unit that held it. */
const byHost = (m: Meeting & Head, { me }: Standing): Verdict =>
  me.unitIds.includes(m.unitId) || !m.joint.some((j) => me.unitIds.includes(j.unitId));

const mayConfirm = (m: Meeting & Head, { me }: Standing): Verdict => {
  const mine = m.joint.filter((j) => me.unitIds.includes(j.unitId));
  return mine.length > 0 && (mine.some((j) => !j.confirmedOn) || '本单位已经确认。');
};

const tooEarly = (heldOn: Day, today: Day): Verdict =>
  heldOn <= today || '会议日期还没有到，到日子后再登记；提前召开的，请先改期。';

export const life = lifecycle({
  planned: { label: '已安排', tone: 'busy' },
  held: { label: '已召开', tone: 'ok' },
  void: { label: '已作废', final: true },
}).of<Meeting>()('planned', {
  hold: {
    label: '登记会议',
    from: 'planned',
    to: 'held',
    by: 'meetings.record',
    main: true,
    input: Told.extend(partly(Plan.shape)),
    when: (m, standing) => byHost(m, standing) && tooEarly(m.heldOn, standing.today),
  },
  reschedule: {
    label: '改期',
    from: 'planned',
    to: 'planned',
    by: 'meetings.record',
    input: Plan.pick({ heldOn: true, place: true }),
    when: byHost,
  },
  confirm: {
    label: '确认本单位参加',
    from: 'held',
    to: 'held',
    by: 'meetings.record',
    main: true,
    guest: true,
    input: z.object({ attendees: z.array(person).min(1, '请填写本单位参加人员').max(300).describe('本单位参加人员') }),
    when: mayConfirm,
  },
  decide: {
    label: '加议定事项',
    from: 'held',
    to: 'held',
    by: 'meetings.record',
    input: Decided,
    when: byHost,
  },
  attach: {
    label: '补充附件',
    from: 'held',
    to: 'held',
    by: 'meetings.record',
    input: z.object({ files: Files.min(1, '请选择附件').describe('附件') }),
    when: byHost,
  },
  amend: {
    label: '更正',
    from: 'held',
    to: 'held',
    by: 'meetings.record',
    input: z.object({ ...partly(Sitting.shape), reason: Reason.shape.reason.describe('更正原因') }),
    when: byHost,
  },
  void: {
    label: '作废',
    from: ['planned', 'held'],
    to: 'void',
    by: 'meetings.record',
    input: Reason,
    when: byHost,
    confirm: '作废后，由这次会议完成的任务会重新变为未完成，没有确认办结的议定事项一并作废。记录和原因会保留。',
  },
});
