// What each role may do, as the security administrator sets it: never all doors shut, never business for an administrator.
import { type AnyContract, Problem } from '@anlan/contract';
import { push } from '../audit/index.ts';
import type { Ctx } from '../ctx/index.ts';
import { ADMINISTRATORS, ROLES, allPermissions } from './roles.ts';

/** Whoever holds it can give every other permission back. */
const KEY = 'settings.roles';

export type RoleView = { key: string; label: string; admin: boolean; permissions: string[]; holders: number };

/** Every role with its permissions and how many people hold it today. */
export async function listRoles(ctx: Ctx): Promise<RoleView[]> {
  const [roles, held] = await Promise.all([
    ctx.db.selectFrom('role').selectAll().orderBy('sort').execute(),
    ctx.db
      .selectFrom('post')
      .select('role')
      .select((eb) => eb.fn.count<number>('person_id').distinct().as('n'))
      .where('from_day', '<=', ctx.today)
      .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', ctx.today)]))
      .groupBy('role')
      .execute(),
  ]);
  return roles.map((r) => ({
    key: r.key,
    label: r.label,
    admin: ADMINISTRATORS.includes(r.key),
    permissions: r.permissions,
    holders: held.find((h) => h.role === r.key)?.n ?? 0,
  }));
}

/**
 * Sets what a role may do; everyone who holds it is served by it at the next request.
 * @throws 404; 400 `admin-business` for business in an administrator's hand; 409 `no-key` when nobody could set roles any more
 */
export async function changeRole(
  ctx: Ctx,
  contracts: readonly AnyContract[],
  { key, permissions, reason }: { key: string; permissions: readonly string[]; reason: string },
) {
  const role = await ctx.db.selectFrom('role').selectAll().where('key', '=', key).forUpdate().executeTakeFirst();
  if (!role) throw new Problem('no-role', 404, '没有这个角色，请刷新页面。');
  const all = allPermissions(contracts);
  const unknown = permissions.find((p) => !all[p]);
  if (unknown) throw new Problem('no-permission', 400, '有一项权限已经不存在，请刷新页面后重试。');
  const admin = ADMINISTRATORS.includes(key);
  const business = admin && permissions.find((p) => !all[p]!.roles.some((r) => ADMINISTRATORS.includes(r)));
  if (business)
    throw new Problem(
      'admin-business',
      400,
      `${ROLES[key as keyof typeof ROLES]}不办理业务，不能授予「${all[business]!.label}」。`,
    );
  const duties = ['org.accounts', 'org.units', 'org.roles', KEY];
  const crossed = duties.find((p) => permissions.includes(p) && !all[p]?.roles.includes(key) && admin);
  if (crossed)
    throw new Problem(
      'admins-apart',
      400,
      `「${all[crossed]!.label}」不能授予${role.label}：管理账号的人和授予权限的人须分开。`,
    );
  if (role.permissions.includes(KEY) && !permissions.includes(KEY)) {
    const others = await ctx.db
      .selectFrom('role')
      .innerJoin('post', 'post.role', 'role.key')
      .select('role.key')
      .where('role.key', '!=', key)
      .where((eb) => eb(eb.val(KEY), '=', eb.fn.any('role.permissions')))
      .limit(1)
      .execute();
    if (!others.length)
      throw new Problem('no-key', 409, `收回后就没有人能设置权限了。请先把「${all[KEY]!.label}」授予另一个角色。`);
  }
  await ctx.db
    .updateTable('role')
    .set({ permissions: [...new Set(permissions)] })
    .where('key', '=', key)
    .execute();
  const [gave, took] = [
    permissions.filter((p) => !role.permissions.includes(p)),
    role.permissions.filter((p) => !permissions.includes(p)),
  ];
  await push(ctx, 'role.change', key, { gave, took, reason });
}
