// 人员与岗位：谁在哪个单位、担任什么、从何时到何时；权限由安全管理员另行授予。
import { Day, Id, route, signedIn } from '@anlan/contract';
import { z } from 'zod';
import { OBJECT_KINDS } from './words.ts';

export const personName = z.string().trim().min(2, '请填写姓名').max(20, '姓名请在 20 字以内').describe('姓名');
export const phone = z
  .string()
  .trim()
  .regex(/^$|^1\d{10}$|^0\d{2,3}-?\d{7,8}$/, '请填写 11 位手机号，或带区号的座机号')
  .describe('电话');
const postTitle = z.string().trim().min(2, '请填写职务').max(40).describe('职务');

export const Away = z.object({ reason: z.string(), toDay: Day, standInName: z.string().nullable() });

/** A post as lists show it; the phone is masked for those outside the unit. */
export const PersonRow = z.object({
  personId: Id,
  postId: Id,
  name: z.string(),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  leader: z.boolean(),
  role: z.string(),
  roleLabel: z.string(),
  phone: z.string().nullable(),
  fromDay: Day,
  away: Away.nullable(),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const AbsenceView = z.object({
  id: Id,
  postId: Id,
  personId: Id,
  name: z.string(),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  kind: z.string(),
  reason: z.string(),
  fromDay: Day,
  toDay: Day,
  standInName: z.string().nullable(),
  notedByName: z.string().nullable(),
  mayKeep: z.boolean(),
});
export type AbsenceView = z.infer<typeof AbsenceView>;

const PostView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  title: z.string(),
  leader: z.boolean(),
  role: z.string(),
  roleLabel: z.string(),
  anchorUnitId: Id.nullable(),
  anchorName: z.string().nullable(),
  objectKinds: z.array(z.string()),
  fromDay: Day,
  toDay: Day.nullable(),
  mayKeep: z.boolean(),
});
export type PostView = z.infer<typeof PostView>;

export const PersonPage = z.object({
  id: Id,
  name: z.string(),
  phone: z.string().nullable(),
  note: z.string().nullable(),
  posts: z.array(PostView),
  absences: z.array(AbsenceView),
  handovers: z.array(z.object({ id: Id, title: z.string(), stateLabel: z.string() })),
  notes: z.array(z.object({ id: z.string(), at: z.string(), byName: z.string(), text: z.string() })),
  /** Only for whoever keeps accounts. */
  account: z.object({ login: z.string(), disabled: z.boolean() }).nullable(),
  may: z.object({ keep: z.boolean(), own: z.boolean(), accounts: z.boolean(), rights: z.boolean() }),
});
export type PersonPage = z.infer<typeof PersonPage>;

export const RosterQuery = z.object({
  q: z.string().trim().max(20).optional(),
  under: Id.optional(),
  /** 班子成员 / 不在岗 / 待授权. */
  only: z.enum(['leaders', 'away', 'pending']).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type RosterQuery = z.infer<typeof RosterQuery>;

const done = z.object({ id: Id });
const kinds = Object.keys(OBJECT_KINDS) as [keyof typeof OBJECT_KINDS, ...(keyof typeof OBJECT_KINDS)[]];

export const personRoutes = {
  roster: route({
    method: 'GET',
    path: '/api/people/roster',
    access: signedIn,
    summary: '人员清单',
    sensitive: 'people.read',
    input: RosterQuery,
    output: z.object({ items: z.array(PersonRow), next: z.string().nullable(), count: z.int() }),
  }),
  person: route({
    method: 'GET',
    path: '/api/people/persons/:id',
    access: signedIn,
    summary: '查看人员',
    sensitive: 'people.read',
    input: z.object({ id: Id }),
    output: PersonPage,
  }),
  createPerson: route({
    method: 'POST',
    path: '/api/people/persons',
    access: 'org.people',
    summary: '登记人员',
    input: z.object({
      unitId: Id.describe('单位'),
      name: personName,
      title: postTitle,
      leader: z.boolean().default(false).describe('班子成员'),
      fromDay: Day.describe('任职日期'),
      phone: phone.default(''),
      note: z.string().trim().max(200).default('').describe('备注'),
    }),
    output: done,
  }),
  editPerson: route({
    method: 'POST',
    path: '/api/people/persons/:id',
    // Everybody keeps his own telephone number; whose else, row security says.
    access: signedIn,
    summary: '修改人员信息',
    input: z.object({
      id: Id,
      name: personName,
      phone: phone.default(''),
      note: z.string().trim().max(200).default('').describe('备注'),
    }),
    output: done,
  }),
  givePost: route({
    method: 'POST',
    path: '/api/people/posts',
    access: 'org.people',
    summary: '增加岗位',
    input: z.object({
      personId: Id,
      unitId: Id.describe('单位'),
      title: postTitle,
      leader: z.boolean().default(false).describe('班子成员'),
      fromDay: Day.describe('任职日期'),
    }),
    output: done,
  }),
  endPost: route({
    method: 'POST',
    path: '/api/people/posts/:id/end',
    access: 'org.people',
    summary: '结束岗位',
    input: z.object({ id: Id, toDay: Day.describe('最后任职日') }),
    output: done,
  }),
  setLeader: route({
    method: 'POST',
    path: '/api/people/posts/:id/leader',
    access: 'org.people',
    summary: '调整班子成员',
    input: z.object({ id: Id, leader: z.boolean().describe('班子成员') }),
    output: done,
  }),
  roles: route({
    method: 'GET',
    path: '/api/people/roles',
    access: signedIn,
    summary: '角色',
    input: z.object({}),
    output: z.object({ items: z.array(z.object({ key: z.string(), label: z.string(), permissions: z.int() })) }),
  }),
  giveRights: route({
    method: 'POST',
    path: '/api/people/posts/:id/rights',
    access: 'org.roles',
    summary: '授予权限',
    proof: true,
    input: z.object({
      id: Id,
      role: z.string().min(1, '请选择角色').describe('角色'),
      anchorUnitId: Id.nullable().default(null).describe('管辖范围'),
      objectKinds: z.array(z.enum(kinds)).default([]).describe('分管类别'),
    }),
    output: done,
  }),
} as const;
