// 今日: records whose next action is mine, what I owe, and what others owe me and is late. A few queries, nothing stored.
import { type Todo, open, stateLabel } from '@anlan/contract';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { ONE_PLAN, together } from '../db/index.ts';
import { owed } from '../duty/index.ts';
import { type Kind, allKinds } from '../record/index.ts';
import { type FullRow, fullOf, fullQuery, presentHead, standingOf } from '../record/view.ts';
import { holds } from '../access/guard.ts';

const MOST = 50;

/** How a record may come to wait for me: in my scope, in my own unit, or shown to my unit by a grant. */
type Way = 'scope' | 'own' | 'guest';

/** States in which a main action of mine, by this way, is what the record waits for. */
function waitingStates(ctx: Ctx, kind: Kind, way: Way): string[] {
  const actions = Object.values(kind.type.life.actions).filter(
    (a) => a.main && ctx.me.may.has(a.by) && (a.own ? 'own' : a.guest ? 'guest' : 'scope') === way,
  );
  return [...new Set(actions.flatMap((a) => (typeof a.from === 'string' ? [a.from] : [...a.from])))];
}

type Candidate = { id: string; kind: string };

/** Records of one kind that wait for me by one way, latest first: each walks an index of its own. */
function candidates(ctx: Ctx, kind: Kind, way: Way) {
  const states = waitingStates(ctx, kind, way);
  const own = [...ctx.me.actor.own];
  if (!states.length || (way !== 'scope' && !own.length)) return [];
  const how = {
    scope: sql``,
    own: sql`and unit_id = any(${own}::uuid[])`,
    guest: sql`and id = any((select ctx_granted())::uuid[])`,
  }[way];
  // Kinds and states stand in the text: the plan knows how many there are of each.
  const inState = sql`kind = ${sql.lit(kind.kind)} and state in (${sql.join(states.map((state) => sql.lit(state)))})`;
  return [sql`(select id, kind from record where ${inState} ${how} order by updated_at desc limit ${sql.lit(MOST)})`];
}

/** What waits for me, of all kinds: one question for who they are, and one a kind that has any for what they are. */
async function waitingOf(ctx: Ctx, kinds: readonly Kind[]): Promise<Todo['waiting']> {
  const ways = kinds.flatMap((k) => (['scope', 'own', 'guest'] as const).flatMap((way) => candidates(ctx, k, way)));
  if (!ways.length) return [];
  const { rows } = await sql<Candidate>`${ONE_PLAN}${sql.join(ways, sql` union `)}`.execute(ctx.db);
  const some = kinds.flatMap((kind) => {
    const ids = rows.flatMap((r) => (r.kind === kind.kind ? [r.id] : []));
    return ids.length ? [{ kind, ids }] : [];
  });
  const full = await together(
    ctx.db,
    ...some.map(({ kind, ids }) => fullQuery(ctx.db, kind).where(sql<boolean>`record.id = any(${ids}::uuid[])`)),
  );
  return some.flatMap(({ kind }, nth) => full[nth]!.rows.flatMap((row) => waitingRow(ctx, kind, row as FullRow)));
}

/** The record with its next main action that is mine, where there is one. */
function waitingRow(ctx: Ctx, kind: Kind, row: FullRow): Todo['waiting'] {
  const next = open(kind.type.life, fullOf(kind, row) as never, standingOf(ctx, row.deeds), holds(ctx.me)).find(
    (c) => !c.no && kind.type.life.actions[c.action]?.main,
  );
  const state = kind.type.life.states[row.state];
  if (!next || !state) return [];
  const { id, module, kind: k, number, title, unitName, deadline, updatedAt } = presentHead(row);
  return [
    {
      id,
      module,
      kind: k,
      number,
      title,
      state: row.state,
      unitName,
      deadline,
      updatedAt,
      stateLabel: stateLabel(state),
      action: next.action,
      actionLabel: kind.type.life.actions[next.action]!.label,
    },
  ];
}

export async function todo(ctx: Ctx): Promise<Todo> {
  const kinds = [...allKinds().values()].filter((k) => ctx.me.may.has(k.type.read));
  const [waiting, duties] = await Promise.all([waitingOf(ctx, kinds), owed(ctx, MOST)]);
  waiting.sort(
    (a, b) => (a.deadline ?? '9999').localeCompare(b.deadline ?? '9999') || b.updatedAt.localeCompare(a.updatedAt),
  );
  return {
    waiting: waiting.slice(0, MOST),
    owed: duties.mine.map((p) => ({ ...p, mine: true })),
    watching: duties.late,
    more: {
      waiting: Math.max(0, waiting.length - MOST),
      owed: Math.max(0, duties.mineCount - duties.mine.length),
      watching: Math.max(0, duties.lateCount - duties.late.length),
    },
  };
}
