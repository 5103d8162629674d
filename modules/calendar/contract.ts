// 日历：什么时候到期、哪天放假、手机上怎么看。
import { Day, Id, LIGHTS, READER_ROLES, contract, route } from '@anlan/contract';
import { z } from 'zod';

export const DueItem = z.object({
  day: Day,
  type: z.enum(['duty', 'record']),
  id: Id,
  sourceId: Id.nullable(),
  module: z.string().nullable(),
  kind: z.string().nullable(),
  title: z.string(),
  detail: z.string(),
  light: z.enum(LIGHTS),
  done: z.int(),
  total: z.int(),
});
export type DueItem = z.infer<typeof DueItem>;

export const SpecialDay = z.object({
  day: Day.describe('日期'),
  work: z.boolean().describe('上班'),
  name: z.string().trim().min(1, '请写明节日或调休').max(20).describe('名称'),
});
export type SpecialDay = z.infer<typeof SpecialDay>;

export const CalendarYear = z.object({
  year: z.int(),
  published: z.boolean().describe('国务院办公厅已公布'),
  source: z.string().trim().max(100).describe('依据'),
  updatedByName: z.string().nullable(),
  days: z.array(SpecialDay).max(120),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

const Feed = z.object({
  createdAt: z.iso.datetime({ offset: true }).nullable(),
  fetchedAt: z.iso.datetime({ offset: true }).nullable(),
});
const year = z.coerce.number().int().min(2000, '请填写四位年份').max(2100, '请填写四位年份');

export const calendar = contract({
  id: 'calendar',
  title: '日历',
  group: '',
  permissions: {
    'calendar.read': { label: '查看日历', roles: READER_ROLES },
    'calendar.edit': { label: '维护节假日', roles: ['office', 'safetyOffice', 'systemAdmin'] },
  },
  menu: 'calendar.read',
  records: {},
  routes: {
    due: route({
      method: 'GET',
      path: '/api/calendar',
      access: 'calendar.read',
      summary: '到期日历',
      input: z.object({ from: Day, to: Day, whose: z.enum(['mine', 'scope']).default('mine') }),
      output: z.object({
        items: z.array(DueItem),
        /** Days that depart from the week. */
        days: z.array(SpecialDay),
        /** Years near at hand whose holidays nobody has entered. */
        unpublished: z.array(z.int()),
      }),
    }),
    year: route({
      method: 'GET',
      path: '/api/calendar/years/:year',
      access: 'calendar.read',
      summary: '节假日安排',
      input: z.object({ year }),
      output: CalendarYear,
    }),
    saveYear: route({
      method: 'PUT',
      path: '/api/calendar/years/:year',
      access: 'calendar.edit',
      summary: '保存节假日安排',
      input: CalendarYear.omit({ updatedByName: true }).extend({ year }),
      output: CalendarYear,
    }),
    feed: route({
      method: 'GET',
      path: '/api/calendar/feed',
      access: 'calendar.read',
      summary: '我的日历订阅',
      input: z.object({}),
      output: Feed,
    }),
    openFeed: route({
      method: 'POST',
      path: '/api/calendar/feed',
      access: 'calendar.read',
      summary: '生成日历订阅地址',
      input: z.object({}),
      /** The address below the site; shown once. */
      output: Feed.extend({ path: z.string() }),
    }),
    closeFeed: route({
      method: 'DELETE',
      path: '/api/calendar/feed',
      access: 'calendar.read',
      summary: '停用日历订阅',
      input: z.object({}),
      output: Feed,
    }),
  },
  facts: {},
});
