// 今日: records whose next action is mine, what I owe, and what others owe me and is late. Three queries, nothing stored.
import { type Todo, open, stateLabel } from '@anlan/contract';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
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

/** One query a way, so that each walks an index of its own. */
async function rowsBy(ctx: Ctx, kind: Kind, way: Way): Promise<FullRow[]> {
  const states = waitingStates(ctx, kind, way);
  const { own } = ctx.me.actor;
  if (!states.length || (way !== 'scope' && !own.length)) return [];
  let rows = fullQuery(ctx.db, kind).where('record.state', 'in', states);
  if (way === 'own') rows = rows.where('record.unit_id', 'in', [...own]);
  if (way === 'guest') rows = rows.where(sql<boolean>`record.id = any((select ctx_granted())::uuid[])`);
  return rows.orderBy('record.updated_at', 'desc').limit(MOST).execute();
}

async function waitingOf(ctx: Ctx, kind: Kind): Promise<Todo['waiting']> {
  const ways = await Promise.all((['scope', 'own', 'guest'] as const).map((way) => rowsBy(ctx, kind, way)));
  const rows = [...new Map(ways.flat().map((row) => [row.id, row])).values()];
  return rows.flatMap((row) => {
    const full = fullOf(kind, row);
    const next = open(kind.type.life, full as never, standingOf(ctx, row.deeds), holds(ctx.me)).find(
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
  });
}

export async function todo(ctx: Ctx): Promise<Todo> {
  const kinds = [...allKinds().values()].filter((k) => ctx.me.may.has(k.type.read));
  const [waiting, duties] = await Promise.all([
    Promise.all(kinds.map((k) => waitingOf(ctx, k))).then((all) => all.flat()),
    owed(ctx, MOST),
  ]);
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
