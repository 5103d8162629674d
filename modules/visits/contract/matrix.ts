// The shape of 领导下基层: each leader of each unit by month, with the periods that say how it stands.
import { Day, Id, PeriodView } from '@anlan/contract';
import { z } from 'zod';

/** One leader in one month: the period he owes, or why there is none. */
export const Cell = z.object({
  key: z.string(),
  period: PeriodView.pick({ id: true, light: true, sign: true, why: true, title: true, unitName: true }).nullable(),
  /** Periods of further rules in the same month; the cell shows the one that needs attention first. */
  more: z.int(),
  why: z.string(),
});

export const Line = z.object({
  postId: Id,
  name: z.string(),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  /** Leave and stand-in, or since when the post is vacant. */
  note: z.string(),
  cells: z.array(Cell),
});
export type Line = z.infer<typeof Line>;

export const Matrix = z.object({
  year: z.int(),
  years: z.array(z.int()),
  today: Day,
  months: z.array(z.object({ key: z.string(), label: z.string() })),
  lines: z.array(Line),
});
export type Matrix = z.infer<typeof Matrix>;

export const MatrixQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2999).optional(),
  /** Units at or below this one. */
  under: Id.optional(),
});
