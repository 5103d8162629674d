// 建议: by days gone by, which step a person may want to take next. Nothing is sent by itself.
import { addDays, daysBetween, shortDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { type Settings, settings } from '@anlan/kernel/setting';
import { sql } from 'kysely';
import type { Suggestion } from '../contract.ts';
import { grouped } from './group.ts';
import { type OwingRow, owingQuery, unfulfilled } from './owing.ts';
import { own } from './tables.ts';

/** More late periods than these are not gone through at once; the oldest come first. */
const MOST = 3000;

/** What is overdue and stands under no order yet. */
async function overdue(ctx: Ctx): Promise<OwingRow[]> {
  const mine = ctx.me.actor.own;
  let rows = owingQuery(ctx)
    .clearOrderBy()
    .where(unfulfilled)
    .where('p.due', '<', ctx.today)
    .where('p.fact_kind', 'not like', 'order:%')
    .where(
      sql<boolean>`not exists (select 1 from supervision_order o join record r on r.id = o.id where r.state <> 'void' and o.period_ids @> array[p.id])`,
    )
    .orderBy('p.due')
    .orderBy('unit.sort')
    .orderBy('p.id')
    .limit(MOST);
  if (mine.length) rows = rows.where('p.unit_id', 'not in', [...mine]);
  return rows.execute();
}

type Late = {
  id: string;
  number: string | null;
  title: string;
  to_unit_id: string;
  to_unit_name: string;
  reply_on: string;
};

/** Orders whose reply is late by so many days and that no circular names yet. */
export const lateOrders = (ctx: Ctx, days: number): Promise<Late[]> =>
  own(ctx)
    .selectFrom('supervision_order as o')
    .innerJoin('record', 'record.id', 'o.id')
    .select(['record.id', 'record.number', 'record.title', 'o.to_unit_id', 'o.to_unit_name', 'o.reply_on'])
    .where('record.state', '=', 'sent')
    .where('o.reply_on', '<=', addDays(ctx.today, -days))
    .where(
      sql<boolean>`not exists (select 1 from circular c join record r on r.id = c.id where r.state <> 'void' and c.order_ids @> array[o.id])`,
    )
    .orderBy('o.reply_on')
    .execute();

const unitsOf = (rows: readonly OwingRow[]) => [
  ...new Map(rows.map((r) => [r.unit_id, { unitId: r.unit_id, name: r.unit_name ?? '其他单位' }])).values(),
];
const oldest = (ctx: Ctx, rows: readonly OwingRow[]) => Math.max(...rows.map((r) => daysBetween(r.due, ctx.today)));

function toRemind(ctx: Ctx, rows: readonly OwingRow[], s: Settings): Suggestion[] {
  const after = s['followup.remindAfterDays'];
  const due = rows.filter((r) => !r.times && r.explanation === null && daysBetween(r.due, ctx.today) >= after);
  return grouped(due, (r) => `${r.rule_id} ${r.key}`).map(([key, of]) => {
    const [r] = of;
    return {
      step: 'remind',
      key,
      what: r.rule_title,
      label: r.label,
      units: unitsOf(of),
      days: oldest(ctx, of),
      done: '还没有催办过',
      why: `逾期满 ${after} 天，单位没有说明原因`,
      to: `/followup/reminders/new?rule=${r.rule_id}&key=${encodeURIComponent(r.key)}`,
    };
  });
}

function toOrder(ctx: Ctx, rows: readonly OwingRow[], s: Settings): Suggestion[] {
  const after = s['followup.orderAfterDays'];
  const due = rows.filter(
    (r) => r.first_on !== null && r.unit_type !== 'township' && daysBetween(r.first_on, ctx.today) >= after,
  );
  return grouped(due, (r) => r.unit_id).map(([unitId, of]) => {
    const [r] = of;
    const last = of
      .flatMap((x) => x.reminded_on ?? [])
      .toSorted()
      .at(-1)!;
    const said = of.filter((x) => x.explanation !== null).length;
    return {
      step: 'order',
      key: unitId,
      what: of.length > 1 ? `${r.rule_title}等 ${of.length} 期` : r.rule_title,
      label: r.label,
      units: unitsOf(of),
      days: oldest(ctx, of),
      done: [
        `催办过 ${Math.max(...of.map((x) => x.times))} 次，最近在${shortDay(last, ctx.today)}`,
        said ? `其中 ${said} 期单位已说明原因` : '',
      ]
        .filter(Boolean)
        .join('；'),
      why: `首次催办后满 ${after} 天仍未完成`,
      to: `/followup/orders/new?unitId=${unitId}`,
    };
  });
}

const toCircular = (ctx: Ctx, orders: readonly Late[], s: Settings): Suggestion[] =>
  orders.map((o) => ({
    step: 'circular',
    key: o.id,
    what: o.title,
    label: o.number ?? '',
    units: [{ unitId: o.to_unit_id, name: o.to_unit_name }],
    days: daysBetween(o.reply_on, ctx.today),
    done: `已发督办单，应于${shortDay(o.reply_on, ctx.today)}回复，至今没有回复`,
    why: `回复期限过后满 ${s['followup.circularAfterDays']} 天`,
    to: '/followup/circulars/new',
  }));

/** Every step that somebody with my permissions might take today; the steepest first. */
export async function suggestions(ctx: Ctx): Promise<{ items: Suggestion[]; rules: string }> {
  const s = await settings(ctx.db);
  const drafts = ctx.me.may.has('followup.draft');
  const [rows, orders] = await Promise.all([
    overdue(ctx),
    drafts ? lateOrders(ctx, s['followup.circularAfterDays']) : [],
  ]);
  return {
    items: [...toCircular(ctx, orders, s), ...(drafts ? toOrder(ctx, rows, s) : []), ...toRemind(ctx, rows, s)],
    rules: `逾期满 ${s['followup.remindAfterDays']} 天建议催办；催办后满 ${s['followup.orderAfterDays']} 天没有完成，建议督办；督办回复期限过后满 ${s['followup.circularAfterDays']} 天没有回复，建议通报。天数可在设置里改。`,
  };
}
