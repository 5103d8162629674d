// Accounts kept by the system administrator, and the password that everybody keeps himself.
import { Problem } from '@anlan/contract';
import { push } from '../audit/index.ts';
import { type Ctx, localIso } from '../ctx/index.ts';
import { sqlState } from '../db/index.ts';
import { gates } from './tries.ts';
import { checkPassword, hashPassword } from './password.ts';
import { ADMINISTRATORS } from './roles.ts';

const fault = (code: string, message: string, path: string) =>
  new Problem(code, 400, message, { fields: [{ path, message }] });

async function needAccount(ctx: Ctx, login: string) {
  const account = await ctx.db.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
  if (!account) throw new Problem('account-unknown', 404, '没有找到这个账号，请刷新后再试。');
  return account;
}

/** Whoever keeps accounts must not come to the rights of another administrator through a password of his own making. */
async function notAdministrator(ctx: Ctx, personId: string) {
  if (personId === ctx.me.personId) return;
  const post = await ctx.db
    .selectFrom('post')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', 'in', [...ADMINISTRATORS])
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', ctx.today)]))
    .executeTakeFirst();
  if (post)
    throw new Problem(
      'administrator-account',
      403,
      '三员互不掌握对方的账号：请本人登录后自己修改密码；忘记密码的，由运维人员在服务器上重置。',
    );
}

/**
 * An account for a person, with a password to be changed at the first sign-in. The password is handed over by whoever made it;
 * neither answer nor audit carries it.
 * @throws 409 `account-there`, 400 `login-taken`.
 */
export async function createAccount(
  ctx: Ctx,
  { personId, login, password }: { personId: string; login: string; password: string },
): Promise<void> {
  const there = await ctx.db.selectFrom('account').select('login').where('person_id', '=', personId).executeTakeFirst();
  if (there) throw new Problem('account-there', 409, `此人已有账号「${there.login}」，不用再建；忘记密码的，请重置。`);
  await ctx.db
    .insertInto('account')
    .values({
      login,
      person_id: personId,
      hash: await hashPassword(password),
      created_at: ctx.now,
      must_change: true,
      made_by_name: ctx.me.name,
    })
    .execute()
    .catch((error: unknown) => {
      throw sqlState(error) === '23505'
        ? fault('login-taken', `账号「${login}」已有人使用，请换一个。`, 'login')
        : error;
    });
  await push(ctx, 'account.create', personId, { login });
}

/** Another password that somebody else made, to be changed at the next sign-in; ends every session of the account. */
export async function resetPassword(ctx: Ctx, login: string, password: string): Promise<void> {
  const account = await needAccount(ctx, login);
  await notAdministrator(ctx, account.person_id);
  await ctx.db
    .updateTable('account')
    .set({ hash: await hashPassword(password), must_change: true })
    .where('login', '=', login)
    .execute();
  await unlock(ctx, login);
  await ctx.db.deleteFrom('session').where('login', '=', login).execute();
  await push(ctx, 'account.reset', account.person_id, { login });
}

/** Closes an account with a reason, which ends its sessions at once, or opens it again (`why` null). */
export async function disableAccount(ctx: Ctx, login: string, why: string | null): Promise<void> {
  const account = await needAccount(ctx, login);
  if (account.person_id === ctx.me.personId)
    throw new Problem('own-account', 409, '不能停用自己的账号，请由另一位系统管理员办理。');
  await ctx.db
    .updateTable('account')
    .set({ disabled: why !== null, disabled_why: why })
    .where('login', '=', login)
    .execute();
  if (why !== null) await ctx.db.deleteFrom('session').where('login', '=', login).execute();
  await push(ctx, why === null ? 'account.enable' : 'account.disable', account.person_id, { login });
}

const unlock = (ctx: Ctx, login: string) =>
  ctx.db.deleteFrom('sign_in_try').where('gate', '=', gates.password(login, null)).execute();

/** Lets an account that rests after wrong passwords sign in again. */
export async function unlockAccount(ctx: Ctx, login: string): Promise<void> {
  const account = await needAccount(ctx, login);
  await unlock(ctx, login);
  await push(ctx, 'account.unlock', account.person_id, { login });
}

/**
 * Changes one's own password and ends every session of the account, this one too: one signs in with the new one.
 * @throws 400 with the field: `password-wrong`, `password-same`, `password-is-login`.
 */
export async function changePassword(ctx: Ctx, { current, next }: { current: string; next: string }): Promise<void> {
  const account = await needAccount(ctx, ctx.me.account);
  if (!(await checkPassword(account.hash, current)))
    throw fault('password-wrong', '现在的密码不对，请重新输入。', 'current');
  if (next === current) throw fault('password-same', '新密码不能与现在的密码相同，请另想一个。', 'next');
  if (next.toLowerCase().includes(account.login))
    throw fault('password-is-login', '新密码不能包含账号，请另想一个。', 'next');
  await ctx.db
    .updateTable('account')
    .set({ hash: await hashPassword(next), must_change: false })
    .where('login', '=', account.login)
    .execute();
  await ctx.db.deleteFrom('session').where('login', '=', account.login).execute();
  await push(ctx, 'account.password', account.person_id, {});
}

/** One's own open sessions, the latest used first: when they began, were last used, and with what. */
export async function ownSessions(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('session')
    .select(['id', 'created_at', 'seen_at', 'agent'])
    .where('person_id', '=', ctx.me.personId)
    .where('expires_at', '>', ctx.now)
    .orderBy('seen_at', 'desc')
    .limit(20)
    .execute();
  return rows.map((r) => ({
    id: r.id,
    since: localIso(r.created_at),
    seen: localIso(r.seen_at),
    agent: r.agent,
    here: r.id === ctx.me.session?.id,
  }));
}

/** Ends one of one's own sessions, wherever it is open. @throws 404 */
export async function endSession(ctx: Ctx, id: string): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('session')
    .where('id', '=', id)
    .where('person_id', '=', ctx.me.personId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw new Problem('session-gone', 404, '这一处已经退出了，请刷新页面。');
  await push(ctx, 'session.close', ctx.me.personId, {});
}
