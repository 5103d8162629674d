// The routes of telling people: my switches, and the gateway of the bureau.
import { type Route, noticeRoutes as r } from '@anlan/contract';
import type { FastifyInstance } from 'fastify';
import { push } from '../audit/index.ts';
import type { Ctx } from '../ctx/index.ts';
import { gatewayState, noticeTypes, retryGateway, saveGateway, setNoticeType } from '../notify/index.ts';
import type { Kernel } from './kernel.ts';
import { mountRoute } from './mount.ts';

export function mountNotices(app: FastifyInstance, kernel: Kernel) {
  const on = <I, O>(route: Route, handler: (ctx: Ctx, input: I) => Promise<O>) =>
    mountRoute(app, kernel, route, handler);
  const mine = (ctx: Ctx) =>
    kernel.servers
      .map((s) => s.contract)
      .filter((c) => Object.values(c.records).some((record) => ctx.me.may.has(record.read)));
  on(r.types, async (ctx) => ({ items: await noticeTypes(ctx, mine(ctx)) }));
  on(r.setType, async (ctx, { type, on: wanted }: { type: string; on: boolean }) => ({
    items: await setNoticeType(ctx, mine(ctx), type, wanted),
  }));
  on(r.gateway, () => gatewayState(kernel.system));
  on(r.setGateway, async (ctx, input: { url: string; secret?: string; enabled: boolean }) => {
    await push(ctx, 'gateway.save', null, { enabled: input.enabled });
    return saveGateway(kernel.system, ctx, input);
  });
  on(r.retryGateway, async (ctx, { jobIds }: { jobIds: number[] }) => {
    await push(ctx, 'gateway.retry', null, { count: jobIds.length });
    return retryGateway(kernel.system, jobIds);
  });
}
