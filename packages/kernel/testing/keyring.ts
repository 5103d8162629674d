// Signing in as people do: administrators enrol a telephone at their first sign-in, and give its codes afterwards.
import { factorRoutes as f, deskRoutes } from '@anlan/contract';
import { generateSync } from 'otplib';

const STEP_MS = 30_000;

export type Reply = { status: number; body: unknown; cookies: readonly { name: string; value: string }[] };
/** One request to the server under test. */
export type Ask = (request: { method: 'POST'; path: string; cookie: string; body: unknown }) => Promise<Reply>;

/** The telephones of some people: keys by account, and the last step of which a code was given. */
export class Keyring {
  readonly #phones = new Map<string, { secret: string; last: number; recovery: string[] }>();
  readonly #now: () => Date;
  /** `now` is the clock of the server. */
  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The next code that the server has not seen: of this step or the one after; then a recovery code. */
  code(account: string): string {
    const phone = this.#phones.get(account);
    if (!phone) throw new Error(`${account} has enrolled no telephone`);
    const step = Math.floor(this.#now().getTime() / STEP_MS);
    const next = Math.max(step, phone.last + 1);
    if (next > step + 1) return phone.recovery.pop()!;
    phone.last = next;
    return generateSync({ secret: phone.secret, epoch: next * 30 });
  }

  /** Signs in; gives the cookies of the session. @throws with the server's words when it does not let in */
  async signIn(ask: Ask, account: string, password: string): Promise<string> {
    const code = this.#phones.has(account) ? { code: this.code(account) } : {};
    const path = deskRoutes.signIn.path;
    const reply = await ask({ method: 'POST', path, cookie: '', body: { account, password, ...code } });
    if (reply.status !== 200) throw new Error(`${account} cannot sign in: ${JSON.stringify(reply.body)}`);
    const cookies = new Map(reply.cookies.map((c) => [c.name, c.value]));
    const me = reply.body as { mustEnrol: boolean; mustChange: boolean };
    if (me.mustEnrol && !me.mustChange) await this.enrol(ask, account, cookies);
    return header(cookies);
  }

  /** Enrols a telephone in the session of `cookies`, which gets another token. */
  async enrol(ask: Ask, account: string, cookies: Map<string, string>): Promise<void> {
    const must = async (path: string, body: unknown) => {
      const reply = await ask({ method: 'POST', path, cookie: header(cookies), body });
      if (reply.status !== 200) throw new Error(`${account} cannot enrol: ${JSON.stringify(reply.body)}`);
      for (const { name, value } of reply.cookies) cookies.set(name, value);
      return reply.body;
    };
    const { key } = (await must(f.begin.path, {})) as { key: string };
    const step = Math.floor(this.#now().getTime() / STEP_MS);
    const phone = { secret: key.replaceAll(' ', ''), last: step, recovery: [] as string[] };
    const code = generateSync({ secret: phone.secret, epoch: step * 30 });
    phone.recovery = ((await must(f.confirm.path, { code })) as { recovery: string[] }).recovery;
    this.#phones.set(account, phone);
  }
}

const header = (cookies: ReadonlyMap<string, string>) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
