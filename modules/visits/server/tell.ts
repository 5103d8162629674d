// Who hears of a visit: the leader who has to confirm, the unit that has to answer, the safety office asked to check.
import { chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { peopleAs, peopleWith, tell } from '@anlan/kernel/notify';
import type { Danger, Leader } from '../contract.ts';

type About = { id: string; title: string; visitedOn: string };

const of = (v: About) => ({ record: { id: v.id, module: 'visits', kind: 'visits' } });

/** Leaders who have not confirmed are asked to. */
export async function askLeaders(ctx: Ctx, v: About, leaders: readonly Leader[]) {
  const open = leaders.filter((l) => !l.confirmedOn);
  await tell(ctx, {
    people: open.map((l) => l.personId),
    title: `请确认：${v.title}`,
    body: `${chineseDay(v.visitedOn)}。由${ctx.me.name}登记，您确认后才计入您当月的任务。`,
    ...of(v),
    cause: `visits.confirm:${v.id}`,
  });
}

/** Advice reaches the unit, a proposed check the safety office. */
export async function tellDangers(ctx: Ctx, v: About, dangers: readonly Danger[]) {
  for (const d of dangers)
    await tell(ctx, {
      people:
        d.way === 'check'
          ? await peopleAs(ctx, ['safetyOffice'])
          : await peopleWith(ctx, d.unitId ? [d.unitId] : [], 'visits.answer'),
      title: d.way === 'check' ? `建议检查：${d.unitName}` : `安全提示，请答复：${v.title}`,
      body: d.text,
      ...of(v),
      cause: `visits.danger:${d.id}`,
    });
}

/** The keeper of the record hears that its advice was answered. */
export async function tellAnswer(ctx: Ctx, v: About & { unitId: string }, d: Danger) {
  await tell(ctx, {
    people: await peopleWith(ctx, [v.unitId], 'visits.record'),
    title: `${d.unitName}已答复提示`,
    body: d.answer ?? '',
    ...of(v),
    cause: `visits.answer:${d.id}`,
  });
}

/** Those who went or were advised hear that the record was corrected or is no more. */
export async function tellChange(
  ctx: Ctx,
  v: About & { version: number; leaders: readonly Leader[]; dangers: readonly Danger[] },
  what: '已更正' | '已作废',
) {
  const advised = v.dangers.flatMap((d) => (d.way === 'advice' && d.unitId ? [d.unitId] : []));
  const people = [...v.leaders.map((l) => l.personId), ...(await peopleWith(ctx, advised, 'visits.answer'))];
  await tell(ctx, {
    people: people.filter((p) => p !== ctx.me.personId),
    title: `调研检查${what}：${v.title}`,
    body:
      what === '已作废'
        ? '由它完成的任务已重新变为未完成，请核对。'
        : `现为${chineseDay(v.visitedOn)}，任务已按更正后的日期认定，请核对。`,
    ...of(v),
    cause: `visits.${what}:${v.id}:${v.version}`,
  });
}
