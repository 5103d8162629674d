// T23: no text that anybody sends becomes part of a statement.
import { world } from '../../world.ts';
import { ASLEEP_MS, INJECTIONS, TELLTALE } from '../leak/injections.ts';
import { at, made, texts } from '../leak/made.ts';
import { unbound } from '../leak/unbound.ts';
import { type Door, request, surface } from '../leak/surface.ts';
import { type Visitor, comes } from '../leak/visitor.ts';
import type { Trial } from '../trial.ts';

export const trial: Trial = {
  id: 'T23',
  title: '填写的任何文字都不会变成查询语句',
  small: 200,
  full: 5_000,
  async run({ n, roll }) {
    const faults: string[] = unbound();
    const w = await world();
    try {
      const anjian = await comes(w, 'anjian');
      const cells = (await surface(w)).flatMap((door) =>
        [...new Set([...texts(door.shape, true), ...door.params])].flatMap((path) =>
          INJECTIONS.map((payload) => ({ door, path, payload })),
        ),
      );
      const tried = Math.min(n, cells.length);
      let slow = 0;
      for (let i = 0; i < tried; i++) {
        const j = i + Math.floor(roll() * (cells.length - i));
        [cells[i], cells[j]] = [cells[j]!, cells[i]!];
        const { door, path, payload } = cells[i]!;
        if (door.url === '/api/session' || door.url === '/api/live') continue;
        const name = `${door.method} ${door.url} ${path}=${payload}`;
        const reply = await inject(anjian, door, path, payload, roll);
        if (reply.status >= 500) faults.push(`${name}: ${reply.status}`);
        if (reply.type.includes('json') && TELLTALE.test(reply.text.replaceAll(payload, '')))
          faults.push(`${name}: ${TELLTALE.exec(reply.text)![0]}`);
        // A busy machine is slow now and then, a statement that sleeps is slow again.
        if (reply.ms > ASLEEP_MS && (await inject(anjian, door, path, payload, roll)).ms > ASLEEP_MS) {
          slow++;
          faults.push(`${name}: slept`);
        }
      }
      return { faults, figures: { payloads: INJECTIONS.length, cells: tried, of: cells.length, slow } };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '搜索词拼进语句',
      n: 3_000,
      patch: [
        {
          file: 'packages/kernel/record/list.ts',
          find: "if (query.state) all.push(sql`record.state = any(${query.state.split(',')}::text[])`);",
          replace: "if (query.state) all.push(sql`record.state = any(${sql.raw(`'{${query.state}}'`)}::text[])`);",
        },
      ],
    },
  ],
};

function inject(who: Visitor, door: Door, path: string, payload: string, roll: () => number) {
  const values = made(door.shape, roll, (here) => (at(path, here) ? payload : undefined)) as Record<string, unknown>;
  const inPath = Object.fromEntries(door.params.map((p) => [p, values[p] ?? '0190a5f0-0000-7000-8000-000000000000']));
  return who.ask(request(door, put({ ...values, ...inPath }, path.split('.'), payload)));
}

/** The values with `payload` at the path, also where the dice had left that part out. */
function put(values: Record<string, unknown>, path: readonly string[], payload: string): Record<string, unknown> {
  const [name, ...rest] = path as [string, ...string[]];
  if (!rest.length) return { ...values, [name]: payload };
  const inner = values[name];
  if (rest[0] === '*') {
    const one = rest.length === 1 ? payload : put({}, rest.slice(1), payload);
    return { ...values, [name]: Array.isArray(inner) && inner.length ? inner : [one] };
  }
  return { ...values, [name]: put((inner ?? {}) as Record<string, unknown>, rest, payload) };
}
