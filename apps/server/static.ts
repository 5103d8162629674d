// The desk's files: hashed ones for ever, the page itself fresh with its nonce, under a strict content policy.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');

/** Serves `build/web`; every address that is no file is a page of the desk. */
export async function serveDesk(app: FastifyInstance, dir: string) {
  const page = join(dir, 'index.html');
  if (!existsSync(page)) return;
  const html = readFileSync(page, 'utf8');
  const send = (reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll('__CSP_NONCE__', nonce));
  };
  await app.register(fastifyStatic, {
    root: join(dir, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    index: false,
  });
  app.get('/favicon.svg', (_, reply) => reply.sendFile('favicon.svg', dir));
  app.get('/', (_, reply) => send(reply));
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w{2,5}$/.test(request.url.split('?')[0]!))
      return send(reply);
    return reply
      .code(404)
      .type('application/problem+json')
      .send({ type: 'urn:anlan:no-route', code: 'no-route', status: 404, title: '没有这个地址。' });
  });
}
