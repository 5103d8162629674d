// 活的通知与矩阵：一份通知随任务进展而变的样子。
import { Id, LIGHTS, PeriodView } from '@anlan/contract';
import { z } from 'zod';
import { Place } from '../breakdown.ts';

/** A clause in the living notice: its place, its sign, how many of those who owe have done it. */
export const LivingClause = z.object({
  ruleId: Id,
  taskNo: z.string().nullable(),
  text: z.string(),
  source: Place,
  binding: z.string(),
  bindingLabel: z.string(),
  progress: z.boolean(),
  repeat: z.string(),
  standing: z.boolean(),
  light: z.enum(LIGHTS),
  done: z.int(),
  total: z.int(),
  /** Missed periods of earlier spans that nobody made good. */
  missedBefore: z.int(),
  periodLabel: z.string(),
});

/** A block of the notice set as a page of paper. */
export const Block = z.object({
  kind: z.string(),
  source: Place,
  level: z.int().nullable(),
  taskNo: z.string().nullable(),
});

/** One unit in the panel of a clause, with its periods in order. */
export const Strip = z.object({
  unitId: Id,
  unitName: z.string(),
  leaderName: z.string().nullable(),
  periods: z.array(
    PeriodView.pick({
      id: true,
      key: true,
      label: true,
      light: true,
      sign: true,
      why: true,
      explanation: true,
      due: true,
    }),
  ),
});

/** A cell of the matrix: of how many duties how many are done, and the worst sign. */
export const Cell = z.object({
  ruleId: Id,
  unitId: Id,
  light: z.enum(LIGHTS),
  sign: z.string(),
  done: z.int(),
  total: z.int(),
  periodId: Id.nullable(),
});
