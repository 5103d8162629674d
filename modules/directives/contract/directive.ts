// 公文：登记或拟制、核对、签发、编号、办结。
import { Day, Id, Reason, lifecycle } from '@anlan/contract';
import { z } from 'zod';

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
