// The server as a value: everything mounted, nothing listening. main.ts and the tests give it a port or a hand.
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { setKinds } from '../record/index.ts';
import { mountAudit } from './audit.ts';
import { mountFeed } from './calendar.ts';
import { mountDesk } from './desk.ts';
import { admit } from './admission.ts';
import { installErrors } from './errors.ts';
import { mountBundle } from './bundle.ts';
import { mountExport, mountSheet } from './export.ts';
import type { Kernel } from './kernel.ts';
import { type Declared, mountKind, mountRoute, requirePolicies } from './mount.ts';
import { mountHealth } from './health.ts';
import { mountPapers } from './papers.ts';
import { mountTraces } from './traces.ts';
import { mountNotices } from './notice.ts';
import { hurryTransfers, patience } from './patience.ts';

export type { Kernel } from './kernel.ts';
export type { Declared } from './mount.ts';
export { todo } from './todo.ts';

export type ServerOptions = {
  /** pino's level; `silent` in tests. */
  logLevel: string;
  /** Answers are checked against their schemas before they leave: in tests and development. */
  checkAnswers: boolean;
  trustProxy?: string | boolean;
  https?: { cert: string; key: string };
};

/** Answers of the API are for whoever asked: nobody keeps them, and nothing in them runs. */
function guardAnswers(app: FastifyInstance) {
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    if (!reply.hasHeader('content-security-policy'))
      void reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  });
}

/** Builds the server of a kernel. `routes` fills with what every route declares, for the access matrix and the manual. */
export async function buildServer(
  kernel: Kernel,
  options: ServerOptions,
): Promise<{ app: FastifyInstance; routes: Declared[] }> {
  setKinds(kernel.kinds, kernel.servers);
  const app = Fastify({
    logger: { level: options.logLevel, redact: ['req.headers.cookie'] },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => v7(),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: 4 * 1024 * 1024,
    ...patience,
    ...(options.https ? { https: { ...options.https, ...patience.http, minVersion: 'TLSv1.2' } } : {}),
  }) as unknown as FastifyInstance;
  const routes: Declared[] = [];
  requirePolicies(app, routes);
  app.setSerializerCompiler(options.checkAnswers ? serializerCompiler : () => (data) => JSON.stringify(data));
  installErrors(app);
  await app.register(cookie);
  await app.register(multipart);
  await app.register(rateLimit, { global: false });
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: Boolean(options.https),
  });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: '安澜', version: '1' } },
    transform: jsonSchemaTransform,
  });
  guardAnswers(app);
  mountTraces(app, kernel);
  hurryTransfers(app);
  admit(app);
  mountHealth(app, kernel);
  let interfaces: Buffer | undefined;
  app.get(
    '/api/openapi.json',
    {
      config: {
        declared: { method: 'GET', url: '/api/openapi.json', access: { anyone: 'public' }, summary: '接口说明' },
        rateLimit: { max: 30, timeWindow: '1 minute' },
      },
      schema: { hide: true },
    },
    // Written once, and not often for one address: anybody may ask for this megabyte, and need not read it.
    (_, reply) =>
      reply.type('application/json; charset=utf-8').send((interfaces ??= Buffer.from(JSON.stringify(app.swagger())))),
  );
  mountDesk(app, kernel);
  mountNotices(app, kernel);
  mountAudit(app, kernel);
  mountFeed(app, kernel);
  for (const server of kernel.servers) {
    for (const kind of kernel.kinds.values()) {
      if (kind.module !== server.contract.id) continue;
      mountExport(app, kernel, kind);
      mountKind(app, kernel, kind);
      mountPapers(app, kernel, kind, server);
    }
    for (const sheet of Object.values(server.sheets ?? {})) mountSheet(app, kernel, sheet);
    for (const bundle of Object.values(server.bundles ?? {})) mountBundle(app, kernel, bundle);
    for (const [name, route] of Object.entries(server.contract.routes)) {
      const handler = server.routes[name];
      if (!handler) throw new Error(`route ${name} of ${server.contract.id} has no handler`);
      mountRoute(app, kernel, route, handler);
    }
  }
  return { app, routes };
}
