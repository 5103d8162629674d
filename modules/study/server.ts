// The server face of study: what is particular about recording, planning, correcting and confirming a sitting.
import { Problem } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { withdrawFacts } from '@anlan/kernel/duty';
import { checkRecordedFor, needUnit } from '@anlan/kernel/org';
import { type Full, create, needKind, type Server, serve, show } from '@anlan/kernel/record';
import { type Sitting, type Study, study as contract } from './contract.ts';
import { studyHistory } from './server/history.ts';
import { begin, correctFacts, endBegun, recordFacts } from './server/facts.ts';
import { jointWith, letIn, tellJoint } from './server/joint.ts';
import { minutes, signIn } from './server/papers.ts';
import { columnsOf, present, update } from './server/row.ts';
import { checkHeld, checkMadeUp, checkMakesGood, checkOnce, stillMakesGood } from './server/rules.ts';

const shown = (ctx: Ctx, id: string) => show<Study>(ctx, needKind('study'), id);
const told = (value: unknown) => (value === null ? null : JSON.stringify(value));
const headOf = (s: Sitting) => ({ title: s.title, occurredOn: s.heldOn });

/** A study as it stands, with what is said anew: a correction and the taking down of a plan name only what changes. */
const merged = (s: Full<typeof contract.records.study>, said: Partial<Sitting>): Sitting => ({
  title: s.title,
  heldOn: s.heldOn,
  place: s.place,
  host: s.host,
  agenda: s.agenda,
  materials: s.materials,
  attendees: s.attendees,
  absent: s.absent,
  minutes: s.minutes,
  jointUnitIds: s.joint.map((j) => j.unitId),
  ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
});

/** The host and the units that confirmed: those a sitting counts for. */
const countedFor = (s: { unitId: string; joint: Study['joint'] }) => [
  s.unitId,
  ...s.joint.filter((j) => j.confirmedOn).map((j) => j.unitId),
];

export const server: Server<typeof contract> = serve<typeof contract>({
  contract,
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [{ table: 'study', shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] }],
  imports: { studyHistory: studyHistory(() => server.routes.record) },
  routes: {
    async record(ctx, { id: given, unitId, files, recordedFor, makesGoodId, ...sitting }) {
      await needUnit(ctx, unitId);
      checkHeld(ctx, sitting);
      await checkOnce(ctx, { unitId, ...sitting });
      const makesGood = await checkMakesGood(ctx, { unitId, makesGoodId, ...sitting });
      const joint = await jointWith(ctx, unitId, sitting.jointUnitIds);
      const own = { ...columnsOf(sitting, joint, makesGood), recorded_for: told(recordedFor) };
      // Kept for proof under a name without a word: the page itself shows the sitting.
      const said = { sitting, recordedFor, makesGoodLabel: makesGood?.label ?? null };
      const id = await create(
        ctx,
        'study',
        { ...(given ? { id: given } : {}), unitId, ...headOf(sitting), state: 'held', files, said },
        own,
      );
      // After the unit was found within reach: whom one records for matters only then.
      await checkRecordedFor(ctx, unitId, recordedFor);
      await letIn(ctx, id, joint);
      await tellJoint(ctx, 'hold', { id, ...sitting }, joint);
      await recordFacts(ctx, {
        id,
        unitId,
        unitIds: [unitId],
        heldOn: sitting.heldOn,
        agenda: sitting.agenda,
        makesGoodId,
      });
      return shown(ctx, id);
    },

    async plan(ctx, { id: given, unitId, ...plan }) {
      await needUnit(ctx, unitId);
      checkAhead(ctx, plan.heldOn);
      await checkOnce(ctx, { unitId, ...plan });
      const joint = await jointWith(ctx, unitId, plan.jointUnitIds);
      const own = columnsOf({ ...plan, attendees: [], absent: [], minutes: '' }, joint, null);
      const id = await create(
        ctx,
        'study',
        { ...(given ? { id: given } : {}), unitId, title: plan.title, occurredOn: plan.heldOn, said: { plan } },
        own,
      );
      await letIn(ctx, id, joint);
      await tellJoint(ctx, 'plan', { id, ...plan }, joint);
      await begin(ctx, { id, unitId, ...plan });
      return shown(ctx, id);
    },
  },
  papers: { study: { signIn, minutes } },
  records: {
    study: {
      table: 'study',
      present,
      words: (s) =>
        [s.agendaText, ...s.materials.map((m) => m.title), s.host, s.place, ...s.attendees, s.minutes].join(' '),
      on: {
        async hold(ctx, plan, { recordedFor, makesGoodId, files: _files, ...said }) {
          const { id, unitId } = plan;
          const sitting = merged(plan, said);
          checkHeld(ctx, sitting);
          await checkRecordedFor(ctx, unitId, recordedFor);
          await checkOnce(ctx, { unitId, ...sitting }, id);
          const makesGood = await checkMakesGood(ctx, { unitId, makesGoodId, ...sitting });
          const joint = await jointWith(ctx, unitId, sitting.jointUnitIds, plan.joint);
          await update(ctx, id, { ...columnsOf(sitting, joint, makesGood), recorded_for: told(recordedFor) });
          await letIn(ctx, id, joint, plan.joint);
          await tellJoint(ctx, 'hold', { id, ...sitting }, joint);
          await endBegun(ctx, plan);
          await recordFacts(ctx, {
            id,
            unitId,
            unitIds: [unitId],
            heldOn: sitting.heldOn,
            agenda: sitting.agenda,
            makesGoodId,
          });
          return headOf(sitting);
        },

        async reschedule(ctx, plan, { heldOn, place, host }) {
          checkAhead(ctx, heldOn);
          await checkOnce(ctx, { ...plan, heldOn }, plan.id);
          await update(ctx, plan.id, { held_on: heldOn, place, host });
          await endBegun(ctx, plan);
          await begin(ctx, { ...plan, heldOn });
          await tellJoint(ctx, 'plan', { ...plan, heldOn }, plan.joint);
          return { occurredOn: heldOn };
        },

        async confirm(ctx, study, { attendees }) {
          const mine = study.joint.find((j) => !j.confirmedOn && ctx.me.actor.own.includes(j.unitId));
          if (!mine) throw new Problem('not-now', 409, '本单位不需要确认，或已经确认。');
          const joint = study.joint.map((j) => (j === mine ? { ...j, confirmedOn: ctx.today, attendees } : j));
          await update(ctx, study.id, { joint: JSON.stringify(joint) });
          await recordFacts(ctx, { ...study, unitIds: [mine.unitId] });
        },

        async makeUp(ctx, study, { names, on }) {
          checkMadeUp(ctx, study.heldOn, on);
          const open = study.absent.filter((a) => a.madeUpOn === null).map((a) => a.name);
          const unknown = names.find((n) => !open.includes(n));
          if (unknown)
            throw new Problem('not-absent', 400, `「${unknown}」不在待补学人员中，请重新选择。`, {
              fields: [{ path: 'names', message: '请从待补学人员中选择' }],
            });
          const absent = study.absent.map((a) =>
            a.madeUpOn === null && names.includes(a.name) ? { ...a, madeUpOn: on } : a,
          );
          await update(ctx, study.id, { absent: JSON.stringify(absent) });
        },

        async amend(ctx, study, { reason: _reason, ...said }) {
          const sitting = merged(study, said);
          checkHeld(ctx, sitting);
          await checkOnce(ctx, { unitId: study.unitId, ...sitting }, study.id);
          const makesGood = await stillMakesGood(ctx, study.makesGoodId, sitting);
          const joint = await jointWith(ctx, study.unitId, sitting.jointUnitIds, study.joint);
          await update(ctx, study.id, columnsOf(sitting, joint, makesGood));
          await letIn(ctx, study.id, joint, study.joint);
          const fresh = joint.filter((j) => !study.joint.some((b) => b.unitId === j.unitId));
          await tellJoint(ctx, 'hold', { id: study.id, ...sitting }, fresh);
          if (sitting.heldOn !== study.heldOn)
            await tellJoint(
              ctx,
              'amend',
              { id: study.id, ...sitting },
              joint.filter((j) => j.confirmedOn),
            );
          const unitIds = countedFor({ unitId: study.unitId, joint });
          await correctFacts(ctx, study, {
            id: study.id,
            unitId: study.unitId,
            unitIds,
            heldOn: sitting.heldOn,
            agenda: sitting.agenda,
            makesGoodId: makesGood?.id ?? null,
          });
          return headOf(sitting);
        },

        async void(ctx, study) {
          if (study.state === 'planned') await endBegun(ctx, study);
          else await withdrawFacts(ctx, study.id);
          await tellJoint(ctx, 'void', study, study.joint);
        },
      },
    },
  },
});

function checkAhead(ctx: Ctx, heldOn: string) {
  if (heldOn < ctx.today)
    throw new Problem('not-past', 400, '安排的日期已经过去。已经学习的，请直接登记学习。', {
      fields: [{ path: 'heldOn', message: '请选择今天或以后的日期' }],
    });
}
