// T36: every answer carries the headers of the golden file, whoever asks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askOf } from '@anlan/kernel/testing';
import { v7 } from 'uuid';
import { world } from '../../world.ts';
import { PASSWORD } from '../access/door.ts';
import { root } from '../root.ts';
import type { Trial } from '../trial.ts';

/** Headers that guard; the others (length, date, type) say what an answer is. */
const GUARDS =
  /^(cache-control|content-security-policy|cross-origin-.*|origin-agent-cluster|permissions-policy|referrer-policy|strict-transport-security|x-.*|clear-site-data|server)$/;
/** Said by the limit of requests, which counts. */
const COUNTED = /^x-ratelimit-/;

const guardsOf = (headers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => GUARDS.test(name) && !COUNTED.test(name))
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, value]) => [name, String(value)]),
  );

type Golden = { every: Record<string, string>; special: Record<string, Record<string, string>> };

export const trial: Trial = {
  id: 'T36',
  title: '每个应答都带齐安全头',
  small: 1,
  full: 1,
  patience: 120_000,
  async run({ full }) {
    const golden = JSON.parse(readFileSync(join(root, 'test/assure/golden/headers.json'), 'utf8')) as Golden;
    const w = await world();
    const faults: string[] = [];
    let answers = 0;
    try {
      const enter = (account: string) => w.keys.signIn(askOf(w.app), account, PASSWORD);
      const people = full ? ['', await enter('anjian'), await enter('xitong')] : [await enter('anjian')];
      for (const r of w.routes) {
        // A stream does not end by itself.
        if (r.url === '/api/live') continue;
        // Signing out would end what is asked with.
        for (const cookie of r.method === 'DELETE' ? [''] : people) {
          const { headers } = await w.app.inject({
            method: r.method,
            url: r.url.replace(/:\w+/g, v7()),
            headers: { 'idempotency-key': v7(), ...(cookie ? { cookie } : {}) },
            ...(r.method === 'GET' ? {} : { payload: {} }),
          });
          answers++;
          const wanted = JSON.stringify(golden.special[`${r.method} ${r.url}`] ?? golden.every);
          const got = JSON.stringify(guardsOf(headers));
          if (got !== wanted) faults.push(`${r.method} ${r.url}: ${got}`);
        }
      }
    } finally {
      await w.close();
    }
    return { faults, figures: { routes: w.routes.length, answers, unlike: faults.length } };
  },
  plants: [
    {
      name: '接口应答可以被缓存',
      patch: [
        {
          file: 'packages/kernel/http/index.ts',
          find: "void reply.header('cache-control', 'no-store');",
          replace: 'return;',
        },
      ],
    },
    {
      name: '没有安全头',
      patch: [
        {
          file: 'packages/kernel/http/index.ts',
          find: '    crossOriginEmbedderPolicy: false,',
          replace: '    crossOriginEmbedderPolicy: false,\n    xContentTypeOptions: false,',
        },
      ],
    },
  ],
};
