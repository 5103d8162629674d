// Whoever comes to the door: a person with a session put straight into the store, or nobody at all.
import { createHash, randomBytes } from 'node:crypto';
import type { World } from '@anlan/kernel/testing';
import type { InjectOptions } from 'fastify';
import { v7 } from 'uuid';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Ask = {
  method: Method;
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** The bytes of the body as they are, instead of `body`. */
  raw?: string | Buffer;
  /** As a page elsewhere would without asking first: no key, no type of its own. */
  simple?: true;
};
export type Reply = {
  status: number;
  /** As it came: text of JSON, or bytes of a file in latin1. */
  text: string;
  bytes: Buffer;
  type: string;
  headers: Readonly<Record<string, unknown>>;
  ms: number;
};
export type Visitor = { name: string; personId: string | null; cookie: string | null; ask(what: Ask): Promise<Reply> };

/** Sends as a browser of our own page would, with `cookie` where there is one. */
export function visitor(w: World, name: string, personId: string | null, cookie: string | null): Visitor {
  return {
    name,
    personId,
    cookie,
    async ask({ method, url, body, headers, raw, simple }) {
      const began = performance.now();
      const writes = method !== 'GET';
      const request: InjectOptions = {
        method,
        url,
        headers: {
          ...(cookie ? { cookie } : {}),
          ...(writes && !simple ? { 'idempotency-key': v7(), 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(writes ? { payload: raw ?? JSON.stringify(body ?? {}) } : {}),
      };
      const reply = await w.app.inject(request).catch(() => null);
      // An answer that breaks off in the middle is no answer.
      if (!reply)
        return { status: 599, text: '', bytes: Buffer.alloc(0), type: '', headers: {}, ms: performance.now() - began };
      return {
        status: reply.statusCode,
        text: reply.payload,
        bytes: reply.rawPayload,
        type: String(reply.headers['content-type'] ?? ''),
        headers: reply.headers,
        ms: performance.now() - began,
      };
    },
  };
}

export const nobody = (w: World): Visitor => visitor(w, 'anonymous', null, null);

/** A session for `login` until `minutes` from now, and whoever carries its token. */
export async function enter(w: World, login: string, personId: string, minutes = 600): Promise<Visitor> {
  const token = randomBytes(32).toString('base64url');
  const now = w.clock.now();
  await w.system.db
    .insertInto('session')
    .values({
      token: createHash('sha256').update(token).digest(),
      person_id: personId,
      login,
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + minutes * 60_000),
      agent: 'trial',
    })
    .execute();
  return visitor(w, login, personId, `sid=${token}`);
}

/** Everybody who has an account, by its name. */
export async function everybody(w: World): Promise<Visitor[]> {
  const accounts = await w.system.db.selectFrom('account').select(['login', 'person_id']).orderBy('login').execute();
  return Promise.all(accounts.map((a) => enter(w, a.login, a.person_id)));
}

/** The one with this account. */
export async function comes(w: World, login: string): Promise<Visitor> {
  const { person_id } = await w.system.db
    .selectFrom('account')
    .select('person_id')
    .where('login', '=', login)
    .executeTakeFirstOrThrow();
  return enter(w, login, person_id);
}
