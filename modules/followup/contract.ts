// 督办：催办、督办、通报三级，由人逐级发出；谁欠着、催过几次、回复了没有，一页看清。
import { DESK_ROLES, Day, Id, LIGHTS, READER_ROLES, contract, recordView, route } from '@anlan/contract';
import { z } from 'zod';
import { Circular, CircularText, Fact, circularLife } from './contract/circular.ts';
import { Order, OrderText, orderLife } from './contract/order.ts';
import { Reminder, reminderLife } from './contract/reminder.ts';
import { Owed } from './contract/shared.ts';

/** One unit that is asked for something, with what was done about it so far. */
const Owing = Owed.extend({
  light: z.enum(LIGHTS),
  sign: z.string(),
  why: z.string(),
  /** Why it is not reminded now; null where it is. */
  left: z.string().nullable(),
  /** The latest reminder about this period, and how many there were. */
  remindedOn: Day.nullable(),
  times: z.int(),
});
export type Owing = z.infer<typeof Owing>;

/** 建议：按天数规则提出，由人决定发不发。 */
export const Suggestion = z.object({
  step: z.enum(['remind', 'order', 'circular']),
  key: z.string(),
  what: z.string(),
  label: z.string(),
  units: z.array(z.object({ unitId: Id, name: z.string() })),
  /** Days overdue of the oldest. */
  days: z.int(),
  /** What was done so far, and why this step is proposed. */
  done: z.string(),
  why: z.string(),
  /** Where the prefilled draft opens. */
  to: z.string(),
});
export type Suggestion = z.infer<typeof Suggestion>;

const one = z.object({ id: Id });

export const followup = contract({
  id: 'followup',
  title: '督办',
  group: '',
  permissions: {
    'followup.read': { label: '查看督办', roles: READER_ROLES },
    'followup.remind': { label: '催办', roles: ['safetyOffice', 'countyClerk', 'sectionLead'] },
    'followup.phone': { label: '查看联络电话', roles: ['safetyOffice', 'countyClerk', 'office', 'bureauLeader'] },
    'followup.draft': { label: '起草督办单和通报', roles: ['safetyOffice'] },
    'followup.approve': { label: '批准督办单、签发通报', roles: ['bureauLeader'] },
    'followup.number': { label: '给督办通知和通报编文号', roles: ['office'] },
    'followup.reply': { label: '回复督办单', roles: DESK_ROLES },
  },
  records: {
    reminders: {
      title: '催办单',
      schema: Reminder,
      life: reminderLife,
      read: 'followup.read',
      numbered: 'CB',
      columns: ['label', 'unitCount'],
      words: { occurredOn: '催办日期' },
      papers: { slip: { label: '催办单' } },
    },
    orders: {
      title: '督办单',
      schema: Order,
      life: orderLife,
      read: 'followup.read',
      numbered: 'DB',
      columns: ['toUnitName', 'docNumber'],
      words: { occurredOn: '起草日期', deadline: '回复期限' },
      papers: {
        order: { label: '督办通知单' },
        notice: { label: '督办通知（公文格式）', from: ['approved', 'sent', 'replied', 'closed'] },
      },
    },
    circulars: {
      title: '通报',
      schema: Circular,
      life: circularLife,
      read: 'followup.read',
      numbered: 'TB',
      columns: ['docNumber', 'unitCount', 'factCount', 'publishedOn'],
      words: { occurredOn: '起草日期' },
      papers: { circular: { label: '通报（公文格式）' } },
    },
  },
  routes: {
    owing: route({
      method: 'GET',
      path: '/api/followup/owing',
      access: 'followup.remind',
      summary: '谁还没有完成',
      input: z.object({
        ruleId: Id,
        /** One span of the rule; else the latest that has begun by `on`, of each debtor. */
        key: z.string().max(20).optional(),
        on: Day.optional(),
      }),
      output: z.object({ title: z.string(), items: z.array(Owing) }),
    }),
    remind: route({
      method: 'POST',
      path: '/api/followup/reminders',
      access: 'followup.remind',
      summary: '催办',
      input: z.object({
        id: Id.optional(),
        periodIds: z.array(Id).min(1, '请选择要催办的单位').max(2000),
        note: z.string().trim().max(200, '办理要求请在 200 字以内').default('').describe('办理要求'),
      }),
      output: recordView(Reminder),
    }),
    standing: route({
      method: 'GET',
      path: '/api/followup/reminders/:id/standing',
      access: 'followup.read',
      summary: '催办后的完成情况',
      input: one,
      output: z.object({
        items: z.array(
          z.object({ periodId: Id, light: z.enum(LIGHTS), sign: z.string(), why: z.string(), fulfilled: z.boolean() }),
        ),
        /** Whom to ring in each unit; the number only for those who may see it. */
        phones: z.array(
          z.object({ unitId: Id, name: z.string().nullable(), title: z.string(), phone: z.string().nullable() }),
        ),
        mayRing: z.boolean(),
      }),
    }),
    suggestions: route({
      method: 'GET',
      path: '/api/followup/suggestions',
      access: 'followup.remind',
      summary: '催办、督办、通报建议',
      input: z.object({}),
      output: z.object({ items: z.array(Suggestion), rules: z.string() }),
    }),
    orderDraft: route({
      method: 'GET',
      path: '/api/followup/orders/draft',
      access: 'followup.draft',
      summary: '督办单预填内容',
      input: z.object({ unitId: Id }),
      output: z.object({
        title: z.string(),
        wanted: z.string(),
        replyOn: Day,
        items: z.array(Owing),
        periodIds: z.array(Id),
      }),
    }),
    order: route({
      method: 'POST',
      path: '/api/followup/orders',
      access: 'followup.draft',
      summary: '起草督办单',
      input: OrderText.extend({ id: Id.optional(), toUnitId: Id.describe('承办单位') }),
      output: recordView(Order),
    }),
    circularDraft: route({
      method: 'GET',
      path: '/api/followup/circulars/draft',
      access: 'followup.draft',
      summary: '通报预填内容',
      input: z.object({ from: Day.optional(), to: Day.optional() }),
      output: z.object({
        title: z.string(),
        from: Day,
        to: Day,
        opening: z.string(),
        wanted: z.string(),
        facts: z.array(Fact),
        /** Those whose order stayed unanswered: chosen at first. */
        periodIds: z.array(Id),
        orderIds: z.array(Id),
      }),
    }),
    circular: route({
      method: 'POST',
      path: '/api/followup/circulars',
      access: 'followup.draft',
      summary: '起草通报',
      input: CircularText.extend({ id: Id.optional() }),
      output: recordView(Circular),
    }),
  },
  facts: { order: { label: '回复督办单', from: '督办单', about: 'unit', inner: true } },
});

export { Circular, Fact, Order, Owed, Reminder };
