// Schemas of the words every module uses: identities, days, files.
import { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';

// Where a schema has no sentence of its own, zod speaks Chinese.
z.config(zhCN());

/** A UUID (version 7, made by whoever creates the thing). */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** A local date in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;

/** Files already uploaded, by their ids; the store has confirmed their hashes. */
export const Files = z.array(Id).max(50, '一次最多附 50 个文件').describe('附件');

/** How something was told to the person who records it for another (代录). */
export const TOLD = { phone: '电话', paper: '纸质', inPerson: '当面' } as const;

/** 代录: said by whom, and how. Present only when the recorder is not the doer. */
export const RecordedFor = z.object({
  saidBy: z.string().trim().min(2, '请写明由谁告知').max(40).describe('告知人'),
  how: z.enum(['phone', 'paper', 'inPerson']).describe('告知方式'),
});
export type RecordedFor = z.infer<typeof RecordedFor>;

/** One of several units in one record; before it has confirmed, the record does not count for it. */
export const Joint = z.object({
  unitId: Id,
  unitName: z.string().describe('单位'),
  confirmedOn: Day.nullable().describe('确认日期'),
  attendees: z.array(z.string()).describe('参加人员'),
});
export type Joint = z.infer<typeof Joint>;

/** A reason a person gives; kept in the timeline. */
export const Reason = z.object({ reason: z.string().trim().min(2, '请写明原因').max(500).describe('原因') });
