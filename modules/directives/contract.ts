// 公文任务：一份通知的登记或拟制、核对、签发、签收，以及由它产生的任务的进展。
import {
  DESK_ROLES,
  READER_ROLES,
  Day,
  Files,
  Id,
  LIGHTS,
  PeriodView,
  Proof,
  Reason,
  RecordedFor,
  contract,
  lifecycle,
  recordView,
  route,
} from '@anlan/contract';
import { z } from 'zod';
import { Breakdown, Place, ready } from './breakdown.ts';

/** 公文本身；正文与核对稿另取。 */
export const Directive = z.object({
  door: z.enum(['received', 'own']).describe('来源'),
  docNumber: z.string().nullable().describe('文号'),
  issuer: z.string().nullable().describe('发文机关'),
  issueDate: Day.nullable().describe('成文日期'),
  format: z.string().describe('原文格式'),
  taskCount: z.int().describe('任务'),
  dutyCount: z.int().describe('可核查要求'),
  doubtCount: z.int().describe('待答疑问'),
  /** Why it cannot be sent for signature yet; null when it can. */
  notReady: z.string().nullable(),
  fileId: Id.nullable(),
  receipts: z.object({ signed: z.int(), total: z.int() }).describe('签收'),
});
export type Directive = z.infer<typeof Directive>;

export const DOOR = { received: '收文', own: '发文' } as const;

export const directiveLife = lifecycle({
  draft: { label: '核对中', tone: 'busy' },
  signing: { label: '待签发', tone: 'warn' },
  issued: { label: '执行中', tone: 'ok' },
  closed: { label: '已办结', final: true },
  void: { label: '已作废', final: true },
}).of<Directive>()('draft', {
  submit: {
    label: '送签',
    from: 'draft',
    to: 'signing',
    by: 'directives.draft',
    main: true,
    input: z.object({ note: z.string().trim().max(500).optional().describe('拟办意见') }),
    when: (d) => d.notReady ?? true,
  },
  sign: {
    label: '签发',
    from: 'signing',
    to: 'issued',
    by: 'directives.sign',
    main: true,
    input: z.object({ note: z.string().trim().max(500).optional().describe('批示') }),
    confirm: '签发后，任务立即下达到各责任单位，开始计期。',
  },
  return: { label: '退回修改', from: 'signing', to: 'draft', by: 'directives.sign', input: Reason },
  number: {
    label: '编文号',
    from: 'issued',
    to: 'issued',
    by: 'directives.number',
    main: true,
    input: z.object({
      docNumber: z
        .string()
        .trim()
        .regex(/^.{2,20}〔\d{4}〕[1-9]\d*号$/, '文号写法如：阳文旅字〔2026〕42号，年份用六角括号〔〕')
        .describe('文号'),
    }),
    when: (d) => (d.door === 'own' ? d.docNumber === null || '文号已经编好。' : '收文使用来文文号，不另编号。'),
  },
  remind: {
    label: '催办',
    from: 'issued',
    to: 'issued',
    by: 'directives.remind',
    silent: true,
    input: z.object({ ruleId: Id, unitIds: z.array(Id).min(1, '请选择要催办的单位').max(1000).describe('催办单位') }),
  },
  close: {
    label: '办结归档',
    from: 'issued',
    to: 'closed',
    by: 'directives.draft',
    input: Reason,
    confirm: '办结后不再产生新的期次，已有的期次和缺期都会保留。',
  },
  void: {
    label: '作废',
    from: ['draft', 'signing'],
    to: 'void',
    by: 'directives.draft',
    input: Reason,
    confirm: '作废后不能恢复，原文件和核对记录会保留。',
  },
});

/** 签收：每个责任单位一张。 */
export const Receipt = z.object({
  directiveId: Id,
  directiveTitle: z.string().describe('公文'),
  docNumber: z.string().nullable().describe('文号'),
  receivedByName: z.string().nullable().describe('签收人'),
  receivedOn: Day.nullable().describe('签收日期'),
});
export const receiptLife = lifecycle({
  waiting: { label: '待签收', tone: 'warn' },
  received: { label: '已签收', final: true, tone: 'ok' },
}).of<z.infer<typeof Receipt>>()('waiting', {
  receive: {
    label: '签收',
    from: 'waiting',
    to: 'received',
    by: 'directives.receive',
    own: true,
    main: true,
    input: z.object({ note: z.string().trim().max(200).optional().describe('备注') }),
  },
});

/** 进展：一期任务的一句话报告，需要时附文件。 */
export const Report = z.object({
  periodId: Id,
  periodLabel: z.string().describe('期次'),
  clause: z.string().describe('任务要求'),
  directiveId: Id.nullable(),
  ruleId: Id,
  text: z.string().trim().min(4, '请用一句话写明做了什么').max(2000).describe('进展'),
  happenedOn: Day.describe('办理日期'),
  recordedFor: RecordedFor.nullable().describe('代录'),
});
export const reportLife = lifecycle({
  made: { label: '已报告', tone: 'ok' },
  void: { label: '已作废', final: true },
}).of<z.infer<typeof Report>>()('made', {
  amend: {
    label: '更正',
    from: 'made',
    to: 'made',
    by: 'directives.report',
    input: Report.pick({ text: true }).extend({ reason: Reason.shape.reason.describe('更正原因') }),
  },
  attach: {
    label: '补充附件',
    from: 'made',
    to: 'made',
    by: 'directives.report',
    input: z.object({ files: Files.min(1, '请选择附件').describe('附件') }),
  },
  void: {
    label: '作废',
    from: 'made',
    to: 'void',
    by: 'directives.report',
    input: Reason,
    confirm: '作废后，这一期任务会重新变为未完成。',
  },
});

const id = z.object({ id: Id });

/** A clause in the living notice: its place, its sign, how many of those who owe have done it. */
export const LivingClause = z.object({
  ruleId: Id,
  taskNo: z.string().nullable(),
  text: z.string(),
  source: Place,
  binding: z.string(),
  bindingLabel: z.string(),
  progress: z.boolean(),
  repeat: z.string(),
  standing: z.boolean(),
  light: z.enum(LIGHTS),
  done: z.int(),
  total: z.int(),
  /** Missed periods of earlier spans that nobody made good. */
  missedBefore: z.int(),
  periodLabel: z.string(),
});

/** A block of the notice set as a page of paper. */
export const Block = z.object({
  kind: z.string(),
  source: Place,
  level: z.int().nullable(),
  taskNo: z.string().nullable(),
});

/** One unit in the panel of a clause, with its periods in order. */
export const Strip = z.object({
  unitId: Id,
  unitName: z.string(),
  leaderName: z.string().nullable(),
  periods: z.array(
    PeriodView.pick({
      id: true,
      key: true,
      label: true,
      light: true,
      sign: true,
      why: true,
      explanation: true,
      due: true,
    }),
  ),
});

/** A cell of the matrix: of how many duties how many are done, and the worst sign. */
export const Cell = z.object({
  ruleId: Id,
  unitId: Id,
  light: z.enum(LIGHTS),
  sign: z.string(),
  done: z.int(),
  total: z.int(),
  periodId: Id.nullable(),
});

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
    'directives.number': { label: '编文号', roles: ['office'] },
    'directives.remind': { label: '催办', roles: ['safetyOffice', 'countyClerk'] },
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
      read: 'directives.read',
      columns: ['docNumber', 'issuer', 'issueDate', 'taskCount', 'dutyCount'],
      words: { occurredOn: '成文日期' },
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
  },
  routes: {
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
        canRemind: z.boolean(),
        /** The latest reminder about this clause, for those who may remind. */
        reminded: z.object({ at: z.iso.datetime({ offset: true }), unitIds: z.array(Id) }).nullable(),
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
  },
  facts: {},
});

export { ready };
