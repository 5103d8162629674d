// 催办单：只发给还欠着的单位，附电话联系的结果。
import { Day, Id, lifecycle } from '@anlan/contract';
import { z } from 'zod';
import { Owed } from './shared.ts';

/** 电话联系的结果。 */
export const CALL = { promised: '接通，答应办理', unreached: '未接通', other: '其他' } as const;
export const CallResult = z.enum(['promised', 'unreached', 'other']);

export const Call = z.object({
  unitId: Id,
  result: CallResult,
  promisedOn: Day.nullable(),
  note: z.string(),
  on: Day,
  byName: z.string(),
});
export type Call = z.infer<typeof Call>;

export const Reminder = z.object({
  clause: z.string().describe('催办事项'),
  label: z.string().describe('期次'),
  unitCount: z.int().describe('单位数'),
  note: z.string().describe('办理要求'),
  items: z.array(Owed),
  /** Who was chosen and not reminded, and why. */
  left: z.array(z.object({ unitName: z.string(), why: z.string() })),
  calls: z.array(Call),
});
export type Reminder = z.infer<typeof Reminder>;

export const reminderLife = lifecycle({
  sent: { label: '已催办', tone: 'busy' },
  settled: { label: '已了结', final: true, tone: 'ok' },
}).of<Reminder>()('sent', {
  call: {
    label: '记录电话结果',
    from: 'sent',
    to: 'sent',
    by: 'followup.remind',
    input: z.object({
      unitId: Id.describe('单位'),
      result: CallResult.describe('结果').meta({ labels: CALL }),
      promisedOn: Day.nullable().default(null).describe('答应办结日期'),
      note: z.string().trim().max(200, '说明请在 200 字以内').default('').describe('说明'),
    }),
  },
  settle: {
    label: '了结',
    from: 'sent',
    to: 'settled',
    by: 'followup.remind',
    input: z.object({ note: z.string().trim().max(200).optional().describe('说明') }),
    confirm: '了结后不再记录电话结果；没有完成的任务仍然保留，可以另发催办或转督办。',
  },
});
