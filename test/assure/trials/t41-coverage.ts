// T41: what is done, what sensitive is read and what is refused stands in the audit, by the very person, once, with its deed.
import type { World } from '@anlan/kernel/testing';
import { deskRoutes } from '@anlan/contract';
import { allKinds } from '@anlan/kernel/record';
import { sitting } from '../../sitting.ts';
import { world } from '../../world.ts';
import type { Trial } from '../trial.ts';

/** Lines that follow from a deed beside its own. */
const CONSEQUENCES = new Set(['file.attach', 'duty.settle', 'session.open', 'session.close']);

type Line = { seq: number; actor: string; verb: string; object: string | null; at: Date };

/** Lines written since `after`, consequences left out; chained and waiting ones alike. */
async function since(w: World, after: number): Promise<Line[]> {
  await w.settle();
  const rows = await w.system.db
    .selectFrom('audit')
    .select(['seq', 'actor', 'verb', 'object', 'at'])
    .where('seq', '>', after)
    .orderBy('seq')
    .execute();
  return rows.filter((r) => !CONSEQUENCES.has(r.verb) && !r.actor.startsWith('system:'));
}
const end = async (w: World) => {
  await w.settle();
  const { last } = await w.system.db
    .selectFrom('audit')
    .select((eb) => eb.fn.max('seq').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? 0;
};

export const trial: Trial = {
  id: 'T41',
  title: '办成的、读了敏感内容的、被拒绝的，每件一条审计，写明是谁、何时、对什么',
  small: 1,
  full: 20,
  async run({ n }) {
    const w = await world();
    const faults: string[] = [];
    const met = new Set<string>();
    let lines = 0;
    /** Does one thing as somebody and expects exactly one line of his. */
    const expect = async (
      who: string,
      method: 'GET' | 'POST' | 'PUT',
      path: string,
      body: unknown,
      verb: string,
      status: number,
      route = path,
    ) => {
      const person = await w.as(who);
      const { personId } = await person.get<{ personId: string }>('/api/me');
      const before = await end(w);
      const reply = await person.send(method, path, body);
      const found = await since(w, before);
      met.add(`${method} ${route}`);
      lines += found.length;
      const [line, ...others] = found;
      if (reply.status !== status) faults.push(`${method} ${path} answered ${reply.status}`);
      if (
        !line ||
        others.length ||
        line.verb !== verb ||
        line.actor !== personId ||
        line.at.getTime() !== w.clock.now().getTime()
      )
        faults.push(
          `${method} ${path}: ${found.map((l) => `${l.verb} by ${l.actor}`).join(', ') || 'no line'}, not ${verb}`,
        );
      return reply.body as { id: string; version: number };
    };
    try {
      const sensitive = w.routes.filter((r) => r.sensitive);
      for (let round = 0; round < n; round++) {
        const made = await expect('pingding', 'POST', '/api/study', sitting(`专题学习之${round}`), 'study.create', 200);
        await expect(
          'pingding',
          'POST',
          `/api/study/${made.id}/void`,
          { version: made.version, reason: '登记有误' },
          'study.void',
          200,
          '/api/study/:id/void',
        );
        const { personId } = await (await w.as('anjian')).get<{ personId: string }>('/api/me');
        await expect('pingding', 'GET', '/api/people/roster', undefined, 'people.read', 200);
        await expect(
          'pingding',
          'GET',
          `/api/people/persons/${personId}`,
          undefined,
          'people.read',
          200,
          '/api/people/persons/:id',
        );
        await expect('shenji', 'GET', '/api/audit', undefined, 'audit.read', 200);
        await expect('shenji', 'GET', '/api/audit/export.xlsx', undefined, 'file.export', 200);
        await expect('pingding', 'GET', '/api/study/export.xlsx', undefined, 'file.export', 200);
        const file = await (await w.as('pingding')).upload(`签到${round}.txt`, `第 ${round} 次`);
        await expect('pingding', 'GET', `/api/files/${file.id}`, undefined, 'file.take', 200, '/api/files/:id');
        await w.clock.to(new Date(w.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10));
        await expect('pingding', 'GET', '/api/audit', undefined, 'access.refused', 403, '/api/audit (refused)');
        await expect(
          'shenji',
          'POST',
          '/api/study',
          sitting(`专题学习之${round}`),
          'access.refused',
          403,
          '/api/study (refused)',
        );
        // A flood of refusals writes one line a minute.
        const before = await end(w);
        const pingding = await w.as('pingding');
        for (let i = 0; i < 20; i++) await pingding.send('GET', '/api/audit');
        if ((await since(w, before)).length) faults.push('a flood of refusals fills the audit');
        const opened = await end(w);
        await w.app.inject({
          method: 'POST',
          url: deskRoutes.signIn.path,
          payload: { account: 'yuxian', password: '不是密码' },
        });
        await w.settle();
        const refused = await w.system.db
          .selectFrom('audit')
          .select('object')
          .where('seq', '>', opened)
          .where('verb', '=', 'session.refused')
          .execute();
        if (refused.length !== 1 || !refused[0]!.object) faults.push('a refused sign-in is not written down');
      }
      for (const route of sensitive)
        if (!met.has(`${route.method} ${route.url}`)) faults.push(`a sensitive reading was not tried: ${route.url}`);
      const writes = w.routes.filter((r) => r.method !== 'GET').length;
      return {
        faults,
        figures: {
          things: met.size,
          lines,
          sensitive: sensitive.length,
          kinds: allKinds().size,
          writingRoutes: writes,
        },
      };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '登记不写审计',
      patch: [
        {
          file: 'packages/kernel/audit/migrations/20261123-0800-audit.ts',
          find: 'values (at, who, verb, object, detail);',
          replace: "select at, who, verb, object, detail where verb not like '%.create';",
        },
      ],
    },
    {
      name: '读敏感内容不写审计',
      patch: [
        {
          file: 'packages/kernel/http/traces.ts',
          find: 'if (reading) await write(me, reading);',
          replace: 'if (reading) return;',
        },
      ],
    },
    {
      name: '越权被拒不写审计',
      patch: [
        {
          file: 'packages/kernel/http/traces.ts',
          find: 'const refused = reply.statusCode === 403;',
          replace: 'const refused = false;',
        },
      ],
    },
    {
      name: '被拒的登录不写审计',
      patch: [
        {
          file: 'packages/kernel/http/traces.ts',
          find: 'if (fresh(object ??',
          replace: 'if (false && fresh(object ??',
        },
      ],
    },
    {
      name: '被拒多少次写多少条',
      patch: [
        { file: 'packages/kernel/http/traces.ts', find: 'const ONCE_IN = 60_000;', replace: 'const ONCE_IN = 0;' },
      ],
    },
  ],
};
