// The address that a phone's calendar reads: no session, only the secret in it; whoever does not know it learns nothing.
import { missing } from '@anlan/contract';
import type { FastifyInstance } from 'fastify';
import { resolveMember } from '../access/index.ts';
import { feedOwner, feedText } from '../calendar/index.ts';
import { localDay, makeCtx, systemMember } from '../ctx/index.ts';
import type { Kernel } from './kernel.ts';

export const FEED = '/api/calendar/feed/:file';

export function mountFeed(app: FastifyInstance, kernel: Kernel) {
  app.get<{ Params: { file: string } }>(
    FEED,
    {
      config: {
        declared: { method: 'GET', url: FEED, access: { anyone: 'public' }, summary: '日历订阅' },
        rateLimit: { max: 60, timeWindow: '1 minute' },
      },
      schema: { summary: '日历订阅' },
    },
    async (request, reply) => {
      const now = kernel.clock.now();
      const token = /^([\w-]{43})\.ics$/.exec(request.params.file)?.[1];
      const system = kernel.system.as(systemMember('calendar').actor);
      const owner = token ? await feedOwner(system, token, now) : null;
      if (!owner) throw missing();
      const me = await resolveMember(system, owner.personId, owner.login, localDay(now));
      const text = await feedText(makeCtx(kernel.app.as(me.actor), me, kernel.clock, kernel.store));
      return reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'private, max-age=900')
        .header('content-disposition', 'inline; filename="anlan.ics"')
        .send(text);
    },
  );
}
