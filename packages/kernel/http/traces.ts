// What is written down besides deeds: readings of sensitive things, files that leave, and refusals. Before the answer leaves.
import { FILES, Id, deskRoutes } from '@anlan/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { push } from '../audit/index.ts';
import { type Member, systemMember } from '../ctx/index.ts';
import type { Kernel } from './kernel.ts';
import { memberFor } from './session.ts';

/** The same refusal of the same person is written once in so many milliseconds, so that a flood fills no disk. */
const ONCE_IN = 60_000;
/** Refusals remembered at most. */
const REMEMBERED = 10_000;

type Trace = { verb: string; object: string | null; detail: Record<string, unknown> };

export function mountTraces(app: FastifyInstance, kernel: Kernel) {
  const told = new Map<string, number>();
  const fresh = (who: string, what: string) => {
    const [key, now] = [`${who} ${what}`, kernel.clock.now().getTime()];
    if (now - (told.get(key) ?? -Infinity) < ONCE_IN) return false;
    if (told.size >= REMEMBERED) told.clear();
    told.set(key, now);
    return true;
  };
  const write = (me: Member, { verb, object, detail }: Trace) =>
    push({ db: kernel.app.as(me.actor), now: kernel.clock.now() }, verb, object, detail);

  // A line that cannot be written keeps the answer back.
  app.addHook('onSend', async (request, reply) => {
    const route = request.routeOptions.url;
    if (!route?.startsWith('/api/')) return;
    if (isRefusedSignIn(request, reply)) {
      const object = await personOf(kernel, request);
      if (fresh(object ?? 'nobody', route))
        await push(asAccess(kernel), 'session.refused', object, { status: reply.statusCode });
      return;
    }
    const refused = reply.statusCode === 403;
    const reading = reply.statusCode === 200 ? readingOf(request, reply) : null;
    if (!refused && !reading) return;
    const me = await memberFor(kernel, request, { touch: false });
    if (!me) return;
    if (reading) await write(me, reading);
    else if (fresh(me.personId, `${request.method} ${route}`))
      await write(me, { verb: 'access.refused', object: objectOf(request), detail: { route, method: request.method } });
  });
}

/** A declared sensitive reading, or anything that leaves as a file to be kept. */
function readingOf(request: FastifyRequest, reply: FastifyReply): Trace | null {
  const declared = request.routeOptions.config.declared;
  if (declared?.sensitive) return { verb: declared.sensitive, object: objectOf(request), detail: {} };
  if (request.method !== 'GET' || !String(reply.getHeader('content-disposition')).startsWith('attachment')) return null;
  return {
    verb: request.routeOptions.url?.startsWith(FILES) ? 'file.take' : 'file.export',
    object: objectOf(request),
    detail: { route: request.routeOptions.url },
  };
}

function objectOf({ params }: FastifyRequest): string | null {
  const { id } = (params ?? {}) as { id?: unknown };
  return Id.safeParse(id).success ? (id as string) : null;
}

const isRefusedSignIn = (request: FastifyRequest, reply: FastifyReply) =>
  request.method === 'POST' &&
  request.routeOptions.url === deskRoutes.signIn.path &&
  (reply.statusCode === 401 || reply.statusCode === 429);

const asAccess = (kernel: Kernel) => ({
  db: kernel.system.as(systemMember('access').actor),
  now: kernel.clock.now(),
});

/** Whose account it was; what was typed for an account is not kept, it may have been a password. */
async function personOf(kernel: Kernel, { body }: FastifyRequest): Promise<string | null> {
  const { account } = (body ?? {}) as { account?: unknown };
  if (typeof account !== 'string') return null;
  const found = await asAccess(kernel)
    .db.selectFrom('account')
    .select('person_id')
    .where('login', '=', account.toLowerCase())
    .executeTakeFirst();
  return found?.person_id ?? null;
}
