// 通报：一段时间里哪些单位哪些任务没有完成，只列事实，不排名次。
import { Day, Id, Reason, lifecycle } from '@anlan/contract';
import { z } from 'zod';
import { DocNumber, Owed } from './shared.ts';

/** 通报里的一条事实：欠着的任务、单位自己的说明、督办过没有。 */
export const Fact = Owed.extend({ explanation: z.string().nullable(), orderNumber: z.string().nullable() });
export type Fact = z.infer<typeof Fact>;

export const Circular = z.object({
  from: Day.describe('起'),
  to: Day.describe('止'),
  facts: z.array(Fact),
  unitCount: z.int().describe('通报单位'),
  factCount: z.int().describe('未完成任务'),
  opening: z.string().describe('情况概述'),
  wanted: z.string().describe('下一步要求'),
  toUnits: z.array(z.object({ unitId: Id, name: z.string() })).describe('发至'),
  orderIds: z.array(Id),
  docNumber: z.string().nullable().describe('文号'),
  publishedOn: Day.nullable().describe('发布日期'),
});
export type Circular = z.infer<typeof Circular>;

const Span = z.object({
  title: z.string().trim().min(4, '请写明标题').max(100).describe('标题'),
  from: Day.describe('起'),
  to: Day.describe('止'),
  opening: z.string().trim().min(4, '请写一句概述').max(1000).describe('情况概述').meta({ long: true }),
  wanted: z.string().trim().min(4, '请写明下一步要求').max(2000).describe('下一步要求').meta({ long: true }),
});

export const CircularText = Span.extend({
  periodIds: z.array(Id).min(1, '请至少列入一项没有完成的任务').max(1000).describe('未完成任务'),
  toUnitIds: z.array(Id).max(200).default([]).describe('另发至').meta({ help: '被通报的单位自动列入，不用重复选择。' }),
  orderIds: z.array(Id).max(500).default([]),
});

export const circularLife = lifecycle({
  draft: { label: '拟稿', tone: 'busy' },
  signing: { label: '待签发', tone: 'warn' },
  signed: { label: '待编号', tone: 'warn' },
  numbered: { label: '待发布', tone: 'warn' },
  published: { label: '已通报', final: true, tone: 'ok' },
  void: { label: '已撤销', final: true },
}).of<Circular>()('draft', {
  submit: {
    label: '送签',
    from: 'draft',
    to: 'signing',
    by: 'followup.draft',
    main: true,
    input: z.object({ note: z.string().trim().max(500).optional().describe('拟办意见') }),
    confirm: '送签时重新核对：已经完成、补办或不计的任务自动去掉，单位的说明一并列出。',
  },
  amend: { label: '修改', from: 'draft', to: 'draft', by: 'followup.draft', input: Span },
  sign: {
    label: '签发',
    from: 'signing',
    to: 'signed',
    by: 'followup.approve',
    main: true,
    input: z.object({ note: z.string().trim().max(500).optional().describe('批示') }),
  },
  return: { label: '退回修改', from: 'signing', to: 'draft', by: 'followup.approve', input: Reason },
  number: {
    label: '编文号',
    from: 'signed',
    to: 'numbered',
    by: 'followup.number',
    main: true,
    guest: true,
    input: z.object({ docNumber: DocNumber }),
  },
  publish: {
    label: '发布',
    from: 'numbered',
    to: 'published',
    by: 'followup.draft',
    main: true,
    input: z.object({}),
    confirm: '发布后，被通报单位和列出的单位都能看到，并收到消息。',
  },
  withdraw: {
    label: '撤销',
    from: ['draft', 'signing', 'signed', 'numbered'],
    to: 'void',
    by: 'followup.draft',
    input: Reason,
  },
});
