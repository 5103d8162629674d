// 下达之后：延期、豁免、取消、调整、改认定方式、分解。权限、记录和接口合在一处。
import { DESK_ROLES, Day, Id, recordView, route } from '@anlan/contract';
import { z } from 'zod';
import { Assignment, Share, assignmentLife } from './assignment.ts';
import { AskCancel, AskRelief, Relief, reliefLife } from './relief.ts';

/** A request in one line. */
const ReliefLine = Relief.pick({
  sort: true,
  who: true,
  periodLabel: true,
  due: true,
  reason: true,
  decidedByName: true,
  decidedOn: true,
}).extend({ id: Id, number: z.string().nullable(), state: z.string() });

/** A breakdown in one line. */
const AssignmentLine = Assignment.pick({ wanted: true, units: true, dueWords: true, signed: true, total: true }).extend(
  {
    id: Id,
    number: z.string().nullable(),
    state: z.string(),
  },
);

/** What a period that was issued may still ask for, and what happened to it so far. */
export const After = z.object({
  reliefs: z.array(ReliefLine),
  assignments: z.array(AssignmentLine),
  /** Whether this reader asks for such a unit at all. */
  mayAsk: z.boolean(),
  /** Why no extension can be asked; null where it can. */
  noExtension: z.string().nullable(),
  noWaiver: z.string().nullable(),
  latestDue: Day,
  mayAssign: z.boolean(),
});

/** Another clause that goes before or after this one. */
export const Linked = z.object({
  directiveId: Id,
  title: z.string(),
  docNumber: z.string().nullable(),
  ruleId: Id,
  text: z.string(),
  /** First day on which the later one holds. */
  from: Day,
});

/** What became of a clause since it was issued. */
export const Changes = z.object({
  followedBy: Linked.nullable(),
  follows: Linked.nullable(),
  /** A document being drafted that will follow it. */
  planned: z.object({ directiveId: Id, title: z.string() }).nullable(),
  closedOn: Day.nullable(),
  /** The kind of fact that holds from the next period on, where it differs from that of the present one. */
  nextBinding: z.string().nullable(),
  children: z.array(z.object({ unitId: Id, key: z.string(), done: z.int(), total: z.int() })),
  reliefs: z.array(ReliefLine),
  assignments: z.array(AssignmentLine),
  can: z.object({
    cancel: z.boolean(),
    rebind: z.boolean(),
    amend: z.boolean(),
    bindings: z.array(z.object({ kind: z.string(), label: z.string() })),
  }),
});
export type Changes = z.infer<typeof Changes>;

export const afterPermissions = {
  'directives.relief': { label: '申请延期、豁免', roles: DESK_ROLES },
  'directives.extend': { label: '审批延期', roles: ['safetyOffice', 'sectionLead', 'bureauLeader'] },
  'directives.waive': { label: '批准豁免、取消要求', roles: ['bureauLeader'] },
  'directives.exempt': { label: '审批免除，撤销豁免', roles: ['safetyOffice', 'bureauLeader'] },
  'directives.rebind': { label: '改变任务的认定方式', roles: ['safetyOffice'] },
  'directives.assign': {
    label: '分解任务',
    roles: ['safetyOffice', 'sectionLead', 'sectionStaff', 'countyLead', 'countyClerk', 'unitClerk'],
  },
} as const;

export const afterRecords = {
  reliefs: {
    title: '延期与豁免',
    schema: Relief,
    life: reliefLife,
    recalls: true,
    read: 'directives.read',
    numbered: 'YQ',
    columns: ['sort', 'who', 'periodLabel', 'due', 'reason', 'decidedByName'],
    papers: { decision: { label: '审批表' } },
    words: { occurredOn: '申请日期' },
  },
  assignments: {
    title: '任务分解',
    schema: Assignment,
    life: assignmentLife,
    read: 'directives.read',
    numbered: 'FJ',
    columns: ['wanted', 'dueWords', 'signed', 'total'],
    papers: {
      breakdown: { label: '任务分解表' },
      letter: { label: '请协助的函', from: ['issued'] },
    },
    words: { occurredOn: '分解日期', deadline: '完成日期' },
  },
} as const;

const one = z.object({ id: Id });
const clause = one.extend({ ruleId: Id });

export const afterRoutes = {
  askRelief: route({
    method: 'POST',
    path: '/api/directives/reliefs',
    access: 'directives.relief',
    summary: '申请延期、豁免',
    input: AskRelief,
    output: recordView(Relief),
  }),
  askCancel: route({
    method: 'POST',
    path: '/api/directives/:id/cancel-clause',
    access: 'directives.draft',
    summary: '申请取消要求',
    input: AskCancel,
    output: recordView(Relief),
  }),
  assign: route({
    method: 'POST',
    path: '/api/directives/assignments',
    access: 'directives.assign',
    summary: '分解任务',
    input: Share.extend({ id: Id.optional(), periodId: Id }),
    output: recordView(Assignment),
  }),
  assignable: route({
    method: 'GET',
    path: '/api/directives/periods/:id/below',
    access: 'directives.assign',
    summary: '可以承办的单位',
    input: one,
    output: z.object({
      units: z.array(z.object({ id: Id, name: z.string(), type: z.string() })),
      townships: z.array(z.object({ id: Id, name: z.string() })),
      repeats: z.boolean(),
      due: Day,
      mostDays: z.int(),
    }),
  }),
  after: route({
    method: 'GET',
    path: '/api/directives/periods/:id/after',
    access: 'directives.read',
    summary: '一期任务下达后的变化',
    input: one,
    output: After,
  }),
  changes: route({
    method: 'GET',
    path: '/api/directives/:id/clauses/:ruleId/changes',
    access: 'directives.read',
    summary: '一项要求下达后的变化',
    input: clause,
    output: Changes,
  }),
  rebind: route({
    method: 'POST',
    path: '/api/directives/:id/clauses/:ruleId/rebind',
    access: 'directives.rebind',
    summary: '改变认定方式',
    input: clause.extend({ binding: z.string().describe('自下期起由').max(60) }),
    output: z.object({ from: Day }),
  }),
  amend: route({
    method: 'POST',
    path: '/api/directives/:id/clauses/:ruleId/amend',
    access: 'directives.draft',
    summary: '由新文件调整',
    input: clause.extend({ byId: Id.describe('新文件'), clauseId: Id.describe('代替它的要求') }),
    output: z.object({ version: z.int() }),
  }),
} as const;
