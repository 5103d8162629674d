// The kernel's own routes: who I am, what I owe, files, search, timeline. Modules declare theirs in their contracts.
import { z } from 'zod';
import { anyone, route, signedIn } from './route.ts';
import { FileView, Me, PeriodView, RecordHead, TimelineEntry, Todo, UnitView, page } from './view.ts';
import { Day, Id } from './words.ts';

const none = z.object({});
const one = z.object({ id: Id });

/** Where a hit of the search leads. */
export const SearchHit = z.object({
  type: z.enum(['record', 'unit', 'person']),
  id: Id,
  title: z.string(),
  /** Number, unit and state of a record; parent of a unit; post of a person. */
  detail: z.string(),
  module: z.string().nullable(),
  kind: z.string().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const InboxItem = z.object({
  id: Id,
  title: z.string(),
  body: z.string(),
  /** The record it is about, where there is one. */
  recordId: Id.nullable(),
  module: z.string().nullable(),
  kind: z.string().nullable(),
  at: z.iso.datetime({ offset: true }),
  read: z.boolean(),
});
export type InboxItem = z.infer<typeof InboxItem>;

/** A named group: the units it means today, and the rule that says so, whole types and units by name. */
export const GroupView = z.object({
  id: Id,
  name: z.string(),
  aliases: z.array(z.string()),
  unitIds: z.array(Id),
  types: z.array(z.string()),
  named: z.array(Id),
});
export type GroupView = z.infer<typeof GroupView>;

export const PersonView = z.object({
  id: Id,
  postId: Id,
  name: z.string(),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  leader: z.boolean(),
});
export type PersonView = z.infer<typeof PersonView>;

/** A proof of a period: the record whose deed counted, with what a row shows of it. */
export const Proof = RecordHead.pick({
  id: true,
  module: true,
  kind: true,
  number: true,
  title: true,
  occurredOn: true,
  unitName: true,
}).extend({
  recordedOn: Day,
  /** counted, counted though recorded late, waiting for approval, made good after the end, or taken over as history. */
  how: z.enum(['counted', 'late', 'pending', 'madeGood', 'history']),
  files: z.array(FileView.pick({ id: true, name: true, type: true })),
});
export type Proof = z.infer<typeof Proof>;

export const deskRoutes = {
  signIn: route({
    method: 'POST',
    path: '/api/session',
    access: anyone,
    summary: '登录',
    reserved: true,
    input: z.object({
      account: z.string().trim().min(1, '请输入账号').max(40).describe('账号'),
      password: z.string().min(1, '请输入密码').max(200).describe('密码').meta({ secret: true }),
      code: z.string().optional().describe('动态口令'),
    }),
    output: Me,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    access: anyone,
    summary: '退出',
    reserved: true,
    input: none,
    output: none,
  }),
  me: route({
    method: 'GET',
    path: '/api/me',
    access: signedIn,
    summary: '我的身份',
    reserved: true,
    input: none,
    output: Me,
  }),
  todo: route({ method: 'GET', path: '/api/todo', access: signedIn, summary: '今日', input: none, output: Todo }),
  search: route({
    method: 'GET',
    path: '/api/search',
    access: signedIn,
    summary: '全局搜索',
    input: z.object({
      q: z.string().trim().min(2, '请至少输入两个字').max(50),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    output: z.object({ items: z.array(SearchHit) }),
  }),
  timeline: route({
    method: 'GET',
    path: '/api/records/:id/timeline',
    access: signedIn,
    summary: '办理过程',
    input: one,
    output: z.object({ items: z.array(TimelineEntry) }),
  }),
  stood: route({
    method: 'GET',
    path: '/api/records/:id/timeline/:entryId',
    access: signedIn,
    summary: '当时的内容',
    input: one.extend({ entryId: Id }),
    output: z.object({
      at: z.iso.datetime({ offset: true }),
      state: z.string(),
      title: z.string(),
      occurredOn: Day,
      deadline: Day.nullable(),
      body: z.record(z.string(), z.unknown()),
    }),
  }),
  recordFiles: route({
    method: 'GET',
    path: '/api/records/:id/files',
    access: signedIn,
    summary: '附件',
    input: one,
    output: z.object({ items: z.array(FileView) }),
  }),
  settles: route({
    method: 'GET',
    path: '/api/records/:id/settles',
    access: signedIn,
    summary: '本记录完成了',
    input: one,
    output: z.object({ items: z.array(PeriodView) }),
  }),
  /** Leads a bare identity (a link in a message, a printed code) to its record. */
  locate: route({
    method: 'GET',
    path: '/api/records/:id',
    access: signedIn,
    summary: '定位记录',
    input: one,
    output: RecordHead.pick({ id: true, module: true, kind: true, title: true }),
  }),
  units: route({
    method: 'GET',
    path: '/api/units',
    access: signedIn,
    summary: '单位',
    input: z.object({
      q: z.string().trim().max(50).optional(),
      type: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({ items: z.array(UnitView) }),
  }),
  groups: route({
    method: 'GET',
    path: '/api/groups',
    access: signedIn,
    summary: '单位分组',
    input: none,
    output: z.object({ items: z.array(GroupView) }),
  }),
  people: route({
    method: 'GET',
    path: '/api/people',
    access: signedIn,
    summary: '人员',
    input: z.object({
      unitId: Id.optional(),
      q: z.string().trim().max(20).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(PersonView) }),
  }),
  inbox: route({
    method: 'GET',
    path: '/api/inbox',
    access: signedIn,
    summary: '消息',
    input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(30), cursor: z.string().optional() }),
    output: page(InboxItem).extend({ unread: z.int() }),
  }),
  readInbox: route({
    method: 'POST',
    path: '/api/inbox/read',
    access: signedIn,
    summary: '标为已读',
    input: z.object({ ids: z.array(Id).max(100) }),
    output: z.object({ unread: z.int() }),
  }),
  period: route({
    method: 'GET',
    path: '/api/duties/periods/:id',
    access: signedIn,
    summary: '一期任务',
    input: one,
    output: z.object({
      period: PeriodView,
      proofs: z.array(Proof),
      history: z.array(PeriodView),
      /** What units below owe of it, where its debtor handed shares down. */
      children: z.array(PeriodView),
      canExplain: z.boolean(),
      canApprove: z.boolean(),
    }),
  }),
  owed: route({
    method: 'GET',
    path: '/api/duties/periods',
    access: signedIn,
    summary: '各期任务',
    input: z.object({
      sourceId: Id.optional(),
      ruleId: Id.optional(),
      unitId: Id.optional(),
      under: Id.optional(),
      factKind: z.string().optional(),
      light: z.string().optional(),
      key: z.string().optional(),
      /** `open` leaves out what is done, excused or not begun. */
      only: z.enum(['open', 'missed', 'all']).default('all'),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
      cursor: z.string().optional(),
    }),
    output: page(PeriodView),
  }),
  explain: route({
    method: 'POST',
    path: '/api/duties/periods/:id/explain',
    access: 'duty.explain',
    summary: '说明未完成原因',
    input: one.extend({ text: z.string().trim().min(4, '请用一句话说明原因').max(500).describe('说明') }),
    output: PeriodView,
  }),
  approveLate: route({
    method: 'POST',
    path: '/api/duties/periods/:id/approve',
    access: 'duty.approveLate',
    summary: '批准认定补录',
    input: one.extend({ reason: z.string().trim().min(2, '请写明批准理由').max(200).describe('批准理由') }),
    output: PeriodView,
  }),
} as const;

/** Where a file is uploaded (multipart, field `file`) and fetched; answers a FileView. */
export const FILES = '/api/files';
/** Server-sent events: one line `data: {"module","kind","id","action"}` per deed in my scope, `inbox` for a new message. */
export const LIVE = '/api/live';
