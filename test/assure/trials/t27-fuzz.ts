// T27: nothing that can be sent breaks the server or makes it wait: forms bent out of shape, and monsters of JSON.
import fc from 'fast-check';
import { v7 } from 'uuid';
import { world } from '../../world.ts';
import { at, made, pick, texts } from '../leak/made.ts';
import { type Door, request, surface } from '../leak/surface.ts';
import { type Ask, type Visitor, comes } from '../leak/visitor.ts';
import type { Trial } from '../trial.ts';

const DEEP = 10_000;
const LARGE = 10 * 1024 * 1024;

/** Values that forms do not expect, for any field. */
const ODD: readonly unknown[] = [
  '\u0000',
  '安\u0000全',
  '\ud800',
  '全\udfff安',
  '\u202e\u200b',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '9999-12-31',
  1e308,
  -1e308,
  2 ** 53,
  2_147_483_648,
  0.1,
  '1e400',
  '',
  ' ',
  null,
  true,
  [],
  {},
  [[[]]],
  { __proto__: null, constructor: { prototype: { polluted: true } } },
  '__proto__',
  'toString',
  'a'.repeat(100_000),
  '%00',
  '../../etc/passwd',
  '11111111-1111-1111-1111-111111111111',
];

/** Whole bodies that are no form. */
const MONSTERS: readonly string[] = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '1e999',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  `{"text":"${'x'.repeat(LARGE)}"}`,
  '{"a":1,"a":2}',
  '\ufeff{}',
  '{"version":1e400}',
];

export const trial: Trial = {
  id: 'T27',
  title: '不合常理的提交得到一句话，不会让服务器出错或停住',
  small: 300,
  full: 12_000,
  patience: 120_000,
  async run({ n, seed, roll }) {
    const w = await world();
    const faults: string[] = [];
    try {
      const people = await Promise.all(['anjian', 'bangong', 'xitong'].map((login) => comes(w, login)));
      const doors = (await surface(w)).filter((d) => d.url !== '/api/session' && d.url !== '/api/live');
      const strange = fc.sample(fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.json()), {
        seed,
        numRuns: Math.min(n, 2_000),
      });
      let tried = 0;
      const send = async (who: Visitor, ask: Ask, name: string) => {
        tried++;
        const { status, text } = await who.ask(ask);
        if (status >= 500 && status !== 503) faults.push(`${name}: ${status} ${text.slice(0, 60)}`);
      };
      for (const door of doors.filter((d) => d.method !== 'GET'))
        for (const raw of MONSTERS)
          if (roll() < n / 6_000 / (raw.length > LARGE ? 10 : 1))
            await send(
              people[0]!,
              { ...request(door, ids(door)), raw },
              `${door.method} ${door.url} «${raw.slice(0, 20)}»`,
            );
      for (const door of doors.filter((d) => d.method === 'GET'))
        for (const path of texts(door.shape).filter((t) => !t.includes('.') && !t.includes('*')))
          await send(people[0]!, request(door, { ...ids(door), [path]: '安\u0000全' }), `${door.url} ${path}=NUL`);
      while (tried < n) {
        const door = pick(roll, doors);
        const path = pick(roll, [...texts(door.shape, true), ...door.params, 'limit', 'cursor']);
        const value = roll() < 0.6 ? pick(roll, ODD) : pick(roll, strange);
        const values = made(door.shape, roll, (here) => (at(path, here) ? value : undefined)) as Record<
          string,
          unknown
        >;
        const top = path.includes('.') || path.includes('*') ? {} : { [path]: value };
        const ask = attempt(door, { ...ids(door), ...values, ...top });
        if (ask) await send(pick(roll, people), ask, `${door.method} ${door.url} ${path}=${short(value)}`);
      }
      if (({} as { polluted?: true }).polluted) faults.push('a prototype was polluted');
      return {
        faults,
        figures: { requests: tried, routes: doors.length, errors: faults.length },
      };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '文字里的 NUL 直达数据库',
      patch: [
        { file: 'packages/kernel/http/errors.ts', find: `    case '22021':\n`, replace: '' },
        { file: 'packages/kernel/http/errors.ts', find: `    case '22P05':\n`, replace: '' },
      ],
    },
    {
      name: '嵌套再深也照收',
      n: 2_000,
      patch: [
        {
          file: 'packages/kernel/http/mount.ts',
          find: '  needShallow(request.body);',
          replace: '  if (Number.isNaN(DEEPEST)) needShallow(request.body);',
        },
      ],
    },
  ],
};

const ids = (door: Door) => Object.fromEntries(door.params.map((p) => [p, v7()]));
const short = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 60);

/** The request; null for what no client can even write down. */
function attempt(door: Door, values: Record<string, unknown>): Ask | null {
  try {
    const ask = request(door, values);
    JSON.stringify(ask.body ?? null);
    return ask;
  } catch {
    return null;
  }
}
