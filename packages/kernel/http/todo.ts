// 今日: records whose next action is mine, what I owe, and what others owe me and is late. Three queries, nothing stored.
import { type Todo, open, stateLabel } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';
import { owed } from '../duty/index.ts';
import { type Kind, allKinds } from '../record/index.ts';
import { type FullRow, fullOf, fullQuery, presentHead, standingOf } from '../record/view.ts';
import { holds } from '../access/guard.ts';

const MOST = 50;

/** States in which an action of mine is what the record waits for. */
function waitingStates(ctx: Ctx, kind: Kind) {
  const actions = Object.values(kind.type.life.actions).filter((a) => a.main && ctx.me.may.has(a.by));
  const states = (own: boolean) => [
    ...new Set(
      actions
        .filter((a) => Boolean(a.own) === own)
        .flatMap((a) => (typeof a.from === 'string' ? [a.from] : [...a.from])),
    ),
  ];
  return { anywhere: states(false), atHome: states(true) };
}

async function waitingOf(ctx: Ctx, kind: Kind): Promise<Todo['waiting']> {
  const { anywhere, atHome } = waitingStates(ctx, kind);
  if (!anywhere.length && !atHome.length) return [];
  const rows = await fullQuery(ctx.db, kind)
    .where((eb) =>
      eb.or([
        ...(anywhere.length ? [eb('record.state', 'in', anywhere)] : []),
        ...(atHome.length && ctx.me.actor.own.length
          ? [eb.and([eb('record.state', 'in', atHome), eb('record.unit_id', 'in', [...ctx.me.actor.own])])]
          : []),
      ]),
    )
    .orderBy('record.updated_at', 'desc')
    .limit(MOST)
    .execute();
  return (rows as FullRow[]).flatMap((row) => {
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
