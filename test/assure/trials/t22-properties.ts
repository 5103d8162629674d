// T22: nobody writes a property that no form offers, and nobody reads one that no contract promises.
import { v7 } from 'uuid';
import type { z } from 'zod';
import { place } from '../../conformance/ground.ts';
import { demoId, world } from '../../world.ts';
import { questions } from '../leak/channels.ts';
import { made, pick } from '../leak/made.ts';
import { type Shape, request, surface } from '../leak/surface.ts';
import { things } from '../leak/things.ts';
import { comes } from '../leak/visitor.ts';
import type { Trial } from '../trial.ts';

/** What an attacker would like to set, beside every field that any form has. */
const WANTED = [
  'id',
  'unitId',
  'countyId',
  'state',
  'version',
  'createdBy',
  'createdByName',
  'number',
  'history',
  'role',
  'may',
];
const PEOPLE = ['anjian', 'juzhang', 'bangong', 'shichang', 'pingding', 'jinju', 'changsuo', 'xitong'];

const namesIn = (shape: Shape): string[] => [
  ...Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => [name, ...namesIn(inner)]),
  ...(shape.items ? namesIn(shape.items) : []),
  ...[...(shape.anyOf ?? []), ...(shape.allOf ?? [])].flatMap(namesIn),
];

/** Properties of an answer that its schema does not list, by their paths. */
function unlisted(schema: z.ZodType, answer: unknown): string[] {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return parsed.error.issues.slice(0, 2).map((i) => `${i.path.join('.')}: ${i.message}`);
  return more(answer, parsed.data, '');
}
function more(all: unknown, listed: unknown, path: string): string[] {
  if (typeof all !== 'object' || all === null) return [];
  const known = (listed ?? {}) as Record<string, unknown>;
  return Object.entries(all).flatMap(([name, value]) =>
    name in known ? more(value, known[name], `${path}.${name}`) : [`${path}.${name}`],
  );
}

export const trial: Trial = {
  id: 'T22',
  title: '表单没有的字段写不进去，约定没有的字段读不出来',
  small: 150,
  full: 4_000,
  patience: 120_000,
  async run({ n, roll }) {
    const w = await world(undefined, { asSent: true });
    const faults: string[] = [];
    try {
      const doors = await surface(w);
      const near = await things(
        w,
        await place(w, new Map(['pingding', 'bureau'].map((key) => [key, demoId('unit', key)] as const))),
      );
      const fields = [...new Set([...WANTED, ...doors.flatMap((d) => namesIn(d.shape))])];
      const people = await Promise.all(PEOPLE.map((login) => comes(w, login)));
      const writes = doors.filter(
        (d) => d.method !== 'GET' && !d.url.startsWith('/api/session') && d.url !== '/api/files',
      );
      const cells = writes.flatMap((door) =>
        fields
          .filter((f) => !(f in (door.shape.properties ?? {})) && !door.params.includes(f))
          .map((field) => ({ door, field })),
      );
      const tried = Math.min(n, cells.length);
      for (let i = 0; i < tried; i++) {
        const j = i + Math.floor(roll() * (cells.length - i));
        [cells[i], cells[j]] = [cells[j]!, cells[i]!];
        const { door, field } = cells[i]!;
        const who = people.find((p) => p.name === 'anjian')!;
        const values = {
          ...(made(door.shape, roll) as Record<string, unknown>),
          ...Object.fromEntries(door.params.map((p) => [p, v7()])),
          [field]: pick(roll, ['安澜', 7, true, null, [v7()], { a: 1 }]),
        };
        const reply = await who.ask(request(door, values));
        // Refused for what it is, or before it is looked at: without the permission, or by the state of the one who asks.
        const named = reply.status === 400 && reply.text.includes(field);
        if (!named && ![403, 404].includes(reply.status))
          faults.push(`${door.method} ${door.url} took ${field}: ${reply.status} ${reply.text.slice(0, 80)}`);
      }
      let read = 0;
      for (const who of people)
        for (const { door, ask } of questions(doors, near, ['学习', '会议'], roll)) {
          if (!door.output || roll() > n / 2_000) continue;
          const reply = await who.ask(ask);
          if (reply.status !== 200) continue;
          read++;
          const extra = unlisted(door.output, JSON.parse(reply.text));
          if (extra.length) faults.push(`${who.name}: ${door.url} tells ${extra.slice(0, 3).join(', ')}`);
        }
      return {
        faults,
        figures: { routes: writes.length, fields: fields.length, cells: tried, read, of: cells.length },
      };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '多余的字段照收',
      n: 400,
      patch: [
        {
          file: 'packages/kernel/http/mount.ts',
          find: 'schema instanceof z.ZodObject && !schema.def.catchall ? schema.strict() : schema;',
          replace: 'schema;',
        },
      ],
    },
    {
      name: '整行照发',
      n: 2_000,
      patch: [
        {
          file: 'packages/kernel/record/view.ts',
          find: 'body: kind.server.present(row.own) as Record<string, unknown>, can };',
          replace: 'body: { ...row.own, ...(kind.server.present(row.own) as Record<string, unknown>) }, can };',
        },
      ],
    },
  ],
};
