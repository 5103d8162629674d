// T20: the authorization matrix, each route for each role at each distance, against the written rule.
import { grantTo } from '@anlan/kernel/access';
import { needKind } from '@anlan/kernel/record';
import { v7 } from 'uuid';
import { type Rule, ruleOf } from '../../conformance/rule.ts';
import { type Placed, place, unitsOf } from '../../conformance/ground.ts';
import { world } from '../../world.ts';
import { made, pick } from '../leak/made.ts';
import { outsiders } from '../leak/outsiders.ts';
import { type Thing, things } from '../leak/things.ts';
import { type Door, request, surface } from '../leak/surface.ts';
import { type Reply, type Visitor, everybody } from '../leak/visitor.ts';
import { colleagues } from '../leak/colleagues.ts';
import type { Trial } from '../trial.ts';

/** Medians of foreign and missing may differ so much, milliseconds. */
const MS = 5;
const PAIRS = 200;

/** One route for one person at one distance; the dice choose among the things there. */
type Cell = { door: Door; who: Visitor; rule: Rule; targets: readonly (Thing | null)[] };
type Try = Omit<Cell, 'targets'> & { target: Thing | null };

const RELATIONS = ['own', 'below', 'kind', 'foreign'] as const;
const relation = (rule: Rule, target: Thing | null) =>
  target === null
    ? 'none'
    : rule.own.has(target.unitId)
      ? 'own'
      : rule.byKind.has(target.unitId)
        ? 'kind'
        : rule.seen.has(target.unitId)
          ? 'below'
          : 'foreign';

/** What the rule says of one answer; empty when it holds. */
async function judge({ door, who, rule, target }: Try, roll: () => number): Promise<string[]> {
  const name = `${who.name}: ${door.method} ${door.url} on ${target?.name ?? '-'}`;
  const open = typeof door.access !== 'string' && door.access.anyone === 'public';
  const fill = (id: string) =>
    request(door, {
      ...(door.method === 'GET' && !door.params.length ? {} : (made(door.shape, roll) as Record<string, unknown>)),
      ...Object.fromEntries(door.params.map((p) => [p, id])),
      ...(door.action ? { version: 999 } : {}),
    });
  const permitted = typeof door.access !== 'string' || rule.may.has(door.access);
  const seen = target !== null && rule.seen.has(target.unitId);
  // What one may do and sees would really happen: only what carries an overtaken version, or reads, is sent.
  if (permitted && door.method !== 'GET' && !door.action && (seen || !target)) return [];
  const wanted = fill(target?.id ?? v7());
  const reply = await who.ask(wanted);
  if (reply.status >= 500) return [`${name}: ${reply.status}`];
  if (open) return [];
  if (!permitted) return reply.status === 403 ? [] : [`${name}: ${reply.status} without the permission`];
  if (!target) return [];
  const kindFits = door.kind !== undefined && door.kind === target.kind;
  if (seen && kindFits && door.method === 'GET' && reply.status !== 200) return [`${name}: ${reply.status}, hidden`];
  if (seen) return [];
  const stranger = v7();
  const missing = await who.ask({
    ...wanted,
    url: wanted.url.replaceAll(target.id, stranger),
    body: JSON.parse(JSON.stringify(wanted.body ?? {}).replaceAll(target.id, stranger)) as unknown,
  });
  const same = alike(reply, target.id) === alike(missing, stranger);
  return [
    ...(same ? [] : [`${name}: foreign ${reply.status} ${reply.text.slice(0, 80)}, missing ${missing.status}`]),
    ...(kindFits && reply.status < 300 ? [`${name}: ${reply.status}, leaked`] : []),
  ];
}

const alike = (reply: Reply, id: string) => `${reply.status} ${reply.text.replaceAll(id, '')}`;

/** Milliseconds between the medians of asking for what is foreign and what does not exist. */
async function apart(who: Visitor, records: readonly Placed[], rule: Rule): Promise<number> {
  const foreign = records.filter((r) => r.kind === 'study' && !rule.seen.has(r.unitId));
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < PAIRS; i++)
    for (const side of i % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
      const id = side === 0 ? foreign[i % foreign.length]!.id : v7();
      times[side].push((await who.ask({ method: 'GET', url: `/api/study/${id}` })).ms);
    }
  const [a, b] = times.map((t) => t.toSorted((x, y) => x - y)[t.length >> 1]!) as [number, number];
  return Math.abs(a - b);
}

export const trial: Trial = {
  id: 'T20',
  title: '每个接口、每种角色、每种远近，都按写明的规则给出或拒绝',
  small: 150,
  full: 4_000,
  patience: 180_000,
  async run({ n, roll, full }) {
    const w = await world();
    const faults: string[] = [];
    try {
      const records = await place(w, await unitsOf(w));
      await colleagues(w);
      const people = await everybody(w);
      const rules = new Map<Visitor, Rule>();
      for (const who of people) rules.set(who, await ruleOf(w, who.personId!));
      // A live stream has no end; T21 listens to it.
      const doors = (await surface(w)).filter((d) => d.url !== '/api/live');
      const pool = await things(w, records);
      const cells = people.flatMap((who) =>
        doors.flatMap((door): Cell[] => {
          const rule = rules.get(who)!;
          if (!door.params.length) return [{ door, who, rule, targets: [null] }];
          const fits = pool.filter((t) => !door.kind || t.kind === door.kind);
          const near = RELATIONS.map((r) => fits.filter((t) => relation(rule, t) === r));
          return near.filter((targets) => targets.length).map((targets) => ({ door, who, rule, targets }));
        }),
      );
      const relations = new Set<string>();
      const tried = Math.min(n, cells.length);
      for (let i = 0; i < tried; i++) {
        const j = i + Math.floor(roll() * (cells.length - i));
        [cells[i], cells[j]] = [cells[j]!, cells[i]!];
        const { targets, ...cell } = cells[i]!;
        const target = pick(roll, targets);
        relations.add(relation(cell.rule, target));
        faults.push(...(await judge({ ...cell, target }, roll)));
      }
      const dead = await outsiders(w);
      for (const who of dead)
        for (const door of full ? doors : doors.filter(() => roll() < 0.2)) {
          if (typeof door.access !== 'string' && door.access.anyone === 'public') continue;
          const { status } = await who.ask(request(door, Object.fromEntries(door.params.map((p) => [p, v7()]))));
          const allowed = who.name === 'left' ? typeof door.access !== 'string' || status === 403 : status === 401;
          if (!allowed || status >= 500) faults.push(`${who.name}: ${door.method} ${door.url}: ${status}`);
        }
      faults.push(...(await granted(people, rules, records, w)));
      relations.add('granted').add('ended');
      const yuxian = people.find((p) => p.name === 'yuxian')!;
      const ms = full ? await apart(yuxian, records, rules.get(yuxian)!) : null;
      if (ms !== null && ms > MS) faults.push(`foreign and missing are ${ms.toFixed(1)} ms apart`);
      const roles = await w.system.db.selectFrom('post').select('role').distinct().execute();
      return {
        faults,
        figures: {
          routes: doors.length,
          roles: roles.length,
          people: people.length + dead.length,
          relations: relations.size,
          cells: tried,
          of: cells.length,
          leaks: faults.length,
          ...(ms === null ? {} : { apartMs: ms.toFixed(2) }),
        },
      };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '行级规则不看县区',
      n: 500,
      patch: [
        {
          file: 'packages/kernel/db/policy.ts',
          find: `anyOf('county_id', "ctx_ints('app.counties')", 'int'),`,
          replace: `'county_id is not null',`,
        },
      ],
    },
    {
      name: '不查岗位权限',
      n: 500,
      patch: [
        {
          file: 'packages/kernel/access/guard.ts',
          find: `if (typeof access === 'string' && !me.may.has(access)) throw forbidden(label);`,
          replace: '',
        },
      ],
    },
    {
      name: '过期的授权仍有效',
      patch: [
        {
          file: 'packages/kernel/db/migrations/20261123-0000-create-context.ts',
          find: 'and (until is null or until > ctx_now())',
          replace: '',
        },
      ],
    },
  ],
};

/** A grant opens one record to the people of one unit, until it ends. */
async function granted(
  people: readonly Visitor[],
  rules: ReadonlyMap<Visitor, Rule>,
  records: readonly Placed[],
  w: Awaited<ReturnType<typeof world>>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const who of people.filter((p) => ['yuxian', 'jinju', 'changsuo'].includes(p.name))) {
    const rule = rules.get(who)!;
    for (const r of records.filter((x) => !rule.seen.has(x.unitId) && x.unit === 'pingding')) {
      const { module, type } = needKind(r.kind);
      if (!rule.may.has(type.read)) continue;
      const url = `/api/${module}${r.kind === module ? '' : `/${r.kind}`}/${r.id}`;
      const look = async () => (await who.ask({ method: 'GET', url })).status;
      await grantTo(w.system, r.id, [[...rule.own][0]!], '2026-11-30');
      if ((await look()) !== 200) wrong.push(`${who.name}: ${url} granted, hidden`);
      await w.system.db
        .updateTable('access_grant')
        .set({ until: '2026-11-01' })
        .where('record_id', '=', r.id)
        .execute();
      if ((await look()) !== 404) wrong.push(`${who.name}: ${url} shown after the grant ended`);
    }
  }
  return wrong;
}
