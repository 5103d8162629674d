// 学习：一次安全生产专题学习的安排、登记、补学与摘录。通知第 1 项，每季度至少一次。
import {
  DESK_ROLES,
  READER_ROLES,
  Day,
  Files,
  type Head,
  Id,
  Joint,
  Reason,
  RecordedFor,
  type Standing,
  type Verdict,
  contract,
  lifecycle,
  recordView,
  route,
} from '@anlan/contract';
import { z } from 'zod';

const name = z.string().trim().min(1, '请填写姓名').max(20, '姓名请在 20 字以内');

/** 议题：学习条目完成第 1 项，研判条目完成第 2 项的会议要求。 */
export const AGENDA = { study: '学习', analysis: '研判', other: '其他' } as const;
export const AgendaItem = z.object({
  title: z.string().trim().min(2, '请写明议题').max(200).describe('议题'),
  kind: z.enum(['study', 'analysis', 'other']).describe('类别').meta({ labels: AGENDA }),
});

/** 学习材料：题名与文件日期；涉密与党内文件只记题名、日期、档号。 */
export const Material = z.object({
  title: z.string().trim().min(2, '请写明材料题名').max(200).describe('材料题名'),
  date: Day.nullable().default(null).describe('材料日期'),
  archiveNumber: z.string().trim().max(60).optional().describe('档号'),
});

/** 未参加人员；补学后填写补学日期。 */
export const Absent = z.object({
  name: name.describe('姓名'),
  reason: z.string().trim().min(2, '请写明未参加原因').max(100).describe('未参加原因'),
  madeUpOn: Day.nullable().default(null).describe('补学日期'),
});

/** 怎样算一次学习：谁、何时、何地、学了什么、谁到了、谁没到。 */
export const Sitting = z.object({
  title: z.string().trim().min(4, '请用几个字写明学习主题').max(100).describe('主题'),
  heldOn: Day.describe('学习日期'),
  place: z.string().trim().min(2, '请写明地点').max(100).describe('地点'),
  host: name.describe('主持人'),
  agenda: z.array(AgendaItem).min(1, '至少写一个议题').max(20).describe('议题'),
  materials: z.array(Material).max(20).describe('学习材料'),
  attendees: z.array(name).min(1, '请填写参加人员').max(300).describe('参加人员'),
  absent: z.array(Absent).max(100).describe('未参加人员'),
  minutes: z.string().trim().max(5000, '摘录请在 5000 字以内').describe('摘录'),
  jointUnitIds: z.array(Id).max(50).describe('联合学习单位'),
});
export type Sitting = z.output<typeof Sitting>;

/** What is said when a sitting is taken down; what there was none of may be left out. */
export const Told = Sitting.extend({
  materials: Sitting.shape.materials.default([]).describe('学习材料'),
  absent: Sitting.shape.absent.default([]).describe('未参加人员'),
  minutes: Sitting.shape.minutes.default('').describe('摘录'),
  jointUnitIds: Sitting.shape.jointUnitIds.default([]).describe('联合学习单位'),
  files: Files.default([]).describe('签到表、照片、纪要'),
  recordedFor: RecordedFor.nullable().default(null).describe('代录'),
  makesGoodId: Id.nullable().default(null).describe('补办期次'),
});

/** The body that readers get; title and unit stand in the head. A plan has nobody in it yet. */
export const Study = Sitting.omit({ title: true, jointUnitIds: true }).extend({
  attendees: z.array(z.string()).describe('参加人员'),
  joint: z.array(Joint).describe('联合学习单位'),
  recordedFor: RecordedFor.nullable().describe('代录'),
  /** The missed period that this sitting makes good, and its name. */
  makesGoodId: Id.nullable(),
  makesGoodLabel: z.string().nullable().describe('补办期次'),
  agendaText: z.string().describe('议题'),
  attended: z.int().describe('实到'),
  expected: z.int().describe('应到'),
});
export type Study = z.output<typeof Study>;

/** The same fields, each with its word, none required: what is left out stays as it was. */
const partly = <T extends z.ZodRawShape>(shape: T) =>
  Object.fromEntries(
    Object.entries(shape).map(([key, part]) => [
      key,
      z.optional(part).describe((part as z.ZodType).description ?? key),
    ]),
  ) as { [K in keyof T]: z.ZodOptional<T[K]> };

const Plan = Sitting.pick({
  title: true,
  heldOn: true,
  place: true,
  host: true,
  agenda: true,
  materials: true,
  jointUnitIds: true,
});

/** The units that merely took part confirm for themselves; the record belongs to the unit that held it. */
const byHost = (s: Study & Head, { me }: Standing): Verdict =>
  me.unitIds.includes(s.unitId) ||
  !s.joint.some((j) => me.unitIds.includes(j.unitId)) ||
  '这是联合学习，由主办单位办理；本单位只需确认参加。';

const mayConfirm = (s: Study & Head, { me }: Standing): Verdict => {
  const mine = s.joint.filter((j) => me.unitIds.includes(j.unitId));
  if (!mine.length) return '由联合学习单位自己确认。';
  return mine.some((j) => !j.confirmedOn) || '本单位已经确认。';
};

export const life = lifecycle({
  planned: { label: '已安排', tone: 'busy' },
  held: { label: '已学习', tone: 'ok' },
  void: { label: '已作废', final: true },
}).of<Study>()('planned', {
  hold: {
    label: '登记学习',
    from: 'planned',
    to: 'held',
    by: 'study.record',
    main: true,
    input: Told.extend(partly(Plan.shape)),
    when: (s, standing) =>
      s.heldOn > standing.today ? '学习日期还没有到，到日子后再登记；提前举行的，请先改期。' : byHost(s, standing),
  },
  reschedule: {
    label: '改期',
    from: 'planned',
    to: 'planned',
    by: 'study.record',
    input: Plan.pick({ heldOn: true, place: true, host: true }),
    when: byHost,
  },
  confirm: {
    label: '确认本单位参加',
    from: 'held',
    to: 'held',
    by: 'study.record',
    main: true,
    guest: true,
    input: z.object({ attendees: z.array(name).min(1, '请填写本单位参加人员').max(300).describe('本单位参加人员') }),
    when: mayConfirm,
  },
  makeUp: {
    label: '登记补学',
    from: 'held',
    to: 'held',
    by: 'study.record',
    input: z.object({
      names: z.array(name).min(1, '请选择补学人员').max(100).describe('补学人员'),
      on: Day.describe('补学日期'),
    }),
    when: (s, standing) => (s.absent.some((a) => a.madeUpOn === null) ? byHost(s, standing) : '没有需要补学的人员。'),
  },
  attach: {
    label: '补充附件',
    from: 'held',
    to: 'held',
    by: 'study.record',
    input: z.object({ files: Files.min(1, '请选择附件').describe('附件') }),
  },
  amend: {
    label: '更正',
    from: 'held',
    to: 'held',
    by: 'study.record',
    input: z.object({ ...partly(Sitting.shape), reason: Reason.shape.reason.describe('更正原因') }),
    when: byHost,
  },
  void: {
    label: '作废',
    from: ['planned', 'held'],
    to: 'void',
    by: 'study.record',
    input: Reason,
    when: byHost,
    confirm: '作废后，由这次学习完成的任务会重新变为未完成。记录和原因会保留。',
  },
});

export const study = contract({
  id: 'study',
  title: '学习',
  group: '责任',
  permissions: {
    'study.read': {
      label: '查看学习',
      roles: READER_ROLES,
    },
    'study.record': {
      label: '登记学习',
      roles: DESK_ROLES,
    },
  },
  records: {
    study: {
      title: '学习',
      schema: Study,
      life,
      read: 'study.read',
      numbered: 'XX',
      columns: ['agendaText', 'host', 'place', 'attended', 'expected'],
      words: { occurredOn: '学习日期' },
      papers: {
        signIn: { label: '签到表', from: ['planned', 'held'] },
        minutes: { label: '学习记录', from: ['held'] },
      },
    },
  },
  routes: {
    record: route({
      method: 'POST',
      path: '/api/study',
      access: 'study.record',
      summary: '登记学习',
      input: Told.extend({ id: Id.optional(), unitId: Id.describe('学习单位') }),
      output: recordView(Study),
    }),
    plan: route({
      method: 'POST',
      path: '/api/study/plan',
      access: 'study.record',
      summary: '安排学习',
      input: Plan.extend({
        id: Id.optional(),
        unitId: Id.describe('学习单位'),
        materials: Told.shape.materials,
        jointUnitIds: Told.shape.jointUnitIds,
      }),
      output: recordView(Study),
    }),
  },
  facts: {
    'study.held': { label: '组织学习', from: '学习', about: 'unit', hints: /学习/ },
  },
});
