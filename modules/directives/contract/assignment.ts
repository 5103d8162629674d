// 分解任务：把本单位承担的一项要求交给下面的单位和场所，期限提前；请乡镇（街道）协助用函。
import { Day, Files, Id, Reason, lifecycle } from '@anlan/contract';
import { z } from 'zod';

export const VIA = { direct: '直接函商乡镇（街道）', committee: '请县（区）安委办转请' } as const;

/** 乡镇（街道）是协助单位，不下任务：函商，答复记在这里。 */
export const Cooperator = z.object({
  unitId: Id,
  name: z.string(),
  answeredOn: Day.nullable(),
  answer: z.string().nullable(),
});

/** 一份任务分解。 */
export const Assignment = z.object({
  clause: z.string().describe('上级要求'),
  wanted: z.string().describe('具体要求'),
  units: z.string().describe('承办单位'),
  dueWords: z.string().describe('完成时限'),
  signed: z.int().describe('已签收'),
  total: z.int().describe('承办单位数'),
  cooperatorNames: z.string().nullable().describe('协助单位'),
  via: z.enum(['direct', 'committee']).describe('请协助的方式').meta({ labels: VIA }),
  cooperators: z.array(Cooperator),
  unitIds: z.array(Id),
  parentRuleId: Id,
  /** The rule that the issue opened; null while it is a draft. */
  ruleId: Id.nullable(),
  sourceId: Id.nullable(),
  leadDays: z.int().nullable(),
  due: Day.nullable(),
});
export type Assignment = z.infer<typeof Assignment>;

/** What its maker says; everything else is known. */
export const Share = z.object({
  wanted: z
    .string()
    .trim()
    .min(4, '请写明要下面做什么')
    .max(120, '请控制在 120 字以内')
    .describe('具体要求')
    .meta({ long: true }),
  unitIds: z.array(Id).max(1000).default([]).describe('承办单位').meta({ help: '本单位下面的单位和场所' }),
  leadDays: z
    .int()
    .min(0, '天数不能小于 0')
    .max(180)
    .nullable()
    .default(null)
    .describe('比上级期限提前几天')
    .meta({ help: '周期性要求每一期都提前这么多天' }),
  due: Day.nullable().default(null).describe('完成日期').meta({ help: '一次性要求填写，不晚于上级期限' }),
  cooperatorUnitIds: z.array(Id).max(50).default([]).describe('请协助的乡镇（街道）'),
  via: z.enum(['direct', 'committee']).default('direct').describe('请协助的方式').meta({ labels: VIA }),
});

export const assignmentLife = lifecycle({
  draft: { label: '拟分解', tone: 'busy' },
  issued: { label: '已下达', tone: 'ok' },
  closed: { label: '已结束', final: true },
  void: { label: '已作废', final: true },
}).of<Assignment>()('draft', {
  revise: { label: '修改', from: 'draft', to: 'draft', by: 'directives.assign', own: true, input: Share },
  issue: {
    label: '下达',
    from: 'draft',
    to: 'issued',
    by: 'directives.assign',
    own: true,
    main: true,
    input: z.object({}),
    confirm: '下达后，承办单位会在「今日」看到这项任务，请它们签收。',
  },
  answer: {
    label: '登记协助单位答复',
    from: 'issued',
    to: 'issued',
    by: 'directives.assign',
    own: true,
    input: z.object({
      unitId: Id.describe('答复单位'),
      answeredOn: Day.describe('答复日期'),
      answer: z.string().trim().min(2, '请写明答复内容').max(500).describe('答复内容'),
      files: Files.default([]).describe('附件'),
    }),
    when: (a) => a.cooperators.length > 0,
  },
  close: {
    label: '结束',
    from: 'issued',
    to: 'closed',
    by: 'directives.assign',
    own: true,
    input: Reason,
    confirm: '结束后不再产生新的期次，已有的期次和缺期都会保留。',
  },
  void: {
    label: '作废',
    from: ['draft', 'issued'],
    to: 'void',
    by: 'directives.assign',
    own: true,
    input: Reason,
    confirm: '作废后，没有完成的各期不再要求，显示为「—」。',
  },
});
