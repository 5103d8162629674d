// The door: account, password and, where there is one, a code. It rests for strangers, never for those it knows.
import { PROOF_WANTED, Problem } from '@anlan/contract';
import { tell } from '../notify/tell.ts';
import { knownDevice, rememberDevice } from './device.ts';
import { isEnrolled, takeCode } from './factor.ts';
import { checkPassword } from './password.ts';
import { type Access, asSystem, openSession } from './session.ts';
import { forgetTries, gates, resting, takeTry } from './tries.ts';

const refused = () =>
  new Problem('sign-in-refused', 401, '账号或密码不对，请核对后再试。忘记密码请联系系统管理员重置。');
const codeWanted = () => new Problem(PROOF_WANTED, 401, '请输入手机上的动态口令；手机不在身边的，输入一个恢复码。');
const codeWrong = () =>
  new Problem('second-factor-wrong', 401, '动态口令不对或已经用过，请等手机上换了新的数字再输入。');

/** What is typed at the door, and from where: `device` is the token of a browser that we gave one to. */
export type Knock = { login: string; password: string; code?: string | undefined };
export type From = { agent: string; address?: string; device?: string | undefined };

/**
 * Signs in and opens a session; gives its token and the one by which the browser is known from now on.
 *
 * Tries are counted apart for a known browser. Where the door rests for strangers, password and code together open it;
 * every other answer is then the same, so that nothing can be found out by trying on.
 * @throws 401 `sign-in-refused` in one sentence for every wrong pair, known account or not; 401 when a code is wanted or
 *   wrong, only after the right password; 429 `resting` or `too-many-tries`; 503 when too many sign in at once.
 */
export async function signIn(access: Access, knock: Knock, from: From): Promise<{ token: string; device: string }> {
  const db = asSystem(access);
  const now = access.clock.now();
  const login = knock.login.toLowerCase();
  const device = await knownDevice(db, from.device, login, now);
  const stranger = device === null && from.address !== undefined ? from.address : null;
  if (stranger !== null) await access.pace.before(stranger);
  const account = await db.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();

  const gate = gates.password(login, device);
  const rests = await takeTry(db, gate, now);
  if (rests !== null && !knock.code) throw resting(rests);
  const wrong = (problem: Problem) => {
    if (stranger !== null) access.pace.failed(stranger);
    return rests === null ? problem : resting(rests);
  };
  const fits = await checkPassword(account?.hash, knock.password);
  if (!account || account.disabled || !fits) throw wrong(refused());

  const bearer = { db, sealer: access.sealer, login: account.login, now };
  const enrolled = await isEnrolled(bearer);
  let shown: Awaited<ReturnType<typeof takeCode>> = null;
  if (enrolled) {
    if (!knock.code) throw codeWanted();
    const codes = gates.code(login, device);
    if ((await takeTry(db, codes, now)) !== null) throw wrong(codeWrong());
    shown = await takeCode(bearer, knock.code);
    if (shown === null) throw wrong(codeWrong());
    await forgetTries(db, codes);
  } else if (rests !== null) throw resting(rests);

  if (rests === null) await forgetTries(db, gate);
  const opening = { personId: account.person_id, login: account.login, agent: from.agent };
  const token = await openSession(access, { ...opening, provedAt: enrolled ? now : null });
  if (shown === 'recovery')
    await tell(
      { db, now },
      {
        people: [account.person_id],
        title: '有人用恢复码登录了您的账号',
        body: '每个恢复码只能用一次。不是您本人用的，请马上修改密码并重新开通动态口令。',
        cause: `recovery:${account.login}:${now.toISOString()}`,
      },
    );
  return { token, device: await rememberDevice(db, from.device, account.login, now) };
}
