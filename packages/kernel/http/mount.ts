// Mounts routes, records and their actions on Fastify; a route without a policy does not boot.
import {
  missing,
  Id,
  type Access,
  ListQuery,
  Problem as Refusal,
  type Route,
  invalid,
  page,
  recordPath,
  recordView,
} from '@anlan/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { allow, requireProof } from '../access/index.ts';
import { type Ctx, makeCtx } from '../ctx/index.ts';
import { type Kind, act, faults, list, show } from '../record/index.ts';
import { type Answer, once } from './idempotent.ts';
import type { Kernel } from './kernel.ts';
import { memberFor, sameOrigin } from './session.ts';

/** What the access matrix, OpenAPI and the manual read of every route. */
export type Declared = {
  method: Route['method'];
  url: string;
  access: Access;
  summary: string;
  /** The verb under which a reading is written down. */
  sensitive?: string;
  kind?: string;
  action?: string;
  reserved?: true;
  /** Asks for a fresh second-factor proof: always, or where many rows of personal data leave. */
  proof?: 'always' | 'mass';
};

declare module 'fastify' {
  interface FastifyContextConfig {
    declared?: Declared;
  }
}

/** Boot fails when a route of the API says nothing about who may ask. */
export function requirePolicies(app: FastifyInstance, table: Declared[]) {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/') || route.method === 'HEAD' || route.method === 'OPTIONS') return;
    const declared = route.config?.declared;
    if (!declared) throw new Error(`route ${String(route.method)} ${route.url} declares no policy`);
    table.push(declared);
  });
}

/** No form goes deeper; what does exhausts whoever walks it. */
const DEEPEST = 32;
/** @throws 400 */
function needShallow(body: unknown) {
  const inside = (value: unknown) => (typeof value === 'object' && value !== null ? Object.values(value) : []);
  let level = [body];
  for (let depth = 0; level.length; depth++) {
    if (depth > DEEPEST) throw new Refusal('invalid', 400, '提交的内容层次太深，请刷新页面后重试。');
    level = level.flatMap(inside);
  }
}

/** Path, query and body as one flat input. */
function inputOf(request: FastifyRequest): Record<string, unknown> {
  needShallow(request.body);
  return {
    ...(request.query as object),
    ...(request.body && typeof request.body === 'object' ? request.body : {}),
    ...(request.params as object),
  };
}

export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalid(faults(parsed.error));
  return parsed.data;
}

/** What a module refuses of a query that it reads itself, with the sentences of its schema. */
export async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof z.ZodError ? invalid(faults(error)) : error;
  }
}

/** Unknown fields are refused, unless the schema itself lets them pass. */
const strict = (schema: z.ZodType) =>
  schema instanceof z.ZodObject && !schema.def.catchall ? schema.strict() : schema;

type Handler = (ctx: Ctx, input: never, request: FastifyRequest) => Promise<unknown>;

const KEY = /^[\w-]{8,80}$/;
function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key))
    throw new Refusal('no-key', 400, '这次提交缺少编号，请刷新页面后重试。');
  return key;
}

/** One route: who asks, may he, what does he say, then the handler; writes run once per key in one transaction. */
export function mountRoute(
  app: FastifyInstance,
  kernel: Kernel,
  route: Route,
  handler: Handler,
  more: Pick<Declared, 'kind' | 'action'> = {},
) {
  const { method, path, access, summary, reserved, proof } = route;
  const lane = reserved ? kernel.reserve : kernel;
  const input = strict(route.input);
  app.route({
    method,
    url: path,
    config: {
      declared: {
        method,
        url: path,
        access,
        summary,
        ...(route.sensitive ? { sensitive: route.sensitive } : {}),
        ...(reserved ? { reserved } : {}),
        ...(proof ? { proof: 'always' } : {}),
        ...more,
      },
    },
    schema: {
      summary,
      ...(method === 'GET' ? { querystring: described(route.input, path) } : { body: described(route.input, path) }),
      response: { 200: route.output },
    },
    // Zod checks below, with the product's own sentences; the schemas here document.
    validatorCompiler: () => () => true,
    handler: async (request, reply) => {
      if (method !== 'GET') sameOrigin(request);
      const me = await memberFor(lane, request);
      allow(me, access, summary);
      if (method !== 'GET') kernel.disk?.mustHaveRoom();
      const ctx = makeCtx(lane.app.as(me.actor), me, kernel.clock, kernel.store);
      if (proof) await requireProof(ctx);
      if (method === 'GET') return handler(ctx, parse(input, inputOf(request)) as never, request);
      const body = inputOf(request);
      const run = async (at: Ctx): Promise<Answer> => ({
        status: 200,
        body: await handler(at, parse(input, body) as never, request),
      });
      const answer = await once(ctx, keyOf(request), `${method} ${request.url}`, body, run);
      return reply.code(answer.status as 200).send(answer.body);
    },
  });
}

const described = (schema: z.ZodType, path: string) => {
  if (!(schema instanceof z.ZodObject)) return schema;
  const inPath = [...path.matchAll(/:(\w+)/g)].map((m) => m[1]!).filter((name) => name in schema.shape);
  return schema.omit(Object.fromEntries(inPath.map((name) => [name, true])) as Record<string, true>);
};

/** List, show and the actions of one kind of record. */
export function mountKind(app: FastifyInstance, kernel: Kernel, kind: Kind) {
  const base = recordPath(kind.module, kind.kind);
  const view = recordView(kind.type.schema);
  const { read, title } = kind.type;
  mountRoute(
    app,
    kernel,
    { method: 'GET', path: base, access: read, summary: `${title}清单`, input: ListQuery, output: page(view) },
    (ctx, query) => list(ctx, kind, query),
    { kind: kind.kind },
  );
  mountRoute(
    app,
    kernel,
    {
      method: 'GET',
      path: `${base}/:id`,
      access: read,
      summary: `查看${title}`,
      // What is no identity names nothing that exists.
      input: z.object({ id: z.string() }),
      output: view,
    },
    (ctx, { id }: { id: string }) => {
      if (!Id.safeParse(id).success) throw missing();
      return show(ctx, kind, id);
    },
    { kind: kind.kind },
  );
  for (const [name, action] of Object.entries(kind.type.life.actions)) {
    const route: Route = {
      method: 'POST',
      path: `${base}/:id/${name}`,
      access: action.by,
      summary: `${action.label}（${title}）`,
      // `act` parses: the refusals of permission, scope and version come before those of the form.
      input: z.looseObject({ id: z.uuid() }),
      output: view,
    };
    mountRoute(app, kernel, route, (ctx, { id, ...body }: { id: string }) => act(ctx, kind, id, name, body), {
      kind: kind.kind,
      action: name,
    });
  }
}
