// 会议：每月安全生产会议与议定事项。通知第 2 项。
import { DESK_ROLES, Id, READER_ROLES, contract, recordView, route } from '@anlan/contract';
import { z } from 'zod';
import { Decision, decisionLife } from './contract/decision.ts';
import { Meeting, life } from './contract/meeting.ts';
import { Outlook } from './contract/outlook.ts';
import { Plan, Told } from './contract/sitting.ts';

export { Decision, Done, decisionLife } from './contract/decision.ts';
export { Meeting, life } from './contract/meeting.ts';
export { Outlook, OutlookLine, asAgenda, suggested } from './contract/outlook.ts';
export { AGENDA, AgendaItem, Decided, KINDS, Plan, Sitting, Told } from './contract/sitting.ts';

/** A unit met and analysed the situation; an analysis on the agenda of a study makes the same true. */
export const MEETING_HELD = 'meeting.held';

/** The kind of fact by which one decision, and no other, is carried out. */
export const decisionKind = (id: string) => `decision:${id}`;

export const meetings = contract({
  id: 'meetings',
  title: '会议',
  group: '责任',
  permissions: {
    'meetings.read': { label: '查看会议', roles: READER_ROLES },
    'meetings.record': { label: '登记会议', roles: DESK_ROLES },
    'meetings.carryOut': { label: '办理和确认议定事项', roles: READER_ROLES },
  },
  records: {
    meetings: {
      title: '会议',
      schema: Meeting,
      life,
      read: 'meetings.read',
      numbered: 'HY',
      columns: ['kind', 'chairName', 'agendaText', 'place', 'attended', 'expected'],
      words: { occurredOn: '会议日期' },
      papers: {
        minutes: { label: '会议纪要', from: ['held'] },
        sheet: { label: '签到表', from: ['planned', 'held'] },
        brief: { label: '风险研判简报', from: ['planned', 'held'] },
      },
    },
    decisions: {
      title: '议定事项',
      schema: Decision,
      life: decisionLife,
      read: 'meetings.read',
      columns: ['person', 'meetingTitle', 'doneOn', 'result'],
      words: { occurredOn: '议定日期', deadline: '完成时限' },
    },
  },
  routes: {
    record: route({
      method: 'POST',
      path: '/api/meetings',
      access: 'meetings.record',
      summary: '登记会议',
      input: Told.extend({ id: Id.optional(), unitId: Id.describe('召开单位') }),
      output: recordView(Meeting),
    }),
    plan: route({
      method: 'POST',
      path: '/api/meetings/plan',
      access: 'meetings.record',
      summary: '安排会议',
      input: Plan.extend({
        id: Id.optional(),
        unitId: Id.describe('召开单位'),
        jointUnitIds: Told.shape.jointUnitIds,
      }),
      output: recordView(Meeting),
    }),
    outlook: route({
      method: 'GET',
      path: '/api/meetings/outlook',
      access: 'meetings.read',
      summary: '会前形势',
      input: z.object({ unitId: Id }),
      output: Outlook,
    }),
    decided: route({
      method: 'GET',
      path: '/api/meetings/:id/decisions',
      access: 'meetings.read',
      summary: '会议的议定事项',
      input: z.object({ id: Id }),
      output: z.object({ items: z.array(recordView(Decision)) }),
    }),
  },
  facts: {
    [MEETING_HELD]: { label: '召开安全生产会议', from: '会议', about: 'unit', hints: /会议|研判|例会/ },
    decision: { label: '办结议定事项', from: '议定事项', about: 'unit', inner: true },
  },
});
