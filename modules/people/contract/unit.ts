// 组织机构：单位的设立、更名、移交、撤销，别名与分组。
import { Day, Id, Reason, UnitView, route, signedIn } from '@anlan/contract';
import { z } from 'zod';
import { PersonRow } from './person.ts';
import { OBJECT_KINDS, UNIT_TYPES } from './words.ts';

const fullName = z.string().trim().min(2, '请填写单位全称').max(60).describe('全称');
const shortName = z.string().trim().min(2, '请填写简称').max(20, '简称请在 20 字以内').describe('简称');
const aliases = z.array(z.string().trim().min(2, '别名至少两个字').max(60)).max(30);
const kinds = Object.keys(OBJECT_KINDS) as [keyof typeof OBJECT_KINDS, ...(keyof typeof OBJECT_KINDS)[]];
const types = Object.keys(UNIT_TYPES) as [keyof typeof UNIT_TYPES, ...(keyof typeof UNIT_TYPES)[]];

/** A line of the tree: people with a post there today, units below. */
export const TreeUnit = UnitView.extend({
  closedOn: Day.nullable(),
  people: z.int(),
  leaders: z.int(),
});
export type TreeUnit = z.infer<typeof TreeUnit>;

export const OrgNote = z.object({ id: z.string(), at: z.string(), byName: z.string(), text: z.string() });

/** What a closed unit still owes and nobody has decided on. */
const Owing = z.object({ id: Id, title: z.string(), label: z.string(), due: Day, leaderName: z.string().nullable() });

export const UnitPage = TreeUnit.extend({
  aliases: z.array(z.string()),
  openedOn: Day,
  objectKind: z.string().nullable(),
  above: z.array(z.object({ id: Id, name: z.string() })),
  below: z.array(TreeUnit),
  staff: z.array(PersonRow),
  former: z.array(z.object({ personId: Id, name: z.string(), title: z.string(), fromDay: Day, toDay: Day })),
  vacancies: z.array(z.object({ title: z.string(), lastHolder: z.string(), since: Day })),
  notes: z.array(OrgNote),
  successor: z.object({ id: Id, name: z.string() }).nullable(),
  closedWhy: z.string().nullable(),
  owing: z.array(Owing),
  may: z.object({ keepUnit: z.boolean(), keepPeople: z.boolean(), settle: z.boolean() }),
});
export type UnitPage = z.infer<typeof UnitPage>;

const one = z.object({ id: Id });
const done = z.object({ id: Id });

export const unitRoutes = {
  tree: route({
    method: 'GET',
    path: '/api/people/tree',
    access: signedIn,
    summary: '组织机构',
    input: z.object({ closed: z.coerce.boolean().default(false) }),
    output: z.object({ items: z.array(TreeUnit), mayKeep: z.boolean() }),
  }),
  unit: route({
    method: 'GET',
    path: '/api/people/units/:id',
    access: signedIn,
    summary: '查看单位',
    input: one,
    output: UnitPage,
  }),
  createUnit: route({
    method: 'POST',
    path: '/api/people/units',
    access: 'org.units',
    summary: '设立单位',
    input: z.object({
      parentUnitId: Id.describe('上级单位'),
      type: z.enum(types).describe('单位类型').meta({ labels: UNIT_TYPES }),
      name: fullName,
      shortName,
      objectKind: z
        .enum(kinds)
        .optional()
        .describe('场所类别')
        .meta({ labels: OBJECT_KINDS, help: '场所、企业和院团填写' }),
      countyId: z.coerce
        .number()
        .int()
        .min(100000, '请填写六位行政区划代码')
        .max(999999, '请填写六位行政区划代码')
        .optional()
        .describe('行政区划代码')
        .meta({ help: '只有新设县（区）局时填写，例如 140321' }),
      aliases: aliases.default([]).describe('别名'),
    }),
    output: done,
  }),
  renameUnit: route({
    method: 'POST',
    path: '/api/people/units/:id/rename',
    access: 'org.units',
    summary: '更名',
    input: one.extend({ name: fullName, shortName }),
    output: done,
  }),
  moveUnit: route({
    method: 'POST',
    path: '/api/people/units/:id/move',
    access: 'org.units',
    summary: '调整隶属关系',
    input: one.extend({ parentUnitId: Id.describe('新的上级单位') }),
    output: done,
  }),
  setAliases: route({
    method: 'POST',
    path: '/api/people/units/:id/aliases',
    access: 'org.units',
    summary: '修改别名',
    input: one.extend({ aliases: aliases.describe('别名') }),
    output: done,
  }),
  closeUnit: route({
    method: 'POST',
    path: '/api/people/units/:id/close',
    access: 'org.units',
    summary: '撤销单位',
    input: one.extend({
      on: Day.describe('撤销日期'),
      successorUnitId: Id.nullable().default(null).describe('承接单位'),
      reason: Reason.shape.reason.describe('撤销依据'),
    }),
    output: z.object({ id: Id, posts: z.int(), owing: z.int() }),
  }),
  settleUnit: route({
    method: 'POST',
    path: '/api/people/units/:id/settle',
    access: 'people.settle',
    summary: '决定撤销单位的未完任务',
    input: one.extend({
      how: z
        .enum(['handOver', 'exempt'])
        .describe('处理方式')
        .meta({ labels: { handOver: '由承接单位继续完成', exempt: '自撤销之日起免除' } }),
      reason: Reason.shape.reason.describe('理由'),
    }),
    output: z.object({ id: Id, settled: z.int() }),
  }),
  saveGroup: route({
    method: 'POST',
    path: '/api/people/groups',
    access: 'org.units',
    summary: '保存单位分组',
    input: z.object({
      id: Id.optional(),
      name: z.string().trim().min(2, '请填写分组名称').max(40).describe('名称'),
      aliases: aliases.default([]).describe('别名'),
      types: z.array(z.enum(types)).default([]),
      unitIds: z.array(Id).max(500).default([]).describe('成员单位'),
    }),
    output: done,
  }),
} as const;
