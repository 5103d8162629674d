// 公文任务：一份通知的登记或拟制、会签、核稿、签批、签收，以及由它产生的任务的进展和报送。
import {
  DESK_ROLES,
  READER_ROLES,
  Day,
  Files,
  Id,
  LIGHTS,
  Proof,
  RecordedFor,
  contract,
  recordView,
  route,
} from '@anlan/contract';
import { z } from 'zod';
import { Breakdown, Place, ready } from './breakdown.ts';
import { afterPermissions, afterRecords, afterRoutes } from './contract/after.ts';
import { Cosign, cosignLife } from './contract/cosign.ts';
import { Directive, directiveLife } from './contract/directive.ts';
import { Block, Cell, LivingClause, Strip } from './contract/living.ts';
import { Doubtful, PageStart, readingRoutes } from './contract/reading.ts';
import { Receipt, receiptLife } from './contract/receipt.ts';
import { Report, reportLife } from './contract/report.ts';
import { Returns, Sent, Submission, Version, isReturn, returnKind, submissionLife } from './contract/submission.ts';

const id = z.object({ id: Id });

export const Suggestion = z.object({ type: z.enum(['unit', 'group']), id: Id, name: z.string() });

export const directives = contract({
  id: 'directives',
  title: '公文任务',
  group: '',
  permissions: {
    'directives.read': {
      label: '查看公文任务',
      roles: READER_ROLES,
    },
    'directives.draft': { label: '登记和核对公文', roles: ['safetyOffice'] },
    'directives.sign': { label: '签发公文', roles: ['bureauLeader'] },
    'directives.cosign': {
      label: '会签',
      roles: ['safetyOffice', 'office', 'sectionLead', 'sectionStaff', 'countyLead', 'countyClerk', 'unitClerk'],
    },
    'directives.check': { label: '核稿', roles: ['office'] },
    'directives.number': { label: '编文号、用印登记', roles: ['office'] },
    'directives.collect': { label: '接收报送材料', roles: ['safetyOffice'] },
    ...afterPermissions,
    'directives.receive': {
      label: '签收公文',
      roles: DESK_ROLES,
    },
    'directives.report': {
      label: '报告进展',
      roles: DESK_ROLES,
    },
  },
  records: {
    directives: {
      title: '公文',
      schema: Directive,
      life: directiveLife,
      recalls: true,
      read: 'directives.read',
      columns: ['docNumber', 'issuer', 'issueDate', 'taskCount', 'dutyCount'],
      words: { occurredOn: '成文日期' },
      papers: {
        notice: { label: '通知（公文格式）' },
        breakdown: { label: '任务分解表' },
        handling: { label: '公文处理笺' },
      },
    },
    receipts: {
      title: '签收',
      schema: Receipt,
      life: receiptLife,
      read: 'directives.read',
      columns: ['directiveTitle', 'docNumber', 'receivedByName', 'receivedOn'],
      words: { occurredOn: '下达日期', deadline: '签收期限' },
    },
    reports: {
      title: '进展',
      schema: Report,
      life: reportLife,
      read: 'directives.read',
      numbered: 'JZ',
      columns: ['periodLabel', 'clause', 'text'],
      words: { occurredOn: '办理日期' },
    },
    cosigns: {
      title: '会签',
      schema: Cosign,
      life: cosignLife,
      read: 'directives.read',
      columns: ['opinion', 'answeredByName', 'answeredOn', 'reply'],
      words: { occurredOn: '送会签日期', deadline: '会签期限' },
    },
    submissions: {
      title: '报送材料',
      schema: Submission,
      life: submissionLife,
      read: 'directives.read',
      numbered: 'BS',
      columns: ['clause', 'periodLabel', 'no', 'due', 'daysLate', 'receivedByName'],
      words: { occurredOn: '报送日期', deadline: '报送期限' },
    },
    ...afterRecords,
  },
  routes: {
    ...afterRoutes,
    ...readingRoutes,
    register: route({
      method: 'POST',
      path: '/api/directives',
      access: 'directives.draft',
      summary: '登记收文并解析',
      input: z.object({
        id: Id.optional(),
        /** An uploaded file, or the text itself. */
        fileId: Id.optional().describe('文件'),
        text: z.string().max(2_000_000, '文字太长，请存成文件后上传').optional().describe('正文'),
        title: z.string().trim().max(200).optional().describe('标题'),
        door: z.enum(['received', 'own']).default('received').describe('来源'),
      }),
      output: recordView(Directive),
    }),
    draft: route({
      method: 'GET',
      path: '/api/directives/:id/draft',
      access: 'directives.read',
      summary: '核对稿',
      input: id,
      output: z.object({
        text: z.string(),
        blocks: z.array(Block),
        /** What a person should compare with the picture of a scan, and which page the words are on. */
        doubtful: z.array(Doubtful),
        pages: z.array(PageStart),
        breakdown: Breakdown,
        version: z.int(),
        editable: z.boolean(),
        /** Units and groups that a name in the notice may mean, best first. */
        suggestions: z.record(z.string(), z.array(Suggestion)),
        /** What a clause can be bound to. */
        bindings: z.array(z.object({ kind: z.string(), label: z.string(), from: z.string() })),
      }),
    }),
    save: route({
      method: 'PUT',
      path: '/api/directives/:id/draft',
      access: 'directives.draft',
      summary: '保存核对稿',
      input: id.extend({ version: z.int(), breakdown: Breakdown }),
      output: z.object({ version: z.int(), notReady: z.string().nullable(), breakdown: Breakdown }),
    }),
    rewrite: route({
      method: 'POST',
      path: '/api/directives/:id/text',
      access: 'directives.draft',
      summary: '修改拟稿正文',
      input: id.extend({ version: z.int(), text: z.string().min(10, '正文太短').max(2_000_000) }),
      output: recordView(Directive),
    }),
    living: route({
      method: 'GET',
      path: '/api/directives/:id/living',
      access: 'directives.read',
      summary: '活的通知',
      input: id.extend({ on: Day.optional() }),
      output: z.object({
        text: z.string(),
        blocks: z.array(Block),
        on: Day,
        tasks: z.array(z.object({ no: z.string(), title: z.string(), source: Place, light: z.enum(LIGHTS) })),
        clauses: z.array(LivingClause),
      }),
    }),
    clause: route({
      method: 'GET',
      path: '/api/directives/:id/clauses/:ruleId',
      access: 'directives.read',
      summary: '一项要求的完成情况',
      input: id.extend({ ruleId: Id, on: Day.optional() }),
      output: z.object({
        clause: LivingClause,
        who: z.string(),
        counts: z.record(z.enum(LIGHTS), z.int()),
        strips: z.array(Strip),
        proofs: z.array(Proof),
        proofCount: z.int(),
        owing: z.array(z.object({ unitId: Id, unitName: z.string() })),
      }),
    }),
    matrix: route({
      method: 'GET',
      path: '/api/directives/:id/matrix',
      access: 'directives.read',
      summary: '任务矩阵',
      input: id.extend({ on: Day.optional() }),
      output: z.object({
        on: Day,
        rows: z.array(
          z.object({
            ruleId: Id,
            taskNo: z.string().nullable(),
            taskTitle: z.string(),
            text: z.string(),
            repeat: z.string(),
            periodLabel: z.string(),
          }),
        ),
        columns: z.array(z.object({ unitId: Id, name: z.string(), type: z.string() })),
        cells: z.array(Cell),
      }),
    }),
    report: route({
      method: 'POST',
      path: '/api/directives/reports',
      access: 'directives.report',
      summary: '报告进展',
      input: z.object({
        id: Id.optional(),
        periodId: Id,
        text: Report.shape.text,
        happenedOn: Day.optional().describe('办理日期'),
        files: Files,
        recordedFor: RecordedFor.nullable().default(null).describe('代录'),
      }),
      output: recordView(Report),
    }),
    nextNumber: route({
      method: 'GET',
      path: '/api/directives/:id/next-number',
      access: 'directives.number',
      summary: '下一个文号',
      input: id,
      /** Null where the bureau has no 机关代字 yet. */
      output: z.object({ docNumber: z.string().nullable() }),
    }),
    cosigned: route({
      method: 'GET',
      path: '/api/directives/:id/cosigns',
      access: 'directives.read',
      summary: '会签情况',
      input: id,
      output: z.object({ items: z.array(recordView(Cosign)) }),
    }),
    submit: route({
      method: 'POST',
      path: '/api/directives/submissions',
      access: 'directives.report',
      summary: '报送材料',
      input: Sent.extend({ id: Id.optional(), periodId: Id }),
      output: recordView(Submission),
    }),
    returns: route({
      method: 'GET',
      path: '/api/directives/:id/returns',
      access: 'directives.read',
      summary: '报送情况',
      input: id,
      output: Returns,
    }),
    earlier: route({
      method: 'GET',
      path: '/api/directives/:id/earlier',
      access: 'directives.read',
      summary: '以前下达的通知',
      input: id,
      output: z.object({
        /** Best first; `likeness` of issuer and title without the year, 0 to 1. */
        items: z.array(
          z.object({ id: Id, title: z.string(), issueDate: Day.nullable(), taskCount: z.int(), likeness: z.number() }),
        ),
        /** The one that this notice repeats, where one is like enough. */
        likely: Id.nullable(),
      }),
    }),
  },
  facts: {
    return: { label: '报送材料', from: '报送材料', about: 'unit', inner: true },
  },
});

export { DOOR } from './contract/directive.ts';
export {
  Block,
  Cell,
  Cosign,
  Directive,
  LivingClause,
  Receipt,
  Report,
  Strip,
  Submission,
  Version,
  cosignLife,
  directiveLife,
  isReturn,
  ready,
  receiptLife,
  reportLife,
  returnKind,
  submissionLife,
};
