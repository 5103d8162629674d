// The meeting's and the decision's own rows: how what was said goes into them and how readers get it back.
import type { Joint, RecordedFor } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import type { ColumnType } from 'kysely';
import type { z } from 'zod';
import type { Decision, Meeting, Outlook, Sitting } from '../contract.ts';
import type { Chair } from './chair.ts';

type Json<T> = ColumnType<T, string, string>;

export type MeetingRow = {
  id: string;
  kind: Sitting['kind'];
  held_on: string;
  place: string;
  chair_id: string;
  chair_name: string;
  chair_as: string;
  recorder: string;
  agenda: Json<Sitting['agenda']>;
  attendees: string[];
  absent: Json<Sitting['absent']>;
  observers: string[];
  problems: string[];
  minutes: string;
  joint: Json<Joint[]>;
  outlook: Json<Outlook> | null;
  recorded_for: Json<RecordedFor> | null;
  makes_good_id: string | null;
  makes_good_label: string | null;
};

export type DecisionRow = {
  id: string;
  meeting_id: string;
  meeting_title: string;
  decided_on: string;
  person: string | null;
  keeper_ids: string[];
  done_on: string | null;
  result: string | null;
  recorded_for: Json<RecordedFor> | null;
};

/** Kysely with the module's tables beside the kernel's. */
export const own = (ctx: Ctx) => ctx.db.withTables<{ meeting: MeetingRow; decision: DecisionRow }>();

/** The missed period a meeting makes good, as the row keeps it. */
export type MadeGood = { id: string; label: string } | null;

/** JSON text for a column that may be empty. */
export const told = (value: unknown) => (value === null ? null : JSON.stringify(value));

/** Columns of what was said, with the chair as the directory knows him; objects go in as JSON text. */
export const columnsOf = (
  s: Omit<Sitting, 'title' | 'jointUnitIds' | 'chairId'>,
  { chair, joint, makesGood }: { chair: Chair; joint: Joint[]; makesGood: MadeGood },
) => ({
  kind: s.kind,
  held_on: s.heldOn,
  place: s.place,
  chair_id: chair.id,
  chair_name: chair.name,
  chair_as: chair.as,
  recorder: s.recorder,
  agenda: JSON.stringify(s.agenda),
  attendees: [...new Set([chair.name, ...s.attendees])],
  absent: JSON.stringify(s.absent),
  observers: s.observers,
  problems: s.problems,
  minutes: s.minutes,
  joint: JSON.stringify(joint),
  makes_good_id: makesGood?.id ?? null,
  makes_good_label: makesGood?.label ?? null,
});

type Change = Partial<ReturnType<typeof columnsOf>> & { recorded_for?: string | null; outlook?: string };

export const update = (ctx: Ctx, id: string, change: Change) =>
  own(ctx).updateTable('meeting').set(change).where('id', '=', id).execute();

type Plain<T> = {
  [K in keyof T]: T[K] extends ColumnType<infer S, string, string> | null ? S | Extract<T[K], null> : T[K];
};

/** From the row, as JSON, to the body that readers get. */
export function present(row: Record<string, unknown>): z.input<typeof Meeting> {
  const r = row as Plain<MeetingRow>;
  const attended = r.attendees.length + r.joint.reduce((sum, j) => sum + j.attendees.length, 0);
  return {
    kind: r.kind,
    heldOn: r.held_on,
    place: r.place,
    chairId: r.chair_id,
    chairName: r.chair_name,
    chairAs: r.chair_as,
    recorder: r.recorder,
    agenda: r.agenda,
    attendees: r.attendees,
    absent: r.absent,
    observers: r.observers,
    problems: r.problems,
    minutes: r.minutes,
    joint: r.joint,
    outlook: r.outlook,
    recordedFor: r.recorded_for,
    makesGoodId: r.makes_good_id,
    makesGoodLabel: r.makes_good_label,
    agendaText: r.agenda.map((a) => a.title).join('；'),
    attended,
    expected: attended + r.absent.length,
  };
}

export function presentDecision(row: Record<string, unknown>): z.input<typeof Decision> {
  const r = row as Plain<DecisionRow>;
  return {
    meetingId: r.meeting_id,
    meetingTitle: r.meeting_title,
    decidedOn: r.decided_on,
    person: r.person,
    keeperIds: r.keeper_ids,
    doneOn: r.done_on,
    result: r.result,
    recordedFor: r.recorded_for,
  };
}
