// The server face of meetings: what is particular about arranging, holding, correcting and voiding one, and about its decisions.
import { Problem } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { withdrawFacts } from '@anlan/kernel/duty';
import { checkRecordedFor, needUnit } from '@anlan/kernel/org';
import { type Full, create, needKind, type Server, serve, show } from '@anlan/kernel/record';
import { type Meeting, type Sitting, meetings as contract } from './contract.ts';
import { meetingHistory } from './server/history.ts';
import { chairOf, checkPresent } from './server/chair.ts';
import { carriedOut, decide, decisionsOf, dropDecisions, dropped, moreTime, returned } from './server/decisions.ts';
import { begin, correctHeld, endBegun, recordHeld } from './server/facts.ts';
import { jointWith, letIn, tellJoint } from './server/joint.ts';
import { outlookOf } from './server/outlook.ts';
import { papers } from './server/papers.ts';
import { columnsOf, own, present, presentDecision, told, update } from './server/row.ts';
import { checkAhead, checkDue, checkHeld, checkMakesGood, checkOnce, stillMakesGood } from './server/rules.ts';

type Held = Full<typeof contract.records.meetings>;

const shown = (ctx: Ctx, id: string) => show<Meeting>(ctx, needKind('meetings'), id);
const headOf = (s: Sitting) => ({ title: s.title, occurredOn: s.heldOn });

/** A meeting as it stands, with what is said anew: a correction and the taking down of a plan name only what changes. */
const merged = (m: Held, said: Partial<Sitting>): Sitting => ({
  title: m.title,
  kind: m.kind,
  heldOn: m.heldOn,
  place: m.place,
  chairId: m.chairId,
  recorder: m.recorder,
  agenda: m.agenda,
  attendees: m.attendees,
  absent: m.absent,
  observers: m.observers,
  problems: m.problems,
  minutes: m.minutes,
  jointUnitIds: m.joint.map((j) => j.unitId),
  ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
});

/** The host and the units that confirmed: those a meeting counts for. */
const countedFor = (m: { unitId: string; joint: Meeting['joint'] }) => [
  m.unitId,
  ...m.joint.filter((j) => j.confirmedOn).map((j) => j.unitId),
];

export const server: Server<typeof contract> = serve<typeof contract>({
  contract,
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [
    { table: 'meeting', shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] },
    { table: 'decision', shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] },
  ],
  papers: { meetings: papers },
  imports: { meetingHistory: meetingHistory(() => server.routes.record) },
  routes: {
    async record(ctx, { id: given, unitId, files, recordedFor, makesGoodId, decisions, ...sitting }) {
      await needUnit(ctx, unitId);
      checkHeld(ctx, sitting);
      checkDue(sitting.heldOn, decisions);
      const chair = await chairOf(ctx, unitId, sitting.chairId, sitting.heldOn);
      checkPresent(chair, sitting.absent);
      await checkOnce(ctx, { unitId, ...sitting });
      const makesGood = await checkMakesGood(ctx, { unitId, makesGoodId, heldOn: sitting.heldOn });
      const joint = await jointWith(ctx, unitId, sitting.jointUnitIds);
      const outlook = await outlookOf(ctx, unitId);
      const id = await create(
        ctx,
        'meetings',
        {
          ...(given ? { id: given } : {}),
          unitId,
          ...headOf(sitting),
          state: 'held',
          files,
          said: { sitting, recordedFor, makesGoodLabel: makesGood?.label ?? null },
        },
        {
          ...columnsOf(sitting, { chair, joint, makesGood }),
          recorded_for: told(recordedFor),
          outlook: JSON.stringify(outlook),
        },
      );
      // After the unit was found within reach: whom one records for matters only then.
      await checkRecordedFor(ctx, unitId, recordedFor);
      await letIn(ctx, id, joint);
      await tellJoint(ctx, 'hold', { id, ...sitting }, joint);
      await recordHeld(ctx, { id, unitId, heldOn: sitting.heldOn, makesGoodId }, [unitId]);
      await decide(ctx, { id, unitId, ...sitting }, decisions);
      return shown(ctx, id);
    },

    async plan(ctx, { id: given, unitId, ...plan }) {
      await needUnit(ctx, unitId);
      checkAhead(ctx, plan.heldOn);
      const chair = await chairOf(ctx, unitId, plan.chairId, plan.heldOn);
      await checkOnce(ctx, { unitId, ...plan });
      const joint = await jointWith(ctx, unitId, plan.jointUnitIds);
      const nobody = { recorder: '', absent: [], observers: [], problems: [], minutes: '' };
      const id = await create(
        ctx,
        'meetings',
        { ...(given ? { id: given } : {}), unitId, title: plan.title, occurredOn: plan.heldOn, said: { plan } },
        { ...columnsOf({ ...plan, ...nobody, attendees: [] }, { chair, joint, makesGood: null }), attendees: [] },
      );
      await letIn(ctx, id, joint);
      await tellJoint(ctx, 'plan', { id, ...plan }, joint);
      await begin(ctx, { id, unitId, heldOn: plan.heldOn });
      return shown(ctx, id);
    },

    async outlook(ctx, { unitId }) {
      await needUnit(ctx, unitId);
      return outlookOf(ctx, unitId);
    },

    async decided(ctx, { id }) {
      await shown(ctx, id);
      return { items: await decisionsOf(ctx, id) };
    },
  },
  records: {
    meetings: {
      table: 'meeting',
      present,
      words: (m) =>
        [m.agendaText, m.chairName, m.place, ...m.attendees, ...m.observers, ...m.problems, m.minutes].join(' '),
      on: {
        async hold(ctx, plan, { recordedFor, makesGoodId, files: _files, decisions, ...said }) {
          const { id, unitId } = plan;
          const sitting = merged(plan, said);
          checkHeld(ctx, sitting);
          checkDue(sitting.heldOn, decisions);
          const chair = await chairOf(ctx, unitId, sitting.chairId, sitting.heldOn);
          checkPresent(chair, sitting.absent);
          await checkRecordedFor(ctx, unitId, recordedFor);
          await checkOnce(ctx, { unitId, ...sitting }, id);
          const makesGood = await checkMakesGood(ctx, { unitId, makesGoodId, heldOn: sitting.heldOn });
          const joint = await jointWith(ctx, unitId, sitting.jointUnitIds, plan.joint);
          await update(ctx, id, {
            ...columnsOf(sitting, { chair, joint, makesGood }),
            recorded_for: told(recordedFor),
            outlook: JSON.stringify(await outlookOf(ctx, unitId)),
          });
          await letIn(ctx, id, joint, plan.joint);
          await tellJoint(ctx, 'hold', { id, ...sitting }, joint);
          await endBegun(ctx, plan);
          await recordHeld(ctx, { id, unitId, heldOn: sitting.heldOn, makesGoodId }, [unitId]);
          await decide(ctx, { id, unitId, ...sitting }, decisions);
          return headOf(sitting);
        },

        async reschedule(ctx, plan, { heldOn, place }) {
          checkAhead(ctx, heldOn);
          await checkOnce(ctx, { ...plan, heldOn }, plan.id);
          await update(ctx, plan.id, { held_on: heldOn, place });
          await endBegun(ctx, plan);
          await begin(ctx, { ...plan, heldOn });
          await tellJoint(ctx, 'plan', { ...plan, heldOn }, plan.joint);
          return { occurredOn: heldOn };
        },

        async confirm(ctx, meeting, { attendees }) {
          const mine = meeting.joint.find((j) => !j.confirmedOn && ctx.me.actor.own.includes(j.unitId));
          if (!mine) throw new Problem('not-now', 409, '本单位不需要确认，或已经确认。');
          const joint = meeting.joint.map((j) => (j === mine ? { ...j, confirmedOn: ctx.today, attendees } : j));
          await update(ctx, meeting.id, { joint: JSON.stringify(joint) });
          await recordHeld(ctx, meeting, [mine.unitId]);
        },

        async decide(ctx, meeting, decision) {
          checkDue(meeting.heldOn, [decision]);
          await decide(ctx, meeting, [decision]);
        },

        async amend(ctx, meeting, { reason: _reason, ...said }) {
          const { id, unitId } = meeting;
          const sitting = merged(meeting, said);
          checkHeld(ctx, sitting);
          const chair = await chairOf(ctx, unitId, sitting.chairId, sitting.heldOn);
          checkPresent(chair, sitting.absent);
          await checkOnce(ctx, { unitId, ...sitting }, id);
          const makesGood = await stillMakesGood(ctx, meeting.makesGoodId, sitting.heldOn);
          const joint = await jointWith(ctx, unitId, sitting.jointUnitIds, meeting.joint);
          await update(ctx, id, columnsOf(sitting, { chair, joint, makesGood }));
          await own(ctx)
            .updateTable('decision')
            .set({ meeting_title: sitting.title })
            .where('meeting_id', '=', id)
            .execute();
          await letIn(ctx, id, joint, meeting.joint);
          const fresh = joint.filter((j) => !meeting.joint.some((b) => b.unitId === j.unitId));
          await tellJoint(ctx, 'hold', { id, ...sitting }, fresh);
          const confirmed = joint.filter((j) => j.confirmedOn);
          if (sitting.heldOn !== meeting.heldOn) await tellJoint(ctx, 'amend', { id, ...sitting }, confirmed);
          const after = { id, unitId, heldOn: sitting.heldOn, makesGoodId: makesGood?.id ?? null };
          await correctHeld(ctx, meeting, after, countedFor({ unitId, joint }));
          return headOf(sitting);
        },

        async void(ctx, meeting, { reason }) {
          if (meeting.state === 'planned') await endBegun(ctx, meeting);
          else await withdrawFacts(ctx, meeting.id);
          await dropDecisions(ctx, meeting.id, `会议作废：${reason}`);
          await tellJoint(ctx, 'void', meeting, meeting.joint);
        },
      },
    },
    decisions: {
      table: 'decision',
      present: presentDecision,
      words: (d) => [d.meetingTitle, d.person, d.result].filter(Boolean).join(' '),
      on: {
        async done(ctx, d, { result, doneOn }) {
          await carriedOut(ctx, d, doneOn);
          await keep(ctx, d.id, { done_on: doneOn, result, recorded_for: null });
        },
        async doneFor(ctx, d, { result, doneOn, recordedFor }) {
          await carriedOut(ctx, d, doneOn);
          await keep(ctx, d.id, { done_on: doneOn, result, recorded_for: told(recordedFor) });
        },
        async return(ctx, d, { reason }) {
          await returned(ctx, d, reason);
          await keep(ctx, d.id, { done_on: null, result: null, recorded_for: null });
        },
        async extend(ctx, d, { due }) {
          await moreTime(ctx, d, due);
          return { deadline: due };
        },
        async void(ctx, d) {
          await dropped(ctx, d);
        },
      },
    },
  },
});

const keep = (
  ctx: Ctx,
  id: string,
  change: { done_on: string | null; result: string | null; recorded_for: string | null },
) => own(ctx).updateTable('decision').set(change).where('id', '=', id).execute();
