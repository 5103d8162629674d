// 督办单: what is particular about drafting, sending, answering and giving back an order.
import { Problem, type RecordView, shortDay } from '@anlan/contract';
import { grantTo } from '@anlan/kernel/access';
import { workdaysAfter } from '@anlan/kernel/calendar';
import type { Ctx } from '@anlan/kernel/ctx';
import { closeRules, openRules, recordFact } from '@anlan/kernel/duty';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { needUnit } from '@anlan/kernel/org';
import { create, needKind, newId, show } from '@anlan/kernel/record';
import { settings } from '@anlan/kernel/setting';
import type { Order } from '../contract.ts';
import { letInNumberers, numberFor } from './numbering.ts';
import { owingOf, owingQuery, presentOwing, snapshot, unfulfilled } from './owing.ts';
import { senderUnit } from './remind.ts';
import { own } from './tables.ts';

type Full = Order & { id: string; title: string; number: string | null; unitId: string };

const refer = (o: { id: string }) => ({ id: o.id, module: 'followup', kind: 'orders' });

/** The fact that answers an order: one for each time it was sent. */
const replyKind = (id: string, round: number) => (round > 1 ? `order:${id}:${round}` : `order:${id}`);

/** @throws 400 for a township (which gets letters), an own unit, or a day that has passed */
async function needDebtor(ctx: Ctx, unitId: string) {
  const unit = await needUnit(ctx, unitId);
  const refuse = (sentence: string) =>
    new Problem('order-unit', 400, sentence, { fields: [{ path: 'toUnitId', message: '请选择其他单位' }] });
  if (unit.type === 'township') throw refuse('乡镇（街道）不是下级单位，不发督办单；请改发函商请。');
  if (unit.type === 'bureau') throw refuse('不能向本局自己发督办单，请选择具体科室或单位。');
  return unit;
}

function checkAhead(ctx: Ctx, replyOn: string) {
  if (replyOn <= ctx.today)
    throw new Problem('reply-past', 400, '回复期限要晚于今天，请重新选择。', {
      fields: [{ path: 'replyOn', message: '请选择今天以后的日期' }],
    });
}

/** What an order to a unit would say: everything it has missed and not answered for by deed. */
export async function orderDraft(ctx: Ctx, { unitId }: { unitId: string }) {
  const unit = await needDebtor(ctx, unitId);
  const rows = await owingQuery(ctx)
    .where('p.unit_id', '=', unitId)
    .where('p.due', '<', ctx.today)
    .where('p.fact_kind', 'not like', 'order:%')
    .where(unfulfilled)
    .limit(200)
    .execute();
  const items = await presentOwing(ctx, rows);
  const { 'followup.replyWorkdays': days } = await settings(ctx.db);
  const chosen = items.filter((i) => i.times > 0);
  const first = chosen[0] ?? items[0];
  return {
    title: first ? `督促${unit.shortName}办理逾期任务` : `督促${unit.shortName}落实安全生产工作`,
    wanted: '请在回复期限前办结所列任务并登记；不能办结的，写明原因、措施和完成时间。',
    replyOn: await workdaysAfter(ctx, ctx.today, days),
    items,
    periodIds: (chosen.length ? chosen : items).map((i) => i.periodId),
  };
}

type Said = {
  id?: string | undefined;
  toUnitId: string;
  title: string;
  periodIds: string[];
  wanted: string;
  replyOn: string;
  official: boolean;
};

/** Drafts an order. @throws 400 for what no order may say */
export async function draftOrder(ctx: Ctx, said: Said): Promise<RecordView<Order>> {
  const unit = await needDebtor(ctx, said.toUnitId);
  checkAhead(ctx, said.replyOn);
  const items = await presentOwing(ctx, await owingOf(ctx, said.periodIds));
  const foreign = items.find((i) => i.unitId !== said.toUnitId);
  if (foreign)
    throw new Problem(
      'order-periods',
      400,
      `「${foreign.unitName}」的任务不能写进给${unit.shortName}的督办单，请分别起草。`,
      {
        fields: [{ path: 'periodIds', message: '请只选承办单位的任务' }],
      },
    );
  const id = await create(
    ctx,
    'orders',
    { id: said.id, unitId: senderUnit(ctx), title: said.title, deadline: said.replyOn, said: { wanted: said.wanted } },
    {
      to_unit_id: unit.id,
      to_unit_name: unit.shortName,
      answer_unit_ids: await answerers(ctx, unit),
      period_ids: items.map((i) => i.periodId),
      items: JSON.stringify(items.map(snapshot)),
      wanted: said.wanted,
      reply_on: said.replyOn,
      official: said.official,
    },
  );
  return show<Order>(ctx, needKind('orders'), id);
}

/** The unit itself; for a venue also the county bureau above it, which answers where the venue has no account. */
async function answerers(ctx: Ctx, unit: { id: string; type: string }): Promise<string[]> {
  if (unit.type !== 'venue') return [unit.id];
  const above = await ctx.db
    .selectFrom('unit_closure')
    .innerJoin('unit', 'unit.id', 'unit_closure.ancestor')
    .select('unit.id')
    .where('unit_closure.descendant', '=', unit.id)
    .where('unit.type', '=', 'county')
    .execute();
  return [unit.id, ...above.map((u) => u.id)];
}

export async function amendOrder(
  ctx: Ctx,
  o: Full,
  said: { title: string; wanted: string; replyOn: string; official?: boolean | undefined },
) {
  checkAhead(ctx, said.replyOn);
  await own(ctx)
    .updateTable('supervision_order')
    .set({ wanted: said.wanted, reply_on: said.replyOn, official: said.official ?? o.official })
    .where('id', '=', o.id)
    .execute();
  return { title: said.title, deadline: said.replyOn };
}

/** Approved: one that is to be printed as an official notice goes to the office for its number. */
export async function approveOrder(ctx: Ctx, o: Full) {
  if (o.official) await letInNumberers(ctx, o.id);
}

export async function numberOrder(ctx: Ctx, o: Full, { docNumber }: { docNumber?: string | undefined }) {
  const doc_number = await numberFor(ctx, o, docNumber);
  await own(ctx).updateTable('supervision_order').set({ doc_number }).where('id', '=', o.id).execute();
}

/** Sent: the unit sees it, is told, and owes a reply by the day. */
export async function sendOrder(ctx: Ctx, o: Full) {
  checkAhead(ctx, o.replyOn);
  await grantTo(ctx, o.id, o.answerUnitIds);
  await askReply(ctx, o, o.replyOn);
}

async function askReply(ctx: Ctx, o: Full, replyOn: string) {
  const round = o.round + 1;
  const ruleId = newId(ctx.now);
  await openRules(ctx, [
    {
      id: ruleId,
      sourceId: o.id,
      task: null,
      title: `回复督办单：${o.title}`,
      factKind: replyKind(o.id, round),
      repeat: 'once',
      need: 1,
      due: replyOn,
      about: 'unit',
      fromDay: ctx.today,
      toDay: null,
      listFrom: null,
      debtors: { unitIds: [o.toUnitId], groupIds: [] },
      history: false,
    },
  ]);
  await own(ctx)
    .updateTable('supervision_order')
    .set({ round, rule_id: ruleId, reply_on: replyOn })
    .where('id', '=', o.id)
    .execute();
  await tell(ctx, {
    people: await peopleWith(ctx, o.answerUnitIds, 'followup.reply'),
    title: `督办：${o.title}`,
    body: `请于${shortDay(replyOn, ctx.today)}前办理并回复。`,
    record: refer(o),
    cause: `order:${o.id}:${round}`,
  });
}

type Told = { text: string; recordedFor: Order['replies'][number]['recordedFor'] };

/** Replied: the duty of that round is met, or made good where its day has passed. */
export async function replyOrder(ctx: Ctx, o: Full, { text, recordedFor }: Told) {
  const mine = ctx.me.actor.own.includes(o.toUnitId);
  if (mine === (recordedFor !== null))
    throw new Problem(
      'recorded-for',
      400,
      mine ? '本单位自己回复，不用填写代录。' : `您在替${o.toUnitName}回复，请填写由谁告知、怎样告知。`,
      { fields: [{ path: 'recordedFor', message: mine ? '请去掉代录' : '请填写代录' }] },
    );
  const reply = { round: o.round, text, on: ctx.today, byName: ctx.me.name, recordedFor };
  await own(ctx)
    .updateTable('supervision_order')
    .set({ replies: JSON.stringify([...o.replies, reply]) })
    .where('id', '=', o.id)
    .execute();
  await recordFact(ctx, {
    kind: replyKind(o.id, o.round),
    recordId: o.id,
    unitIds: [o.toUnitId],
    occurredOn: ctx.today,
    makesGood: ctx.today > o.replyOn ? await replyPeriod(ctx, o) : null,
  });
  await tell(ctx, {
    people: await peopleWith(ctx, [o.unitId], 'followup.draft'),
    title: `督办单已回复：${o.title}`,
    body: `${o.toUnitName}已回复，请核实。`,
    record: refer(o),
    cause: `order.reply:${o.id}:${o.round}`,
  });
}

const replyPeriod = async (ctx: Ctx, o: Full) =>
  (
    await ctx.db
      .selectFrom('period')
      .select('id')
      .where('fact_kind', '=', replyKind(o.id, o.round))
      .where('unit_id', '=', o.toUnitId)
      .executeTakeFirst()
  )?.id ?? null;

/** Given back: what was replied stays as said; the unit owes another reply by the new day. */
export async function sendBack(ctx: Ctx, o: Full, { replyOn }: { replyOn: string }) {
  checkAhead(ctx, replyOn);
  await askReply(ctx, o, replyOn);
  return { deadline: replyOn };
}

export async function acceptOrder(ctx: Ctx, o: Full) {
  await closeRules(ctx, o.id);
  await tell(ctx, {
    people: await peopleWith(ctx, o.answerUnitIds, 'followup.reply'),
    title: `督办单已办结：${o.title}`,
    body: '回复已核实，本单办结。',
    record: refer(o),
    cause: `order.accept:${o.id}`,
  });
}
