// 交接：离开岗位前把手上的事项交给接任者，双方确认，或由负责人确认，岗位到日结束。
import { Day, type Head, Id, Reason, type Standing, type Verdict, lifecycle, recordView, route } from '@anlan/contract';
import { z } from 'zod';

/** 一件交接事项：待办的记录、本人承担的任务，或手写的一件事。 */
export const HandoverItem = z.object({
  what: z.enum(['record', 'duty', 'note']).meta({ labels: { record: '待办', duty: '个人任务', note: '其他' } }),
  title: z.string().describe('事项'),
  /** 办理路径；手写的没有。 */
  path: z.string().nullable(),
  due: Day.nullable().describe('期限'),
  state: z.string().describe('状态'),
});
export type HandoverItem = z.infer<typeof HandoverItem>;

export const Handover = z.object({
  postId: Id,
  personId: Id,
  personName: z.string().describe('移交人'),
  postTitle: z.string().describe('岗位'),
  successorId: Id,
  successorName: z.string().describe('接收人'),
  lastDay: Day.describe('最后任职日'),
  succeeds: z.boolean().describe('接任同一岗位'),
  note: z.string().describe('说明'),
  items: z.array(HandoverItem).describe('交接事项'),
  itemCount: z.int().describe('事项数'),
  confirmedBy: z.string().nullable().describe('确认人'),
});
export type Handover = z.infer<typeof Handover>;

const said = z.object({ words: z.string().trim().max(500).default('').describe('补充说明') });

const byGiver = (h: Handover, { me }: Standing): Verdict => me.personId === h.personId;
const byTaker = (h: Handover, { me }: Standing): Verdict => me.personId === h.successorId;
const byHead = (h: Handover & Head, { me }: Standing): Verdict =>
  ![h.personId, h.successorId].includes(me.personId) || '交接双方不能代替负责人确认。';

export const handoverLife = lifecycle({
  open: { label: '待移交人确认', tone: 'busy' },
  given: { label: '待接收人确认', tone: 'busy' },
  done: { label: '已交接', tone: 'ok', final: true },
  void: { label: '已取消', final: true },
}).of<Handover>()('open', {
  give: {
    label: '确认移交',
    from: 'open',
    to: 'given',
    by: 'people.handover',
    main: true,
    input: said,
    when: byGiver,
  },
  take: {
    label: '确认接收',
    from: 'given',
    to: 'done',
    by: 'people.handover',
    main: true,
    input: said,
    when: byTaker,
    confirm: '确认后，所列事项由您办理，移交人的岗位在最后任职日结束。',
  },
  confirm: {
    label: '负责人确认交接',
    from: ['open', 'given'],
    to: 'done',
    by: 'people.confirm',
    input: z.object({
      words: z.string().trim().min(2, '请写明确认的理由，例如移交人已离岗').max(500).describe('确认理由'),
    }),
    when: byHead,
    confirm: '确认后，所列事项由接收人办理，移交人的岗位在最后任职日结束。',
  },
  add: {
    label: '补充事项',
    from: 'open',
    to: 'open',
    by: 'people.handover',
    input: z.object({ text: z.string().trim().min(2, '请写明事项').max(200).describe('事项') }),
  },
  void: {
    label: '取消交接',
    from: ['open', 'given'],
    to: 'void',
    by: 'people.handover',
    own: true,
    input: Reason,
  },
});

export const handoverRoutes = {
  openHandover: route({
    method: 'POST',
    path: '/api/people/handovers',
    access: 'org.people',
    summary: '发起交接',
    input: z.object({
      postId: Id,
      successorPersonId: Id.describe('接收人'),
      lastDay: Day.describe('最后任职日'),
      succeeds: z.boolean().default(false).describe('接任同一岗位'),
      note: z.string().trim().max(500).default('').describe('说明'),
    }),
    output: recordView(Handover),
  }),
} as const;
