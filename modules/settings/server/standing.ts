// A standing duty: drafted with its source of law, put in force by a leader, and then a rule like any clause of a notice.
import { Problem } from '@anlan/contract';
import { grantTo } from '@anlan/kernel/access';
import type { Ctx } from '@anlan/kernel/ctx';
import { openRules, reportKind } from '@anlan/kernel/duty';
import { listGroups, needUnit, unitsOfGroups } from '@anlan/kernel/org';
import { allFacts, create, needKind, newId, show } from '@anlan/kernel/record';
import type { z } from 'zod';
import type { NewStanding, Standing } from '../contract.ts';

const REPORT = { kind: 'report', label: '填报进展', from: '由单位填报一句话进展，可附文件', about: 'unit' as const };

/** What a standing duty can be bound to. */
export const bindings = () => [
  ...Object.entries(allFacts())
    .filter(([, f]) => !f.inner)
    .map(([kind, f]) => ({ kind, label: f.label, from: `由「${f.from}」记录自动认定`, about: f.about })),
  REPORT,
];

async function namesOf(ctx: Ctx, unitIds: readonly string[], groupIds: readonly string[]): Promise<string> {
  const groups = await listGroups(ctx);
  const unknown = groupIds.find((id) => !groups.some((g) => g.id === id));
  if (unknown) throw new Problem('no-group', 400, '有一个单位组已经不存在，请重新选择。');
  const units = await Promise.all(unitIds.map((id) => needUnit(ctx, id)));
  return [...groups.filter((g) => groupIds.includes(g.id)).map((g) => g.name), ...units.map((u) => u.shortName)].join(
    '、',
  );
}

/** @throws 400 with the field at fault when nobody owes it, a date is missing or not wanted, or the kind of fact does not fit */
export async function draftStanding(ctx: Ctx, said: z.output<typeof NewStanding>) {
  const refuse = (path: string, message: string) =>
    new Problem('standing-incomplete', 400, message, { fields: [{ path, message }] });
  if (!said.unitIds.length && !said.groupIds.length) throw refuse('groupIds', '请选择责任单位或单位组。');
  if (said.repeat === 'once' && !said.due) throw refuse('due', '一次性任务请填写完成日期。');
  if (said.repeat !== 'once' && said.due) throw refuse('due', '按周期执行的任务不填完成日期。');
  const bound = bindings().find((b) => b.kind === said.binding);
  if (!bound) throw refuse('binding', '请选择怎样认定完成。');
  if (bound.kind !== 'report' && bound.about !== said.about)
    throw refuse(
      'binding',
      `「${bound.label}」认定的是${bound.about === 'unit' ? '单位' : '领导个人'}，与「由谁完成」不一致。`,
    );
  const bureau = await ctx.db.selectFrom('unit').select('id').where('type', '=', 'bureau').executeTakeFirstOrThrow();
  const fromDay = said.fromDay ?? ctx.today;
  const id = await create(
    ctx,
    'standings',
    { id: said.id, unitId: bureau.id, title: said.text, occurredOn: fromDay, said: { basis: said.basis } },
    {
      basis: said.basis,
      text: said.text,
      repeat: said.repeat,
      need: said.need,
      due: said.due,
      about: said.about,
      binding: said.binding,
      binding_label: bound.label,
      unit_ids: said.unitIds,
      group_ids: said.groupIds,
      who_text: await namesOf(ctx, said.unitIds, said.groupIds),
      from_day: fromDay,
    },
  );
  return show<Standing>(ctx, needKind('standings'), id);
}

/** In force: the rule opens and everyone who owes it sees where it comes from. */
export async function startStanding(ctx: Ctx, s: Standing & { id: string }) {
  const id = newId(ctx.now);
  await openRules(ctx, [
    {
      id,
      sourceId: s.id,
      task: null,
      title: s.text,
      factKind: s.binding === 'report' ? reportKind(id) : s.binding,
      repeat: s.repeat,
      need: s.need,
      due: s.due,
      about: s.about,
      fromDay: s.fromDay > ctx.today ? s.fromDay : ctx.today,
      toDay: null,
      listFrom: null,
      debtors: { unitIds: s.unitIds, groupIds: s.groupIds },
      history: false,
    },
  ]);
  await grantTo(ctx, s.id, [...s.unitIds, ...(await unitsOfGroups(ctx.db, s.groupIds))]);
}
