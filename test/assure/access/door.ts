// What the trials of the door share: strangers who knock, a screen kept open, and rights given anew.
import type { World } from '@anlan/kernel/testing';

export const PASSWORD = 'story-password';

export type Knock = { account: string; password: string; code?: string };
export type Said = {
  status: number;
  code: string;
  body: string;
  cookies: Map<string, string>;
  retryAfter: string | undefined;
};

/** Knocks at the door of a world from an address, with what the browser carries. */
export async function knock(w: World, body: Knock, from = '10.0.0.1', cookie = ''): Promise<Said> {
  const reply = await w.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: body,
    remoteAddress: from,
    headers: cookie ? { cookie } : {},
  });
  return {
    status: reply.statusCode,
    code: reply.json<{ code?: string }>().code ?? '',
    body: reply.body,
    cookies: new Map(reply.cookies.map((c) => [c.name, c.value])),
    retryAfter: reply.headers['retry-after']?.toString(),
  };
}

export const cookieOf = (cookies: ReadonlyMap<string, string>) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** The status of a GET with a cookie. */
export const asks = async (w: World, cookie: string, url = '/api/me') =>
  (await w.app.inject({ method: 'GET', url, headers: { cookie } })).statusCode;

/** A screen kept open: resolves with the milliseconds after `from` at which the server ended it, null when it did not in time. */
export async function screen(url: string, cookie: string) {
  const stop = new AbortController();
  const reply = await fetch(`${url}/api/live`, { headers: { cookie }, signal: stop.signal });
  if (reply.status !== 200 || !reply.body) throw new Error(`no live updates: ${reply.status}`);
  let ended: number | null = null;
  const reading = (async () => {
    for await (const _ of reply.body as unknown as AsyncIterable<Uint8Array>);
    ended = performance.now();
  })().catch(() => {});
  return {
    async endedWithin(ms: number, from: number): Promise<number | null> {
      const left = ms - (performance.now() - from);
      await Promise.race([reading, new Promise((done) => setTimeout(done, Math.max(0, left)).unref())]);
      stop.abort();
      return ended === null ? null : Math.max(0, Math.round(ended - from));
    },
  };
}
