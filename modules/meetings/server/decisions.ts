// A decision is a record of its owner and a dated duty at once: what carries it out settles that one duty and no other.
import { Problem, chineseDay } from '@anlan/contract';
import { grantTo } from '@anlan/kernel/access';
import type { Ctx } from '@anlan/kernel/ctx';
import { excuse, extend, openRules, recordFact, withdrawFacts } from '@anlan/kernel/duty';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { needUnit } from '@anlan/kernel/org';
import { act, create, needKind, newId, show } from '@anlan/kernel/record';
import { type Decided, type Decision, decisionKind } from '../contract.ts';
import { own } from './row.ts';
import { refuse } from './rules.ts';

type Of = { id: string; unitId: string; title: string; heldOn: string };

const link = (id: string) => ({ id, module: 'meetings', kind: 'decisions' });

/** Whose people confirm: the unit that met and, where a section took the minutes for its bureau, that section. */
async function keepersOf(ctx: Ctx, unitId: string): Promise<string[]> {
  const sections = await ctx.db
    .selectFrom('unit')
    .select('id')
    .where('id', 'in', [...ctx.me.actor.own])
    .where('parent_id', '=', unitId)
    .where('type', 'in', ['section', 'countySection'])
    .execute();
  return [unitId, ...sections.map((s) => s.id)];
}

/** The owner must lie at or below the unit that met: nobody decides what a stranger owes. @throws 400 `owner-beyond` */
async function needOwner(ctx: Ctx, meeting: Of, { unitId }: Decided) {
  const owner = await needUnit(ctx, unitId);
  const below = await ctx.db
    .selectFrom('unit_closure')
    .select('depth')
    .where('ancestor', '=', meeting.unitId)
    .where('descendant', '=', unitId)
    .executeTakeFirst();
  if (!below)
    throw refuse(
      'owner-beyond',
      400,
      'decisions',
      `${owner.shortName}不是召开单位或它的下级，不能直接交办。请改由本单位对接，或另行发函。`,
    );
  return owner;
}

/** Makes decisions of a meeting: each a record of its owner, a duty with its day, and a message to the owner. */
export async function decide(ctx: Ctx, meeting: Of, decisions: readonly Decided[]) {
  if (!decisions.length) return;
  const keepers = await keepersOf(ctx, meeting.unitId);
  for (const d of decisions) {
    const owner = await needOwner(ctx, meeting, d);
    const id = await create(
      ctx,
      'decisions',
      {
        unitId: owner.id,
        title: d.text,
        occurredOn: meeting.heldOn,
        deadline: d.due,
        said: { meetingTitle: meeting.title, person: d.person },
      },
      {
        meeting_id: meeting.id,
        meeting_title: meeting.title,
        decided_on: meeting.heldOn,
        person: d.person,
        keeper_ids: keepers,
      },
    );
    await grantTo(ctx, id, keepers);
    await openRules(ctx, [
      {
        id: newId(ctx.now),
        // The decision itself, not the meeting: whoever owes it need not see the minutes.
        sourceId: id,
        task: null,
        title: d.text,
        factKind: decisionKind(id),
        repeat: 'once',
        need: 1,
        due: d.due,
        about: 'unit',
        fromDay: meeting.heldOn,
        toDay: null,
        listFrom: null,
        debtors: { unitIds: [owner.id], groupIds: [] },
        history: false,
      },
    ]);
    if (!keepers.includes(owner.id))
      await tell(ctx, {
        people: await peopleWith(ctx, [owner.id], 'meetings.carryOut'),
        title: `会议议定：${d.text}`,
        body: `${meeting.title}议定，由本单位${d.person ? `（${d.person}）` : ''}办理，${chineseDay(d.due)}前办结。`,
        record: link(id),
        cause: `decisions.create:${id}`,
      });
  }
}

/** The one period of a decision's duty. */
async function periodOf(ctx: Ctx, id: string) {
  return ctx.db
    .selectFrom('period')
    .select(['id', 'due'])
    .where('source_id', '=', id)
    .where('fact_kind', '=', decisionKind(id))
    .executeTakeFirstOrThrow();
}

type Full = Decision & { id: string; unitId: string; title: string };

/** What was done settles the duty; done after its day it makes the missed one good. @throws 400 `done-when` */
export async function carriedOut(ctx: Ctx, d: Full, doneOn: string) {
  if (doneOn < d.decidedOn || doneOn > ctx.today)
    throw refuse('done-when', 400, 'doneOn', `办结日期应在${chineseDay(d.decidedOn)}（议定当天）至今天之间，请核对。`);
  const period = await periodOf(ctx, d.id);
  await recordFact(ctx, {
    kind: decisionKind(d.id),
    recordId: d.id,
    unitIds: [d.unitId],
    occurredOn: doneOn,
    makesGood: doneOn > period.due ? period.id : null,
  });
  await tell(ctx, {
    people: (await peopleWith(ctx, d.keeperIds, 'meetings.record')).filter((id) => id !== ctx.me.personId),
    title: `请确认办结：${d.title}`,
    body: `${d.meetingTitle}议定的事项已登记办结，请核对后确认。`,
    record: link(d.id),
    cause: `decisions.done:${d.id}:${doneOn}`,
  });
}

/** Not done after all: the duty is owed again, and the owner is told why. */
export async function returned(ctx: Ctx, d: Full, reason: string) {
  await withdrawFacts(ctx, d.id);
  await tell(ctx, {
    people: await peopleWith(ctx, [d.unitId], 'meetings.carryOut'),
    title: `退回重办：${d.title}`,
    body: reason,
    record: link(d.id),
    cause: `decisions.return:${d.id}:${ctx.now.toISOString()}`,
  });
}

/** More time, given by those who decided. @throws 409 as the duty's own extension */
export async function moreTime(ctx: Ctx, d: Full, due: string) {
  await extend(ctx, [(await periodOf(ctx, d.id)).id], due);
}

/** Nobody owes it any more; the period stays in sight as set aside. */
export async function dropped(ctx: Ctx, d: Full) {
  await withdrawFacts(ctx, d.id);
  await excuse(ctx, [(await periodOf(ctx, d.id)).id], '议定事项已作废');
}

/** Every decision of a meeting that the reader sees, in the order of their days. */
export async function decisionsOf(ctx: Ctx, meetingId: string) {
  const rows = await own(ctx)
    .selectFrom('decision')
    .innerJoin('record', 'record.id', 'decision.id')
    .select(['decision.id', 'record.state'])
    .where('decision.meeting_id', '=', meetingId)
    .orderBy('record.deadline')
    .orderBy('record.id')
    .execute();
  const kind = needKind('decisions');
  const views = [];
  for (const { id } of rows) views.push(await show<Decision>(ctx, kind, id));
  return views;
}

/** The meeting was none: what it decided and nobody confirmed yet falls with it. */
export async function dropDecisions(ctx: Ctx, meetingId: string, reason: string) {
  for (const d of await decisionsOf(ctx, meetingId)) {
    if (d.state !== 'open' && d.state !== 'done') continue;
    if (!d.can.some((c) => c.action === 'void' && !c.no))
      throw new Problem('decision-kept', 409, `议定事项「${d.title}」不能由您作废，请由召开单位办理。`);
    await act(ctx, needKind('decisions'), d.id, 'void', { reason, version: d.version });
  }
}
