// 催办: judged again at the moment of sending, to exactly those who still owe, once a day for one period.
import { Problem, type RecordView } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { settings } from '@anlan/kernel/setting';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { create, needKind, newId, show } from '@anlan/kernel/record';
import { presentPeriod } from '@anlan/kernel/duty';
import type { Owing, Reminder } from '../contract.ts';
import type { Call } from '../contract/reminder.ts';
import { grouped } from './group.ts';
import { leftOut, owingOf, presentOwing, snapshot } from './owing.ts';
import { own } from './tables.ts';
import { ringable } from './ring.ts';

const distinct = <T>(all: readonly T[]) => [...new Set(all)];

/**
 * Sends a reminder about these periods to those who owe them still.
 * @throws 400 `not-seen` for periods outside the scope; 409 `nobody-owes` when nobody is left, with the reasons
 */
export async function remind(
  ctx: Ctx,
  { id: given, periodIds, note }: { id?: string | undefined; periodIds: string[]; note: string },
): Promise<RecordView<Reminder>> {
  const rows = await owingOf(ctx, periodIds);
  if (!rows.length) throw new Problem('not-seen', 400, '没有找到要催办的任务，请从「今日」或公文里重新选择。');
  const all = await presentOwing(ctx, rows);
  const first = await claim(ctx, given ?? newId(ctx.now), all);
  const items = first.items;
  const left = all
    .filter((o) => !items.includes(o))
    .map((o) => ({ unitName: o.unitName, why: o.left ?? '今天已经催办过' }));
  if (!items.length) throw new Problem('nobody-owes', 409, nobodyOwes(left));
  const units = distinct(items.map((i) => i.unitId));
  const titles = distinct(items.map((i) => i.title));
  const labels = distinct(items.map((i) => i.label));
  const clause = titles.length > 1 ? `${titles[0]}等 ${titles.length} 项` : titles[0]!;
  const who = units.length > 1 ? `${units.length} 个单位` : items[0]!.unitName;
  const id = await create(
    ctx,
    'reminders',
    {
      id: first.id,
      unitId: senderUnit(ctx),
      title: `催办${units.length > 1 ? ' ' : ''}${who}：${clause}`,
      said: { note },
    },
    {
      clause,
      label: labels.length > 1 ? `${labels[0]}等 ${labels.length} 期` : labels[0],
      note,
      items: JSON.stringify(items.map(snapshot)),
      unit_count: units.length,
      left_out: JSON.stringify(left),
    },
  );
  await keepItems(ctx, id, items);
  await tellThem(ctx, items, note);
  return show<Reminder>(ctx, needKind('reminders'), id);
}

/** Who is still to be reminded; two who remind at the same moment do so one after the other. */
async function claim(ctx: Ctx, id: string, all: readonly Owing[]) {
  const open = all.filter((o) => o.left === null);
  const ids = open.map((o) => o.periodId);
  if (!ids.length) return { id, items: [] as Owing[] };
  await ctx.db.selectFrom('period').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
  const now = new Map((await owingOf(ctx, ids)).map((r) => [r.id, leftOut(ctx, r)]));
  return { id, items: open.filter((o) => now.get(o.periodId) === null) };
}

function nobodyOwes(left: readonly { unitName: string; why: string }[]) {
  const some = left.slice(0, 3).map((l) => `${l.unitName}${l.why}`);
  return `没有需要催办的单位：${some.join('，')}${left.length > 3 ? `等 ${left.length} 个单位` : ''}。`;
}

/** The unit in whose name one follows up: that of the post which carries the permission, else one's first. */
export const senderUnit = (ctx: Ctx) => ctx.me.held[0]!.unitId;

const keepItems = (ctx: Ctx, reminderId: string, items: readonly Owing[]) =>
  own(ctx)
    .insertInto('reminder_item')
    .values(
      items.map((i) => ({
        id: newId(ctx.now),
        reminder_id: reminderId,
        period_id: i.periodId,
        unit_id: i.unitId,
        object_kind: null,
        on_day: ctx.today,
        by_name: ctx.me.name,
      })),
    )
    .execute();

/** One message for each clause and span, to whoever answers for the units' duties; it leads to where the duty stands. */
async function tellThem(ctx: Ctx, items: readonly Owing[], note: string) {
  const groups = grouped(items, (i) => `${i.ruleId} ${i.label}`);
  for (const [cause, of] of groups) {
    const { ruleId, title, label } = of[0];
    const source = await ctx.db
      .selectFrom('rule')
      .innerJoin('record', 'record.id', 'rule.source_id')
      .select(['record.id', 'record.module', 'record.kind'])
      .where('rule.id', '=', ruleId)
      .executeTakeFirst();
    await tell(ctx, {
      people: await peopleWith(ctx, distinct(of.map((i) => i.unitId)), 'duty.answer'),
      title: `催办：${title}`,
      body: `${label}，请尽快办理并登记；确有困难的，请说明原因。${note}`,
      ...(source ? { record: source } : {}),
      type: 'followup',
      cause: `remind:${cause}:${ctx.today}`,
    });
  }
}

/** How things stand since: each item's sign now, and whom to ring. */
export async function standing(ctx: Ctx, { id }: { id: string }) {
  const { body } = await show<Reminder>(ctx, needKind('reminders'), id);
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  const rows = await owingOf(
    ctx,
    body.items.map((i) => i.periodId),
  );
  const units = distinct(body.items.map((i) => i.unitId));
  const mayRing = ctx.me.may.has('followup.phone');
  return {
    items: rows.map((r) => {
      const { id: periodId, light, sign, why } = presentPeriod(r, ctx.today, soon);
      return { periodId, light, sign, why, fulfilled: light === 'done' || light === 'none' || r.made_good };
    }),
    phones: await ringable(ctx, units, mayRing),
    mayRing,
  };
}

/** Notes what came of a call. @throws 400 for a unit that this reminder did not ask, or a promise without or with a past day */
export async function noteCall(
  ctx: Ctx,
  reminder: Reminder & { id: string },
  said: { unitId: string; result: Call['result']; promisedOn: string | null; note: string },
) {
  if (!reminder.items.some((i) => i.unitId === said.unitId))
    throw new Problem('not-asked', 400, '这个单位不在这份催办单里，请重新选择。', {
      fields: [{ path: 'unitId', message: '请选择被催办的单位' }],
    });
  if (said.result === 'promised' && (!said.promisedOn || said.promisedOn < ctx.today))
    throw new Problem('promise-when', 400, '请填写对方答应的办结日期，不早于今天。', {
      fields: [{ path: 'promisedOn', message: '请填写今天或以后的日期' }],
    });
  if (said.result === 'other' && !said.note)
    throw new Problem('call-note', 400, '请用一句话说明电话里的情况。', {
      fields: [{ path: 'note', message: '请写明情况' }],
    });
  const call: Call = {
    unitId: said.unitId,
    result: said.result,
    promisedOn: said.result === 'promised' ? said.promisedOn : null,
    note: said.note,
    on: ctx.today,
    byName: ctx.me.name,
  };
  await own(ctx)
    .updateTable('reminder')
    .set({ calls: JSON.stringify([...reminder.calls, call]) })
    .where('id', '=', reminder.id)
    .execute();
}
