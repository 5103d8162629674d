// 通报: facts as they stand, told to the units concerned after signature and number. No order but the directory's.
import { type Day, Problem, type RecordView, chineseDay } from '@anlan/contract';
import { grantTo } from '@anlan/kernel/access';
import type { Ctx } from '@anlan/kernel/ctx';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { needUnit } from '@anlan/kernel/org';
import { create, needKind, show } from '@anlan/kernel/record';
import { settings } from '@anlan/kernel/setting';
import { sql } from 'kysely';
import type { Circular, Fact } from '../contract.ts';
import { lateOrders } from './ladder.ts';
import { letInNumberers, numberFor } from './numbering.ts';
import { type OwingRow, owingQuery, presentOwing, snapshot, unfulfilled } from './owing.ts';
import { senderUnit } from './remind.ts';
import { own } from './tables.ts';

type Full = Circular & { id: string; title: string; unitId: string };

/** A leader's name is no business of a circular: the unit is named. */
const factsOf = async (ctx: Ctx, rows: readonly OwingRow[]): Promise<Fact[]> => {
  const orders = await ordersOf(
    ctx,
    rows.map((r) => r.id),
  );
  return (await presentOwing(ctx, rows)).map((o, i) => ({
    ...snapshot(o),
    leaderName: null,
    explanation: rows[i]!.explanation,
    orderNumber: orders.get(o.periodId) ?? null,
  }));
};

async function ordersOf(ctx: Ctx, periodIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ period_id: string; number: string }>`
    select q.id as period_id, max(r.number) as number
      from unnest(${[...periodIds]}::uuid[]) as q(id)
      join supervision_order o on q.id = any(o.period_ids) join record r on r.id = o.id and r.state not in ('void', 'draft', 'approving', 'approved')
     group by 1`.execute(ctx.db);
  return new Map(rows.map((r) => [r.period_id, r.number]));
}

/** Missed and never made good, due between two days, of every unit in sight but my own. */
async function missed(ctx: Ctx, from: Day, to: Day, ids?: readonly string[]): Promise<OwingRow[]> {
  let rows = owingQuery(ctx)
    .where(unfulfilled)
    .where('p.due', '<', ctx.today)
    .where('p.due', '>=', from)
    .where('p.due', '<=', to)
    .where('p.fact_kind', 'not like', 'order:%')
    .where('unit.type', '<>', 'township')
    .limit(1000);
  if (ids) rows = rows.where('p.id', 'in', [...ids]);
  return rows.execute();
}

/** The year is said once where both days lie in it. */
const untilWords = (from: Day, to: Day) =>
  from.slice(0, 4) === to.slice(0, 4) ? chineseDay(to).replace(/^\d+年/, '') : chineseDay(to);

/** What a circular about this year so far would say. */
export async function circularDraft(ctx: Ctx, said: { from?: Day | undefined; to?: Day | undefined }) {
  const from = said.from ?? `${ctx.today.slice(0, 4)}-01-01`;
  const to = said.to ?? ctx.today;
  checkSpan({ from, to });
  const rows = await missed(ctx, from, to);
  const { 'followup.circularAfterDays': days } = await settings(ctx.db);
  const orders = await lateOrders(ctx, days);
  const held = await own(ctx)
    .selectFrom('supervision_order')
    .select('period_ids')
    .where('id', 'in', [...orders.map((o) => o.id), '00000000-0000-0000-0000-000000000000'])
    .execute();
  const named = new Set(held.flatMap((o) => o.period_ids));
  return {
    title: `关于${chineseDay(from)}至${untilWords(from, to)}安全生产任务未完成情况的通报`,
    from,
    to,
    opening: `${orders.length ? '经催办、督办，' : ''}下列任务逾期后仍未完成，现通报如下。`,
    wanted: '有关单位要立即办结所列任务，查明原因，并将整改情况书面报送安全监管科。',
    facts: await factsOf(ctx, rows),
    periodIds: rows.filter((r) => named.has(r.id)).map((r) => r.id),
    orderIds: orders.map((o) => o.id),
  };
}

function checkSpan({ from, to }: { from: Day; to: Day }) {
  if (from > to)
    throw new Problem('span', 400, '起始日期不能晚于截止日期，请重新选择。', {
      fields: [{ path: 'from', message: '请选择更早的日期' }],
    });
}

type Said = {
  id?: string | undefined;
  title: string;
  from: Day;
  to: Day;
  opening: string;
  wanted: string;
  periodIds: string[];
  toUnitIds: string[];
  orderIds: string[];
};

/** @throws 409 `nothing-missed` when everything named has been done since */
export async function draftCircular(ctx: Ctx, said: Said): Promise<RecordView<Circular>> {
  checkSpan(said);
  const rows = await missed(ctx, said.from, said.to, said.periodIds);
  if (!rows.length) throw nothingMissed();
  const toUnits = await Promise.all(
    [...new Set(said.toUnitIds)].map(async (unitId) => ({ unitId, name: (await needUnit(ctx, unitId)).shortName })),
  );
  const id = await create(
    ctx,
    'circulars',
    { id: said.id, unitId: senderUnit(ctx), title: said.title },
    {
      from_day: said.from,
      to_day: said.to,
      facts: JSON.stringify(await factsOf(ctx, rows)),
      opening: said.opening,
      wanted: said.wanted,
      to_units: JSON.stringify(toUnits),
      order_ids: said.orderIds,
    },
  );
  return show<Circular>(ctx, needKind('circulars'), id);
}

const nothingMissed = () =>
  new Problem('nothing-missed', 409, '所列任务都已完成、补办或不计，没有可通报的事实；请撤销这份通报。');

/** Sent for signature with the facts of that day: what was done meanwhile is no longer named. */
export async function recheck(ctx: Ctx, c: Full) {
  const rows = await missed(
    ctx,
    c.from,
    c.to,
    c.facts.map((f) => f.periodId),
  );
  if (!rows.length) throw nothingMissed();
  await own(ctx)
    .updateTable('circular')
    .set({ facts: JSON.stringify(await factsOf(ctx, rows)) })
    .where('id', '=', c.id)
    .execute();
}

export async function amendCircular(
  ctx: Ctx,
  c: Full,
  said: { title: string; from: Day; to: Day; opening: string; wanted: string },
) {
  checkSpan(said);
  await own(ctx)
    .updateTable('circular')
    .set({ from_day: said.from, to_day: said.to, opening: said.opening, wanted: said.wanted })
    .where('id', '=', c.id)
    .execute();
  return { title: said.title };
}

export const signCircular = (ctx: Ctx, c: Full) => letInNumberers(ctx, c.id);

export async function numberCircular(ctx: Ctx, c: Full, { docNumber }: { docNumber?: string | undefined }) {
  const doc_number = await numberFor(ctx, c, docNumber);
  await own(ctx).updateTable('circular').set({ doc_number }).where('id', '=', c.id).execute();
}

/** Everybody named sees it from now on, and is told. */
export async function publish(ctx: Ctx, c: Full) {
  const units = [...new Set([...c.facts.map((f) => f.unitId), ...c.toUnits.map((u) => u.unitId)])];
  await grantTo(ctx, c.id, units);
  await own(ctx).updateTable('circular').set({ published_on: ctx.today }).where('id', '=', c.id).execute();
  await tell(ctx, {
    people: await peopleWith(ctx, units, 'duty.answer'),
    title: `通报：${c.title}`,
    body: '请查看涉及本单位的事项；有异议的，联系安全监管科。',
    record: { id: c.id, module: 'followup', kind: 'circulars' },
    cause: `circular:${c.id}`,
  });
}
