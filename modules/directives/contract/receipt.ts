// 签收：下达之后，每个责任单位一张。
import { Day, Id, lifecycle } from '@anlan/contract';
import { z } from 'zod';

/** 签收：每个责任单位一张。 */
export const Receipt = z.object({
  directiveId: Id,
  directiveTitle: z.string().describe('公文'),
  docNumber: z.string().nullable().describe('文号'),
  receivedByName: z.string().nullable().describe('签收人'),
  receivedOn: Day.nullable().describe('签收日期'),
  /** A document, or a share handed down. */
  sourceKind: z.enum(['directives', 'assignments']),
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
