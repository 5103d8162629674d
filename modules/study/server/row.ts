// The study's own row: how a sitting goes into it and how readers get it back.
import type { Joint, RecordedFor } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import type { ColumnType } from 'kysely';
import type { z } from 'zod';
import type { Sitting, Study } from '../contract.ts';

type Json<T> = ColumnType<T, string, string>;

export type StudyRow = {
  id: string;
  held_on: string;
  place: string;
  host: string;
  agenda: Json<Sitting['agenda']>;
  materials: Json<Sitting['materials']>;
  attendees: string[];
  absent: Json<Sitting['absent']>;
  minutes: string;
  joint: Json<Joint[]>;
  recorded_for: Json<RecordedFor | null> | null;
  makes_good_id: string | null;
  makes_good_label: string | null;
};

/** Kysely with the study table beside the kernel's. */
export const own = (ctx: Ctx) => ctx.db.withTables<{ study: StudyRow }>();

/** The missed period a sitting makes good, as the row keeps it. */
export type MadeGood = { id: string; label: string } | null;

/** Columns of a sitting; objects go in as JSON text. */
export const columnsOf = (s: Omit<Sitting, 'title' | 'jointUnitIds'>, joint: Joint[], makesGood: MadeGood) => ({
  held_on: s.heldOn,
  place: s.place,
  host: s.host,
  agenda: JSON.stringify(s.agenda),
  materials: JSON.stringify(s.materials),
  attendees: s.attendees,
  absent: JSON.stringify(s.absent),
  minutes: s.minutes,
  joint: JSON.stringify(joint),
  makes_good_id: makesGood?.id ?? null,
  makes_good_label: makesGood?.label ?? null,
});

export const update = (
  ctx: Ctx,
  id: string,
  change: Partial<ReturnType<typeof columnsOf>> & { recorded_for?: string | null },
) => own(ctx).updateTable('study').set(change).where('id', '=', id).execute();

/** From the row, as JSON, to the body that readers get. */
export function present(row: Record<string, unknown>): z.input<typeof Study> {
  const r = row as Omit<StudyRow, 'agenda' | 'materials' | 'absent' | 'joint' | 'recorded_for'> & {
    agenda: Sitting['agenda'];
    materials: Sitting['materials'];
    absent: Sitting['absent'];
    joint: Joint[];
    recorded_for: RecordedFor | null;
  };
  const attended = r.attendees.length + r.joint.reduce((sum, j) => sum + j.attendees.length, 0);
  return {
    heldOn: r.held_on,
    place: r.place,
    host: r.host,
    agenda: r.agenda,
    materials: r.materials,
    attendees: r.attendees,
    absent: r.absent,
    minutes: r.minutes,
    joint: r.joint,
    recordedFor: r.recorded_for,
    makesGoodId: r.makes_good_id,
    makesGoodLabel: r.makes_good_label,
    agendaText: r.agenda.map((a) => a.title).join('；'),
    attended,
    expected: attended + r.absent.length,
  };
}
