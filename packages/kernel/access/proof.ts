// A fresh proof: what must not be done with a stolen session asks for the second factor shown in it a few minutes ago.
import { PROOF_WANTED, Problem } from '@anlan/contract';
import { push } from '../audit/index.ts';
import type { Ctx, Member } from '../ctx/index.ts';
import { tell } from '../notify/tell.ts';
import { settings } from '../setting/index.ts';
import { forgetDevices } from './device.ts';
import { type Bearer, dropFactor, takeCode } from './factor.ts';
import { ADMINISTRATORS } from './roles.ts';
import { type Access, inNameOf } from './session.ts';
import { forgetTries, gates, resting, takeTry } from './tries.ts';

/** How many rows of personal data leave without a proof. */
export const MASS = 50;

/** @throws 401 `second-factor-required` where the session has shown none lately */
export async function requireProof(ctx: Ctx): Promise<void> {
  const { 'access.proofMinutes': minutes } = await settings(ctx.db);
  // From the store: it may have been shown a moment ago, at another server.
  const session = await ctx.db
    .selectFrom('session')
    .select('proved_at')
    .where('id', '=', ctx.me.session?.id ?? null)
    .executeTakeFirst();
  const shown = session?.proved_at;
  if (!shown || ctx.now.getTime() - shown.getTime() >= minutes * 60_000)
    throw new Problem(PROOF_WANTED, 401, '这件事要再核对一次动态口令。');
}

export const bearerOf = (access: Access, me: Member): Bearer => ({
  db: inNameOf(access, me.personId),
  sealer: access.sealer,
  login: me.account,
  now: access.clock.now(),
});

/** Shows the second factor within a session. @throws 400 `code-wrong`, 429 after ten that are */
export async function prove(access: Access, me: Member, code: string): Promise<void> {
  const bearer = bearerOf(access, me);
  const gate = gates.proof(me.account);
  const rests = await takeTry(bearer.db, gate, bearer.now);
  if (rests !== null) throw resting(rests);
  if (!(await takeCode(bearer, code))) {
    const message = '动态口令不对或已经用过，请等手机上换了新的数字再输入。';
    throw new Problem('code-wrong', 400, message, { fields: [{ path: 'code', message }] });
  }
  await forgetTries(bearer.db, gate);
  await bearer.db
    .updateTable('session')
    .set({ proved_at: bearer.now })
    .where('id', '=', me.session?.id ?? '')
    .execute();
}

/**
 * Takes the second factor of somebody who lost his telephone, by an administrator; another administrator's only by one of
 * another of the three roles. Both are told; his sessions end and his browsers are forgotten.
 * @throws 404, 409 `own-factor` and `nothing-to-reset`, 403 `same-administrator`
 */
export async function resetFactor(access: Access, ctx: Ctx, login: string, reason: string): Promise<void> {
  const db = inNameOf(access, ctx.me.personId);
  const account = await db.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
  if (!account) throw new Problem('account-unknown', 404, '没有找到这个账号，请刷新后再试。');
  if (account.person_id === ctx.me.personId)
    throw new Problem('own-factor', 409, '不能解除自己的动态口令，请由另一类管理员办理，或用恢复码登录后重新开通。');
  const roles = await administratorRoles(ctx, db, account.person_id);
  if (ctx.me.held.some((h) => roles.includes(h.role)))
    throw new Problem('same-administrator', 403, '同一类管理员不能互相解除动态口令，请由另一类管理员办理。');
  const there = await db.selectFrom('factor').select('login').where('login', '=', login).executeTakeFirst();
  if (!there) throw new Problem('nothing-to-reset', 409, '这个账号没有开通动态口令，不用解除。');
  await db.transaction().execute(async (trx) => {
    await dropFactor({ db: trx, login });
    await forgetDevices(trx, login);
    await trx.deleteFrom('session').where('login', '=', login).execute();
    await tell(
      { db: trx, now: ctx.now },
      {
        people: [account.person_id, ctx.me.personId],
        title: `账号「${login}」的动态口令已解除`,
        body: `${ctx.me.name}办理，原因：${reason}。本人下次登录重新开通；不是本人要求的，请马上告诉审计管理员。`,
        cause: `factor:${login}:${ctx.now.toISOString()}`,
      },
    );
    await push({ db: trx, now: ctx.now }, 'factor.reset', account.person_id, {});
  });
}

async function administratorRoles(ctx: Ctx, db: Ctx['db'], personId: string): Promise<string[]> {
  const posts = await db
    .selectFrom('post')
    .select('role')
    .where('person_id', '=', personId)
    .where('role', 'in', [...ADMINISTRATORS])
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', ctx.today)]))
    .execute();
  return posts.map((p) => p.role);
}
