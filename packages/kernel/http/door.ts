// The door over HTTP: signing in and out, the second factor, a fresh proof. None of its answers is kept under a key:
// what is shown here once must stand nowhere.
import { Problem, type Route, deskRoutes, factorRoutes as f } from '@anlan/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  allow,
  bearerOf,
  beginFactor,
  confirmFactor,
  dropFactor,
  factorState,
  freshCodes,
  isAdministrator,
  isEnrolled,
  memberOf,
  prove,
  requireProof,
  resetFactor,
  rotate,
  signIn,
  signOut,
} from '../access/index.ts';
import { push } from '../audit/index.ts';
import { type Ctx, makeCtx } from '../ctx/index.ts';
import type { Kernel, Lane } from './kernel.ts';
import { describeMe } from './me.ts';
import { mountRoute, parse } from './mount.ts';
import { clearSession, deviceOf, memberFor, sameOrigin, setDevice, setSession, tokenOf } from './session.ts';

/** Requests of one address in a minute: a whole bureau may stand behind it; who guesses is slowed long before. */
const A_MINUTE = 300;

type Answer = (at: { ctx: Ctx; request: FastifyRequest; reply: FastifyReply }, body: never) => Promise<unknown>;

export function mountDoor(app: FastifyInstance, kernel: Kernel) {
  const as = (lane: Lane, me: Ctx['me']) => makeCtx(lane.app.as(me.actor), me, kernel.clock, kernel.store);
  const declared = ({ method, path, access, summary, reserved, proof }: Route) => ({
    config: {
      declared: {
        method,
        url: path,
        access,
        summary,
        ...(reserved ? { reserved } : {}),
        ...(proof ? { proof: 'always' as const } : {}),
      },
      rateLimit: { max: A_MINUTE, timeWindow: '1 minute' },
    },
    schema: { summary },
  });
  /** For whoever is signed in, also where he may do nothing else yet. */
  const own = (route: Route, answer: Answer) => {
    const lane = route.reserved ? kernel.reserve : kernel;
    app.route({
      method: route.method,
      url: route.path,
      ...declared(route),
      handler: async (request, reply) => {
        if (route.method !== 'GET') sameOrigin(request);
        const me = await memberFor(lane, request);
        allow(me, route.access, route.summary);
        const ctx = as(lane, me);
        if (route.proof) await requireProof(ctx);
        return answer({ ctx, request, reply }, parse(route.input, request.body ?? {}) as never);
      },
    });
  };

  app.post(deskRoutes.signIn.path, declared(deskRoutes.signIn), async (request, reply) => {
    sameOrigin(request);
    const { account: login, password, code } = parse(deskRoutes.signIn.input, request.body);
    const from = { agent: request.headers['user-agent'] ?? '', address: request.ip, device: deviceOf(request) };
    const { token, device } = await signIn(kernel.reserve.access, { login, password, code }, from);
    // A token that was there before, whoever put it there, opens nothing any more.
    const before = tokenOf(request);
    if (before) await signOut(kernel.reserve.access, before);
    setSession(request, reply, token);
    setDevice(request, reply, device);
    return describeMe(kernel, as(kernel.reserve, (await memberOf(kernel.reserve.access, token))!));
  });
  app.delete(deskRoutes.signOut.path, declared(deskRoutes.signOut), async (request, reply) => {
    sameOrigin(request);
    const token = tokenOf(request);
    if (token) await signOut(kernel.reserve.access, token);
    clearSession(request, reply);
    return reply.send({});
  });

  own(f.state, ({ ctx }) => factorState(bearerOf(kernel.access, ctx.me), ctx.me));
  own(f.begin, async ({ ctx }) => {
    refuseBefore(ctx);
    const bearer = bearerOf(kernel.access, ctx.me);
    if (await isEnrolled(bearer)) await requireProof(ctx);
    return beginFactor(bearer);
  });
  own(f.confirm, async ({ ctx, request, reply }, { code }: { code: string }) => {
    refuseBefore(ctx);
    const bearer = bearerOf(kernel.access, ctx.me);
    if (await isEnrolled(bearer)) await requireProof(ctx);
    const recovery = await confirmFactor(bearer, code, ctx.me);
    setSession(request, reply, await rotate(kernel.access, tokenOf(request)!, ctx.now));
    return { recovery };
  });
  own(f.renew, async ({ ctx }) => {
    const bearer = bearerOf(kernel.access, ctx.me);
    return bearer.db.transaction().execute(async (trx) => {
      await push({ db: trx, now: ctx.now }, 'factor.recovery', ctx.me.personId, {});
      return { recovery: await freshCodes({ ...bearer, db: trx }) };
    });
  });
  own(f.drop, async ({ ctx }) => {
    if (isAdministrator(ctx.me))
      throw new Problem('factor-kept', 409, '管理员必须使用动态口令，不能停用；换手机的，请点「重新开通」。');
    const bearer = bearerOf(kernel.access, ctx.me);
    await bearer.db.transaction().execute(async (trx) => {
      await dropFactor({ ...bearer, db: trx });
      await push({ db: trx, now: ctx.now }, 'factor.drop', ctx.me.personId, {});
    });
    return {};
  });
  own(f.prove, async ({ ctx }, { code }: { code: string }) => {
    await prove(kernel.access, ctx.me, code);
    return {};
  });
  mountRoute(app, kernel, f.reset, async (ctx, { login, reason }: { login: string; reason: string }) => {
    await resetFactor(kernel.access, ctx, login, reason);
    return { login };
  });
}

/** A password that somebody else made is changed before a telephone is bound to the account. */
function refuseBefore({ me }: Ctx) {
  if (me.mustChange) throw new Problem('password-first', 409, '请先修改一次性密码，再开通动态口令。');
}
