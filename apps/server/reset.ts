// `anlan reset ACCOUNT`: lets a person in again whom nobody else can help, by whoever stands at the server itself.
import { dropFactor, forgetDevices, hashPassword } from '@anlan/kernel/access';
import { push } from '@anlan/kernel/audit';
import type { Ctx } from '@anlan/kernel/ctx';
import { Unready } from '@anlan/kernel/db';
import { readConfig } from './config.ts';
import { withStore } from './connect.ts';
import { asSystem } from './contents.ts';
import { randomPassword } from './password.ts';

/**
 * Gives an account a one-time password and takes its second factor; its sessions end, its browsers are forgotten.
 * @throws Unready when there is no such account
 */
export async function resetAccount({ db }: Pick<Ctx, 'db'>, login: string, now: Date): Promise<string> {
  const password = randomPassword();
  const hash = await hashPassword(password);
  await db.transaction().execute(async (trx) => {
    const account = await trx
      .updateTable('account')
      .set({ hash, must_change: true })
      .where('login', '=', login)
      .returning('person_id')
      .executeTakeFirst();
    if (!account) throw new Unready(`没有账号「${login}」，请核对后再试。`);
    await dropFactor({ db: trx, login });
    await forgetDevices(trx, login);
    await trx.deleteFrom('sign_in_try').where('gate', 'like', `%:${login}`).execute();
    await trx.deleteFrom('session').where('login', '=', login).execute();
    await push({ db: trx, now }, 'account.resetAtServer', account.person_id, { login });
  });
  return password;
}

/** @returns 0 when it was reset, 2 when no account was named. */
export async function reset([login]: readonly string[]): Promise<number> {
  if (!login) {
    console.error('请写明账号，例如：npm run -s anlan -- reset xitong');
    return 2;
  }
  const config = readConfig(process.env);
  const password = await withStore(config, ({ workerUrl }) =>
    asSystem(workerUrl, 'reset', (as) => resetAccount(as, login.toLowerCase(), config.clock.now())),
  );
  console.log(`账号 ${login.toLowerCase()} 的一次性密码（只显示这一次）：${password}`);
  console.log('动态口令已解除，已登录的地方全部退出。本人登录后先修改密码，管理员还要重新开通动态口令。');
  return 0;
}
