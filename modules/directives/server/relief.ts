// What a decision about relief does to the periods, and who hears of it.
import { chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { cancelRule, excuse, extend, unexcuse } from '@anlan/kernel/duty';
import { peopleWith, tell } from '@anlan/kernel/notify';
import type { Full, Server } from '@anlan/kernel/record';
import type { directives } from '../contract.ts';
import { RELIEF } from '../contract/relief.ts';
import { presentRelief, reliefs } from './relief-table.ts';

type Records = Server<typeof directives>['records'];
type Asked = Full<(typeof directives)['records']['reliefs']>;

/** Notes the decision and tells the unit that asked. */
async function decided(ctx: Ctx, r: Asked, agreed: boolean, decision: string | undefined, due = r.due) {
  await reliefs(ctx)
    .updateTable('relief')
    .set({ decided_by_name: ctx.me.name, decided_on: ctx.today, decision: decision ?? null, due })
    .where('id', '=', r.id)
    .execute();
  const { unit_ids } = await reliefs(ctx)
    .selectFrom('relief')
    .select('unit_ids')
    .where('id', '=', r.id)
    .executeTakeFirstOrThrow();
  if (r.sort === 'cancel' && !agreed) return;
  await tell(ctx, {
    people: await peopleWith(ctx, unit_ids, 'duty.answer'),
    title: `${agreed ? '已同意' : '未同意'}${RELIEF[r.sort]}：${r.clause.slice(0, 40)}`,
    body: agreed && due ? `${r.periodLabel}延至${chineseDay(due)}。` : (decision ?? ''),
    record: { id: r.id, module: 'directives', kind: 'reliefs' },
    cause: `relief:${r.id}`,
  });
}

/** The words that stand beside the — from then on: what, by whom, why. */
const words = (ctx: Ctx, r: Asked) =>
  `${RELIEF[r.sort]}（${ctx.me.name}${chineseDay(ctx.today)}批准${r.late ? '，逾期后申请' : ''}）：${r.reason}`;

async function giveTime(
  ctx: Ctx,
  r: Asked,
  { due, decision }: { due?: string | undefined; decision?: string | undefined },
) {
  const until = due ?? r.due!;
  await extend(ctx, r.periodIds, until);
  await decided(ctx, r, true, decision, until);
}

async function setAside(ctx: Ctx, r: Asked, { decision }: { decision?: string | undefined }) {
  if (r.sort === 'cancel') {
    const { unit_ids } = await reliefs(ctx)
      .selectFrom('relief')
      .select('unit_ids')
      .where('id', '=', r.id)
      .executeTakeFirstOrThrow();
    await cancelRule(ctx, r.ruleId, words(ctx, r), unit_ids.length ? unit_ids : undefined);
  } else await excuse(ctx, r.periodIds, words(ctx, r));
  await decided(ctx, r, true, decision);
}

const no = (ctx: Ctx, r: Asked, { reason }: { reason: string }) => decided(ctx, r, false, reason);

export const reliefRecords: Records['reliefs'] = {
  table: 'relief',
  present: presentRelief,
  words: (r) => `${r.clause} ${r.reason}`,
  on: {
    extend: giveTime,
    waive: setAside,
    exempt: setAside,
    agree: (ctx, r, input) => (r.sort === 'extension' ? giveTime(ctx, r, input) : setAside(ctx, r, input)),
    keep: no,
    insist: no,
    require: no,
    refuse: no,
    revoke: (ctx, r) => unexcuse(ctx, r.periodIds),
  },
};
