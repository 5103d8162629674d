// The cookie of a session and the guard against foreign origins.
import { Problem } from '@anlan/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KNOWN_DAYS, memberOf } from '../access/index.ts';
import type { Member } from '../ctx/index.ts';
import type { Lane } from './kernel.ts';

const secure = (request: FastifyRequest) => request.protocol === 'https';
/** `__Host-` binds the cookie to the origin; browsers take it over TLS only, so loopback uses the plain name. */
const nameFor = (request: FastifyRequest) => (secure(request) ? '__Host-sid' : 'sid');

/** The browser in which a person signed in well keeps this one beside, for the counting of tries alone. */
const deviceName = (request: FastifyRequest) => (secure(request) ? '__Host-device' : 'device');

export const tokenOf = (request: FastifyRequest): string | undefined => request.cookies[nameFor(request)];

export function setSession(request: FastifyRequest, reply: FastifyReply, token: string) {
  void reply.setCookie(nameFor(request), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: secure(request),
  });
}

export const deviceOf = (request: FastifyRequest): string | undefined => request.cookies[deviceName(request)];

export function setDevice(request: FastifyRequest, reply: FastifyReply, token: string) {
  void reply.setCookie(deviceName(request), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: secure(request),
    maxAge: KNOWN_DAYS * 86_400,
  });
}

export function clearSession(request: FastifyRequest, reply: FastifyReply) {
  void reply.clearCookie(nameFor(request), { path: '/', httpOnly: true, sameSite: 'strict', secure: secure(request) });
  void reply.header('clear-site-data', '"cache", "storage"');
}

/** Who asks, or null. */
export async function memberFor(
  { access }: Pick<Lane, 'access'>,
  request: FastifyRequest,
  how?: { touch: boolean },
): Promise<Member | null> {
  const token = tokenOf(request);
  const member = token ? await memberOf(access, token, how) : null;
  return member ? { ...member, actor: { ...member.actor, request: request.id } } : null;
}

/** The host of an address; null where it is none (`null`, a sandboxed page). */
const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null);
/** What a page elsewhere cannot send unasked: a browser first asks us, and we do not answer. */
const asked = ({ headers }: FastifyRequest) =>
  headers['idempotency-key'] !== undefined || Boolean(headers['content-type']?.startsWith('application/json'));

/**
 * A write must come from our own pages: browsers say so in Sec-Fetch-Site, older ones in Origin. What says neither comes from a
 * program, and has the key or the type of one.
 * @throws 403
 */
export function sameOrigin(request: FastifyRequest) {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const ours =
    site !== undefined
      ? site === 'same-origin' || site === 'none'
      : origin !== undefined
        ? hostOf(origin) === request.host
        : asked(request) || request.method === 'DELETE';
  if (!ours) throw new Problem('foreign-origin', 403, '这个请求不是从本系统的页面发出的，已拒绝。请从系统页面操作。');
}
