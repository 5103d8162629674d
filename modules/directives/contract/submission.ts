// 报送材料：通知要求限期报来的材料，一次一版，收到或退回，各版都留着。
import { Day, FileView, Files, Id, LIGHTS, Reason, RecordedFor, lifecycle } from '@anlan/contract';
import { z } from 'zod';

/** A fact kind that only material sent under this very clause makes true. */
export const returnKind = (ruleId: string) => `return:${ruleId}`;
export const isReturn = (factKind: string) => factKind.startsWith('return:');

/** 一版材料；`returned` 为退回的原因。 */
export const Version = z.object({
  no: z.int(),
  text: z.string(),
  files: z.array(Id),
  sentOn: Day,
  sentByName: z.string(),
  /** Days after the last day on which it was wanted; 0 in time. */
  daysLate: z.int(),
  returned: z.object({ reason: z.string(), on: Day, byName: z.string() }).nullable(),
});
export type Version = z.infer<typeof Version>;

/** 报送材料：一个单位一期一份，`text` 等为最新一版。 */
export const Submission = z.object({
  periodId: Id,
  periodLabel: z.string().describe('期次'),
  clause: z.string().describe('报送要求'),
  directiveId: Id.nullable(),
  ruleId: Id,
  due: Day.describe('报送期限'),
  no: z.int().describe('版次'),
  text: z.string().trim().min(4, '请用一句话写明报送了什么').max(1000).describe('说明'),
  sentOn: Day.describe('报送日期'),
  daysLate: z.int().describe('晚报天数'),
  receivedByName: z.string().nullable().describe('接收人'),
  receivedAt: z.iso.datetime({ offset: true }).nullable().describe('接收时间'),
  versions: z.array(Version),
  recordedFor: RecordedFor.nullable().describe('代录'),
});
export type Submission = z.infer<typeof Submission>;

/** What is said when material is sent; on paper there may be no file. */
export const Sent = z.object({
  text: Submission.shape.text,
  files: Files.default([]).describe('材料'),
  sentOn: Day.optional().describe('报送日期'),
  recordedFor: RecordedFor.nullable().default(null).describe('代录'),
});

export const submissionLife = lifecycle({
  sent: { label: '待接收', tone: 'warn' },
  received: { label: '已收到', tone: 'ok' },
  returned: { label: '已退回', tone: 'bad' },
}).of<Submission>()('sent', {
  receive: {
    label: '收到',
    from: 'sent',
    to: 'received',
    by: 'directives.collect',
    main: true,
    input: z.object({ note: z.string().trim().max(200).optional().describe('备注') }),
  },
  return: {
    label: '退回重报',
    from: ['sent', 'received'],
    to: 'returned',
    by: 'directives.collect',
    input: Reason,
    confirm: '退回后，这个单位的报送重新变为未完成，直到报来新的一版。',
  },
  resend: {
    label: '重新报送',
    from: ['sent', 'received', 'returned'],
    to: 'sent',
    by: 'directives.report',
    input: Sent,
  },
});

/** 报送情况：每项报送要求下，谁报了、第几版、晚几天。 */
export const Returns = z.object({
  clauses: z.array(
    z.object({
      ruleId: Id,
      taskNo: z.string().nullable(),
      text: z.string(),
      rows: z.array(
        z.object({
          periodId: Id,
          unitId: Id,
          unitName: z.string(),
          label: z.string(),
          due: Day,
          light: z.enum(LIGHTS),
          sign: z.string(),
          why: z.string(),
          sent: z
            .object({
              id: Id,
              number: z.string().nullable(),
              state: z.string(),
              version: z.int(),
              no: z.int(),
              text: z.string(),
              sentOn: Day,
              daysLate: z.int(),
              receivedAt: z.iso.datetime({ offset: true }).nullable(),
              /** Of the latest version. */
              files: z.array(FileView),
            })
            .nullable(),
        }),
      ),
    }),
  ),
});
export type Returns = z.infer<typeof Returns>;
