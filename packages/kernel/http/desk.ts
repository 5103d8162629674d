// The kernel's own routes, mounted: identity, today, search, directory, inbox, files, timeline, duties, live updates.
import type { ServerResponse } from 'node:http';
import { FILES, LIVE, deskRoutes, missing, signedIn } from '@anlan/contract';
import type { FastifyInstance } from 'fastify';
import { type Ctx, makeCtx } from '../ctx/index.ts';
import { approveLate, explain, listPeriods, settledBy, showPeriod } from '../duty/index.ts';
import { download, filesOf, upload } from '../file/index.ts';
import { inboxPage, markRead } from '../notify/index.ts';
import { listGroups, listPeople, listUnits } from '../org/index.ts';
import { asItStood, needKind, timeline } from '../record/index.ts';
import { allow } from '../access/guard.ts';
import { settings } from '../setting/index.ts';
import type { Kernel } from './kernel.ts';
import { describeMe } from './me.ts';
import { mountDoor } from './door.ts';
import { mountRoute } from './mount.ts';
import { search } from './search.ts';
import { memberFor, sameOrigin } from './session.ts';
import { todo } from './todo.ts';

/** The head of a record I may see and read. @throws 404 */
async function seen(ctx: Ctx, id: string) {
  const row = await ctx.db
    .selectFrom('record')
    .select(['id', 'module', 'kind', 'title'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || !ctx.me.may.has(needKind(row.kind).type.read)) throw missing();
  return row;
}

export function mountDesk(app: FastifyInstance, kernel: Kernel) {
  mountDoor(app, kernel);
  const get = <I, O>(route: Parameters<typeof mountRoute>[2], handler: (ctx: Ctx, input: I) => Promise<O>) =>
    mountRoute(app, kernel, route, handler);
  const r = deskRoutes;
  get(r.me, (ctx) => describeMe(kernel, ctx));
  get(r.todo, (ctx) => todo(ctx));
  get(r.search, async (ctx, { q, limit }: { q: string; limit: number }) => ({ items: await search(ctx, q, limit) }));
  get(r.locate, (ctx, { id }: { id: string }) => seen(ctx, id));
  get(r.timeline, async (ctx, { id }: { id: string }) => (await seen(ctx, id), { items: await timeline(ctx, id) }));
  get(
    r.stood,
    async (ctx, { id, entryId }: { id: string; entryId: string }) => (await seen(ctx, id), asItStood(ctx, id, entryId)),
  );
  get(r.recordFiles, async (ctx, { id }: { id: string }) => (await seen(ctx, id), { items: await filesOf(ctx, id) }));
  get(r.settles, async (ctx, { id }: { id: string }) => (await seen(ctx, id), { items: await settledBy(ctx, id) }));
  get(r.units, async (ctx, query: { q?: string; type?: string; limit: number }) => ({
    items: await listUnits(ctx, query),
  }));
  get(r.groups, async (ctx) => ({ items: await listGroups(ctx) }));
  get(r.people, async (ctx, query: { unitId?: string; q?: string; limit: number }) => ({
    items: await listPeople(ctx, query),
  }));
  get(r.inbox, (ctx, query: { limit: number; cursor?: string }) => inboxPage(ctx, query));
  get(r.readInbox, async (ctx, { ids }: { ids: string[] }) => ({ unread: await markRead(ctx, ids) }));
  get(r.owed, (ctx, query: Parameters<typeof listPeriods>[1]) => listPeriods(ctx, query));
  get(r.period, (ctx, { id }: { id: string }) => showPeriod(ctx, id));
  get(r.explain, (ctx, { id, text }: { id: string; text: string }) => explain(ctx, id, text));
  get(r.approveLate, (ctx, { id, reason }: { id: string; reason: string }) => approveLate(ctx, id, reason));
  mountFiles(app, kernel);
  mountLive(app, kernel);
}

/** Bytes in and out; a file is seen by its uploader and by whoever sees a record it is attached to. */
function mountFiles(app: FastifyInstance, kernel: Kernel) {
  app.post(
    FILES,
    {
      config: { declared: { method: 'POST', url: FILES, access: signedIn, summary: '上传附件' } },
      schema: { summary: '上传附件' },
    },
    async (request) => {
      sameOrigin(request);
      const me = await memberFor(kernel, request);
      allow(me, signedIn, '上传附件');
      kernel.disk?.mustHaveRoom();
      const ctx = makeCtx(kernel.app.as(me.actor), me, kernel.clock, kernel.store);
      const { 'file.limitMb': mb } = await settings(ctx.db);
      const part = await request.file({ limits: { files: 1, fileSize: mb * 1024 * 1024 } });
      return upload(ctx, kernel.store, { stream: part?.file, name: part?.filename ?? '' }, mb);
    },
  );
  app.get<{ Params: { id: string }; Querystring: { width?: string } }>(
    `${FILES}/:id`,
    {
      config: { declared: { method: 'GET', url: `${FILES}/:id`, access: signedIn, summary: '下载附件' } },
      schema: { summary: '下载附件' },
    },
    async (request, reply) => {
      const me = await memberFor(kernel, request);
      allow(me, signedIn, '下载附件');
      const { headers, body } = await download(
        makeCtx(kernel.app.as(me.actor), me, kernel.clock, kernel.store),
        kernel.store,
        request.params.id,
        Number(request.query.width) || null,
      );
      return reply.headers(headers).send(body);
    },
  );
}

/** Server-sent events: each deed in my scope, each message of mine. */
function mountLive(app: FastifyInstance, kernel: Kernel) {
  const open = new Set<ServerResponse>();
  // A stream has no end of its own: without this a server with an open screen never stops.
  app.addHook('preClose', async () => open.forEach((out) => out.end()));
  app.get(
    LIVE,
    {
      config: { declared: { method: 'GET', url: LIVE, access: signedIn, summary: '实时更新' } },
      schema: { summary: '实时更新' },
    },
    async (request, reply) => {
      const me = await memberFor(kernel, request);
      allow(me, signedIn, '接收实时更新');
      reply.hijack();
      const out = reply.raw;
      out.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      out.write('retry: 3000\n\n');
      open.add(out);
      const stop = kernel.live.subscribe(
        () => memberFor(kernel, request, { touch: false }),
        (event) =>
          event === null
            ? out.end()
            : out.write(event.type === 'beat' ? ': \n\n' : `data: ${JSON.stringify(event)}\n\n`),
      );
      request.raw.on('close', () => {
        open.delete(out);
        stop();
      });
    },
  );
}
