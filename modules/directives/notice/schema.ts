// The shape of a parsed notice: the promise made by the command, the review screen and the stored directive alike.
import { z } from 'zod';

/** Half-open pair of UTF-16 offsets into the normalised text. */
export const Source = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
export type Source = z.infer<typeof Source>;

export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const Recurrence = z.enum(['day', 'week', 'month', 'quarter', 'half-year', 'year', 'once', 'standing']);
export type Recurrence = z.infer<typeof Recurrence>;

export const NoticeKind = z.enum(['tasking', 'plan', 'forwarding', 'circular', 'arrangement', 'other']);
export type NoticeKind = z.infer<typeof NoticeKind>;

export const NoticeTask = z.object({
  no: z.string().describe('序号，照原文；各部分重新编号时前加部分号，如“三（一）”'),
  title: z.string().describe('任务'),
  text: z.string().describe('主要内容；正文与清单不一致时以正文为准'),
  responsible: z.array(z.string()).describe('责任单位，只列原文点名的'),
  lead: z.string().nullable().describe('牵头单位'),
  deadlineText: z.string().describe('完成时限，照原文'),
  recurrence: Recurrence,
  due: Day.nullable(),
  dueList: z.array(Day),
  source: Source,
  annexSource: Source.nullable().describe('清单中对应的一行'),
  section: z.string().describe('所在部分的标题'),
  rule: z.string().describe('识别出这项任务的规则'),
  doubts: z.array(z.string()).describe('需要人看一眼的原因'),
});
export type NoticeTask = z.infer<typeof NoticeTask>;

export const NoticeDuty = z.object({
  task: z.string().nullable(),
  text: z.string().max(120),
  who: z.array(z.string()),
  period: Recurrence,
  count: z.int().positive().nullable(),
  due: Day.nullable(),
  source: Source,
  rule: z.string(),
  doubts: z.array(z.string()),
});
export type NoticeDuty = z.infer<typeof NoticeDuty>;

export const LintCode = z.enum([
  'body-annex-differ',
  'cut-off',
  'leftover-markup',
  'unit-unknown',
  'no-deadline',
  'date-doubtful',
  'two-notices',
  'no-unit',
  'number-gap',
  'page-missing',
]);
export type LintCode = z.infer<typeof LintCode>;

/** One place where two wordings part; either side may be empty. */
export const Difference = z.object({ a: z.string(), b: z.string(), aSource: Source, bSource: Source });
export type Difference = z.infer<typeof Difference>;

export const Lint = z.object({
  code: LintCode,
  task: z.string().nullable(),
  message: z.string(),
  a: z.string().optional(),
  b: z.string().optional(),
  aSource: Source.optional(),
  bSource: Source.optional(),
  differences: z.array(Difference).optional(),
});
export type Lint = z.infer<typeof Lint>;

export const BlockKind = z.enum([
  'letterhead',
  'number',
  'title',
  'recipients',
  'heading',
  'item',
  'paragraph',
  'annex',
  'row',
  'signature',
  'date',
  'imprint',
  'label',
]);
export type BlockKind = z.infer<typeof BlockKind>;

/** One block of the page, from which a screen can set the notice as paper. `level` 1 is 一、, 2 （一）, 3 1. and 4 （1）. */
export const Block = z.object({ kind: BlockKind, level: z.int().nonnegative(), source: Source });
export type Block = z.infer<typeof Block>;

export const Notice = z.object({
  title: z.string().nullable(),
  docNumber: z.string().nullable(),
  issuer: z.string().nullable(),
  recipients: z.array(z.string()),
  date: Day.nullable(),
  window: z.tuple([Day, Day]).nullable(),
  kind: NoticeKind,
  tasks: z.array(NoticeTask),
  duties: z.array(NoticeDuty),
  lint: z.array(Lint),
  paragraphs: z.array(Block),
});
export type Notice = z.infer<typeof Notice>;
