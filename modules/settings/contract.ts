// 设置：期限与分级、角色权限、依法长期执行的规定。
import { Day, Id, READER_ROLES, REPEATS, Reason, contract, lifecycle, recordView, route } from '@anlan/contract';
import { z } from 'zod';

const SettingView = z.object({
  key: z.string(),
  label: z.string(),
  value: z.union([z.number(), z.string()]),
  standard: z.union([z.number(), z.string()]),
  unit: z.string().nullable(),
  source: z.string(),
  group: z.string(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
  changed: z.object({ byName: z.string(), at: z.iso.datetime({ offset: true }), reason: z.string() }).nullable(),
});
export type SettingView = z.infer<typeof SettingView>;

const RoleView = z.object({
  key: z.string(),
  label: z.string(),
  admin: z.boolean(),
  permissions: z.array(z.string()),
  holders: z.int(),
});
export type RoleView = z.infer<typeof RoleView>;

/** 长期规定：法律法规直接要求、不随哪一份通知而来的任务。 */
export const Standing = z.object({
  basis: z.string().trim().min(4, '请写明法规名称和条款').max(200).describe('依据'),
  text: z.string().trim().min(4, '请写明要求').max(200).describe('要求'),
  repeat: z
    .enum(REPEATS)
    .describe('周期')
    .meta({
      labels: {
        day: '每日',
        week: '每周',
        month: '每月',
        quarter: '每季度',
        'half-year': '每半年',
        year: '每年',
        once: '一次性',
      },
    }),
  need: z.int('请填写整数').min(1, '至少一次').max(366).describe('次数'),
  due: Day.nullable().describe('完成日期'),
  about: z
    .enum(['unit', 'person'])
    .describe('由谁完成')
    .meta({ labels: { unit: '单位', person: '单位的每位班子成员' } }),
  binding: z.string().describe('怎样认定'),
  bindingLabel: z.string().describe('怎样认定'),
  unitIds: z.array(Id).describe('责任单位'),
  groupIds: z.array(Id).describe('责任单位组'),
  whoText: z.string().describe('责任单位'),
  fromDay: Day.describe('起算日期'),
});
export type Standing = z.infer<typeof Standing>;

export const standingLife = lifecycle({
  draft: { label: '拟定中', tone: 'busy' },
  inForce: { label: '执行中', tone: 'ok' },
  ended: { label: '已停止', final: true },
  void: { label: '已作废', final: true },
}).of<Standing>()('draft', {
  start: {
    label: '批准执行',
    from: 'draft',
    to: 'inForce',
    by: 'settings.approveStanding',
    main: true,
    input: z.object({ note: z.string().trim().max(200).optional().describe('批示') }),
    confirm: '批准后，责任单位从起算日期所在的一期开始承担这项任务。',
  },
  end: {
    label: '停止执行',
    from: 'inForce',
    to: 'ended',
    by: 'settings.approveStanding',
    input: Reason,
    confirm: '停止后不再产生新的期次，已有的期次和缺期都会保留。',
  },
  void: { label: '作废', from: 'draft', to: 'void', by: 'settings.draftStanding', input: Reason },
});

/** What is told of a new standing duty. */
export const NewStanding = Standing.pick({
  basis: true,
  text: true,
  repeat: true,
  about: true,
  binding: true,
  unitIds: true,
  groupIds: true,
}).extend({
  id: Id.optional(),
  need: Standing.shape.need.default(1).describe('次数'),
  due: Day.nullable().default(null).describe('完成日期'),
  fromDay: Day.optional().describe('起算日期'),
});

export const settings = contract({
  id: 'settings',
  title: '设置',
  group: '系统',
  menu: 'settings.read',
  permissions: {
    'settings.read': {
      label: '查看设置',
      roles: ['systemAdmin', 'securityAdmin', 'auditAdmin', 'safetyOffice', 'office', 'bureauLeader'],
    },
    'settings.edit': { label: '修改期限与分级', roles: ['systemAdmin', 'safetyOffice'] },
    'settings.roles': { label: '设置角色权限', roles: ['securityAdmin'] },
    'settings.standing': { label: '查看长期规定', roles: READER_ROLES },
    'settings.draftStanding': { label: '拟定长期规定', roles: ['safetyOffice'] },
    'settings.approveStanding': { label: '批准长期规定', roles: ['bureauLeader'] },
  },
  records: {
    standings: {
      title: '长期规定',
      schema: Standing,
      life: standingLife,
      read: 'settings.standing',
      columns: ['basis', 'repeat', 'whoText', 'bindingLabel'],
      words: { occurredOn: '起算日期' },
    },
  },
  routes: {
    list: route({
      method: 'GET',
      path: '/api/settings',
      access: 'settings.read',
      summary: '设置',
      input: z.object({}),
      output: z.object({
        groups: z.array(z.object({ key: z.string(), label: z.string() })),
        items: z.array(SettingView),
      }),
    }),
    change: route({
      method: 'PUT',
      path: '/api/settings/items/:key',
      access: 'settings.edit',
      summary: '修改设置',
      input: z.object({
        key: z.string(),
        value: z.union([z.number(), z.string()]),
        reason: Reason.shape.reason.describe('修改原因'),
      }),
      output: z.object({ items: z.array(SettingView) }),
    }),
    roles: route({
      method: 'GET',
      path: '/api/settings/roles',
      access: 'settings.read',
      summary: '角色与权限',
      input: z.object({}),
      output: z.object({
        roles: z.array(RoleView),
        /** By module, in the order of the menu. */
        modules: z.array(
          z.object({
            title: z.string(),
            permissions: z.array(z.object({ key: z.string(), label: z.string(), admins: z.boolean() })),
          }),
        ),
      }),
    }),
    changeRole: route({
      method: 'PUT',
      path: '/api/settings/roles/:key',
      access: 'settings.roles',
      summary: '修改角色权限',
      proof: true,
      input: z.object({
        key: z.string(),
        permissions: z.array(z.string()).max(500),
        reason: Reason.shape.reason.describe('修改原因'),
      }),
      output: z.object({ roles: z.array(RoleView) }),
    }),
    bindings: route({
      method: 'GET',
      path: '/api/settings/bindings',
      access: 'settings.draftStanding',
      summary: '任务的认定方式',
      input: z.object({}),
      output: z.object({
        items: z.array(
          z.object({ kind: z.string(), label: z.string(), from: z.string(), about: z.enum(['unit', 'person']) }),
        ),
      }),
    }),
    draftStanding: route({
      method: 'POST',
      path: '/api/settings/standings',
      access: 'settings.draftStanding',
      summary: '拟定长期规定',
      input: NewStanding,
      output: recordView(Standing),
    }),
  },
  facts: {},
});
