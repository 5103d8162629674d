// 会议说的是什么：谁主持、议了什么、谁到了谁没到、定了什么。安排、登记、更正都用这里的字段。
import { Day, Files, Id, RecordedFor } from '@anlan/contract';
import { z } from 'zod';

/** 会议种类；每一种都算当月的安全生产会议。 */
export const KINDS = { regular: '例会', topic: '专题', analysis: '研判', dispatch: '调度' } as const;

/** 议题类别。 */
export const AGENDA = {
  analysis: '研判形势',
  hazards: '隐患治理',
  tasks: '任务落实',
  decisions: '议定落实',
  other: '其他',
} as const;

const keys = <K extends string>(words: Record<K, string>) => Object.keys(words) as [K, ...K[]];
export const person = z.string().trim().min(1, '请填写姓名').max(20, '姓名请在 20 字以内');
const line = z.string().trim().min(2, '请用一句话写明').max(200, '请在 200 字以内');

export const AgendaItem = z.object({
  title: line.describe('议题'),
  kind: z.enum(keys(AGENDA)).describe('类别').meta({ labels: AGENDA }),
});
export type AgendaItem = z.output<typeof AgendaItem>;

export const Absent = z.object({
  name: person.describe('姓名'),
  reason: z.string().trim().min(2, '请写明请假原因').max(100).describe('请假原因'),
});

/** 议定的一件事：做什么、谁来做、何时办完。登记会议时即成为责任单位的任务。 */
export const Decided = z.object({
  text: line.describe('议定事项'),
  unitId: Id.describe('责任单位'),
  person: person.nullable().default(null).describe('责任人'),
  due: Day.describe('完成时限'),
});
export type Decided = z.output<typeof Decided>;

export const Sitting = z.object({
  title: z.string().trim().min(4, '请用几个字写明会议名称').max(100).describe('会议名称'),
  kind: z.enum(keys(KINDS)).describe('会议种类').meta({ labels: KINDS }),
  heldOn: Day.describe('会议日期'),
  place: z.string().trim().min(2, '请写明地点').max(100).describe('地点'),
  chairId: Id.describe('主持人'),
  recorder: z.string().trim().max(20, '姓名请在 20 字以内').describe('记录人'),
  agenda: z.array(AgendaItem).min(1, '至少写一个议题').max(30, '议题请在 30 个以内').describe('议题'),
  attendees: z.array(person).min(1, '请填写参加人员').max(300).describe('参加人员'),
  absent: z.array(Absent).max(100).describe('请假人员'),
  observers: z.array(person).max(100).describe('列席人员'),
  problems: z.array(line).max(30).describe('研判出的问题'),
  minutes: z.string().trim().max(10_000, '纪要请在 10000 字以内').describe('纪要'),
  jointUnitIds: z.array(Id).max(50).describe('联合召开单位'),
});
export type Sitting = z.output<typeof Sitting>;

const { shape } = Sitting;

/** What is said when a meeting is taken down; what there was none of may be left out. */
export const Told = Sitting.extend({
  recorder: shape.recorder.default('').describe('记录人'),
  absent: shape.absent.default([]).describe('请假人员'),
  observers: shape.observers.default([]).describe('列席人员'),
  problems: shape.problems.default([]).describe('研判出的问题'),
  minutes: shape.minutes.default('').describe('纪要'),
  jointUnitIds: shape.jointUnitIds.default([]).describe('联合召开单位'),
  decisions: z.array(Decided).max(30).default([]).describe('议定事项'),
  files: Files.default([]).describe('签到表、照片、会议材料'),
  recordedFor: RecordedFor.nullable().default(null).describe('代录'),
  makesGoodId: Id.nullable().default(null).describe('补办期次'),
});

/** What is said when a meeting is arranged. */
export const Plan = Sitting.pick({
  title: true,
  kind: true,
  heldOn: true,
  place: true,
  chairId: true,
  agenda: true,
  jointUnitIds: true,
});

/** The same fields, each with its word, none required: what is left out stays as it was. */
export const partly = <T extends z.ZodRawShape>(parts: T) =>
  Object.fromEntries(
    Object.entries(parts).map(([key, part]) => [
      key,
      z.optional(part).describe((part as z.ZodType).description ?? key),
    ]),
  ) as { [K in keyof T]: z.ZodOptional<T[K]> };
