// Everything that falls due, day by day: periods of duties and deadlines inside records.
import { type Day, type Light, isFinal } from '@anlan/contract';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { lightSql } from '../duty/index.ts';
import { allKinds } from '../record/kinds.ts';
import { settings } from '../setting/index.ts';

/** One thing that falls due on a day: a clause with all that owe it, or a record that has to be dealt with. */
export type DueItem = {
  day: Day;
  type: 'duty' | 'record';
  /** A period, where one debtor owes it; a record; else the rule, with the record and module that it comes from. */
  id: string;
  sourceId: string | null;
  module: string | null;
  kind: string | null;
  title: string;
  /** Whose it is, or how many owe it. */
  detail: string;
  light: Light;
  done: number;
  total: number;
};

const MOST = 1000;

/** What my units and I owe and have to deal with (`mine`), or all that falls due in my scope, from `from` to `to`, both inside. */
export async function dueBetween(ctx: Ctx, from: Day, to: Day, whose: 'mine' | 'scope'): Promise<DueItem[]> {
  const [duties, records] = await Promise.all([dutiesDue(ctx, from, to, whose), recordsDue(ctx, from, to, whose)]);
  return [...duties, ...records].sort((a, b) => a.day.localeCompare(b.day) || a.title.localeCompare(b.title, 'zh'));
}

async function dutiesDue(ctx: Ctx, from: Day, to: Day, whose: 'mine' | 'scope'): Promise<DueItem[]> {
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  const own = [...ctx.me.actor.own];
  const mine = sql`and ((p.unit_id = any(${own}::uuid[]) and d.person_id is null) or d.person_id = ${ctx.me.personId}::uuid)`;
  const { rows } = await sql<{
    day: Day;
    rule_id: string;
    title: string;
    label: string;
    done: number;
    total: number;
    lights: Light[];
    period_id: string;
    who: string;
    source_id: string | null;
    module: string | null;
    kind: string | null;
  }>`
    select p.due as day, p.rule_id, r.title, p.label, count(*) filter (where p.got >= p.need)::int as done, count(*)::int as total,
           array_agg(distinct ${lightSql(ctx.today, soon)}) as lights, min(p.id::text) as period_id,
           min(coalesce(d.leader_name, u.short_name, '其他单位')) as who, s.id as source_id, s.module, s.kind
      from period p join rule r on r.id = p.rule_id join duty d on d.id = p.duty_id left join unit u on u.id = p.unit_id
      left join record s on s.id = r.source_id
     where p.due between ${from}::date and ${to}::date and p.excused is null ${whose === 'mine' ? mine : sql``}
     group by p.due, p.rule_id, r.title, p.label, s.id, s.module, s.kind order by p.due limit ${MOST}`.execute(ctx.db);
  return rows.map((r) => ({
    day: r.day,
    type: 'duty' as const,
    id: r.total === 1 ? r.period_id : r.rule_id,
    sourceId: r.source_id,
    module: r.module,
    kind: r.kind,
    title: r.title,
    detail: r.total === 1 ? `${r.who} · ${r.label}` : `${r.label} · 已完成 ${r.done}/${r.total}`,
    light: worstOf(r.lights),
    done: r.done,
    total: r.total,
  }));
}

const WORST: readonly Light[] = ['missed', 'soon', 'going', 'ahead', 'done', 'none'];
const worstOf = (lights: readonly Light[]) => WORST.find((l) => lights.includes(l)) ?? 'none';

async function recordsDue(ctx: Ctx, from: Day, to: Day, whose: 'mine' | 'scope'): Promise<DueItem[]> {
  const kinds = [...allKinds().values()].filter((k) => ctx.me.may.has(k.type.read));
  const open = kinds.flatMap((k) =>
    Object.entries(k.type.life.states).flatMap(([name, state]) => (isFinal(state) ? [] : [`${k.kind} ${name}`])),
  );
  const own = [...ctx.me.actor.own];
  const { rows } = await sql<{ id: string; module: string; kind: string; title: string; day: Day; unit: string }>`
    select r.id, r.module, r.kind, r.title, r.deadline as day, coalesce(u.short_name, '其他单位') as unit
      from record r left join unit u on u.id = r.unit_id
     where r.deadline between ${from}::date and ${to}::date and r.kind || ' ' || r.state = any(${open}::text[])
       ${whose === 'mine' ? sql`and r.unit_id = any(${own}::uuid[])` : sql``}
     order by r.deadline, r.id limit ${MOST}`.execute(ctx.db);
  const words = new Map(kinds.map((k) => [k.kind, k.type.title]));
  return rows.map((r) => ({
    day: r.day,
    type: 'record' as const,
    id: r.id,
    sourceId: null,
    module: r.module,
    kind: r.kind,
    title: r.title,
    detail: `${words.get(r.kind) ?? ''} · ${r.unit}`,
    light: r.day < ctx.today ? ('missed' as const) : ('ahead' as const),
    done: 0,
    total: 1,
  }));
}
