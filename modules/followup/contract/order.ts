// 督办单：安全监管科起草，分管领导批准，单位在期限内回复，核实后办结。
import { Day, Files, Id, Reason, RecordedFor, type Standing, type Verdict, lifecycle } from '@anlan/contract';
import { z } from 'zod';
import { DocNumber, Owed } from './shared.ts';

export const Reply = z.object({
  round: z.int(),
  text: z.string(),
  on: Day,
  byName: z.string(),
  recordedFor: RecordedFor.nullable(),
});

export const Order = z.object({
  toUnitId: Id,
  toUnitName: z.string().describe('承办单位'),
  /** The unit itself, and the county bureau that answers for a venue. */
  answerUnitIds: z.array(Id),
  items: z.array(Owed),
  wanted: z.string().describe('督办要求'),
  replyOn: Day.describe('回复期限'),
  official: z.boolean().describe('印发通知'),
  docNumber: z.string().nullable().describe('文号'),
  /** How often it was sent out: the first time, and after each return. */
  round: z.int(),
  replies: z.array(Reply),
});
export type Order = z.infer<typeof Order>;

/** What is said when an order is drafted or changed. */
export const OrderText = z.object({
  title: z.string().trim().min(4, '请用几个字写明事由').max(100).describe('事由'),
  periodIds: z.array(Id).max(500).default([]).describe('涉及任务'),
  wanted: z.string().trim().min(4, '请写明要办成什么').max(2000).describe('督办要求').meta({ long: true }),
  replyOn: Day.describe('回复期限'),
  official: z
    .boolean()
    .default(false)
    .describe('同时印发督办通知')
    .meta({ help: '勾选后由局办公室编文号，按公文格式印发。' }),
});

const byAnswerer = (o: Order, { me }: Standing): Verdict => o.answerUnitIds.some((u) => me.unitIds.includes(u));
const wantsNumber = (o: Order): Verdict => o.official && (o.docNumber === null || '文号已经编好。');

export const orderLife = lifecycle({
  draft: { label: '拟稿', tone: 'busy' },
  approving: { label: '待审批', tone: 'warn' },
  approved: { label: '待发出', tone: 'warn' },
  sent: { label: '待回复', tone: 'busy' },
  replied: { label: '待核实', tone: 'warn' },
  closed: { label: '已办结', final: true, tone: 'ok' },
  void: { label: '已撤销', final: true },
}).of<Order>()('draft', {
  submit: {
    label: '送审',
    from: 'draft',
    to: 'approving',
    by: 'followup.draft',
    main: true,
    input: z.object({ note: z.string().trim().max(500).optional().describe('拟办意见') }),
  },
  amend: {
    label: '修改',
    from: 'draft',
    to: 'draft',
    by: 'followup.draft',
    input: OrderText.omit({ periodIds: true }),
  },
  approve: {
    label: '批准',
    from: 'approving',
    to: 'approved',
    by: 'followup.approve',
    main: true,
    input: z.object({ note: z.string().trim().max(500).optional().describe('批示') }),
  },
  return: { label: '退回修改', from: 'approving', to: 'draft', by: 'followup.approve', input: Reason },
  number: {
    label: '编文号',
    from: 'approved',
    to: 'approved',
    by: 'followup.number',
    main: true,
    guest: true,
    input: z.object({ docNumber: DocNumber }),
    when: wantsNumber,
  },
  send: {
    label: '发出',
    from: 'approved',
    to: 'sent',
    by: 'followup.draft',
    main: true,
    input: z.object({}),
    confirm: '发出后承办单位会收到消息，回复期限列入它的「今日」。',
    when: (o) => !o.official || o.docNumber !== null || '请先由局办公室编文号。',
  },
  reply: {
    label: '回复',
    from: 'sent',
    to: 'replied',
    by: 'followup.reply',
    guest: true,
    input: z.object({
      text: z.string().trim().min(4, '请写明办理情况').max(5000).describe('办理情况').meta({ long: true }),
      files: Files.default([]).describe('佐证材料'),
      recordedFor: RecordedFor.nullable().default(null).describe('代录'),
    }),
    when: byAnswerer,
  },
  accept: {
    label: '核实办结',
    from: 'replied',
    to: 'closed',
    by: 'followup.draft',
    main: true,
    input: z.object({ note: z.string().trim().max(500).optional().describe('核实情况') }),
  },
  sendBack: {
    label: '退回重办',
    from: 'replied',
    to: 'sent',
    by: 'followup.draft',
    input: Reason.extend({ replyOn: Day.describe('新的回复期限') }),
  },
  withdraw: {
    label: '撤销',
    from: ['draft', 'approving', 'approved'],
    to: 'void',
    by: 'followup.draft',
    input: Reason,
    confirm: '撤销后不能恢复，起草和审批的过程会保留。',
  },
});
