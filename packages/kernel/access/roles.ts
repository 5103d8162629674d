// The roles a new store starts with. Their permissions come from the contracts; both are data and can be edited.
import { DESK_ROLES, READER_ROLES, type AnyContract } from '@anlan/contract';
import type { Kysely } from 'kysely';
import type { KernelTables, Member } from '../ctx/index.ts';

export const ROLES = {
  bureauLeader: '局领导',
  safetyOffice: '安全监管科',
  office: '局办公室',
  sectionLead: '科室负责人',
  sectionStaff: '科室人员',
  countyLead: '县区局负责人',
  countyClerk: '县区联络员',
  unitClerk: '局属单位联络员',
  unitStaff: '局属单位人员',
  inspector: '执法人员',
  venueManager: '场所负责人',
  leader: '班子成员',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditAdmin: '审计管理员',
  /** A post just given: its holder may nothing until the security administrator says so. */
  pending: '待授权',
} as const;
export type RoleKey = keyof typeof ROLES;

/** 三员: roles that keep the system and see no business, each in another hand. */
export const ADMINISTRATORS: readonly string[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];

export const isAdministrator = ({ held }: Pick<Member, 'held'>) => held.some((h) => ADMINISTRATORS.includes(h.role));

/** What the kernel itself asks permission for, and which roles start with it. */
export const kernelPermissions: Record<string, { label: string; roles: readonly string[] }> = {
  'duty.answer': {
    label: '办理本单位任务',
    roles: READER_ROLES,
  },
  'duty.explain': {
    label: '说明未完成原因',
    roles: ['bureauLeader', ...DESK_ROLES],
  },
  'access.resetFactor': { label: '解除他人的动态口令', roles: ADMINISTRATORS },
  'notify.gateway': { label: '设置消息网关', roles: ['systemAdmin'] },
  'duty.approveLate': { label: '批准认定补录', roles: ['safetyOffice', 'bureauLeader'] },
};

export const allPermissions = (contracts: readonly AnyContract[]) =>
  Object.assign({}, kernelPermissions, ...contracts.map((c) => c.permissions)) as typeof kernelPermissions;

/** Fills the roles of a new store; existing roles only gain permissions that the store has not met (a module that arrived). */
export async function seedRoles(db: Kysely<KernelTables>, contracts: readonly AnyContract[]) {
  const permissions = allPermissions(contracts);
  const existing = await db.selectFrom('role').selectAll().execute();
  const met = await db.selectFrom('permission_met').select('key').execute();
  const known = new Set([...existing.flatMap((r) => r.permissions), ...met.map((p) => p.key)]);
  const fresh = Object.entries(permissions).filter(([key]) => !known.has(key));
  for (const [sort, [key, label]] of Object.entries(ROLES).entries()) {
    const gained = fresh.filter(([, p]) => p.roles.includes(key)).map(([k]) => k);
    const role = existing.find((r) => r.key === key);
    if (!role) await db.insertInto('role').values({ key, label, permissions: gained, sort }).execute();
    else if (gained.length)
      await db
        .updateTable('role')
        .set({ permissions: [...role.permissions, ...gained] })
        .where('key', '=', key)
        .execute();
  }
  await db
    .insertInto('permission_met')
    .values(Object.keys(permissions).map((key) => ({ key })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}
