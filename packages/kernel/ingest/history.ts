// 历史补录: what was done before the system was in use may be taken over at once, marked, and never as late.
import { type Day, Problem, chineseDay } from '@anlan/contract';
import { type Ctx, localDay } from '../ctx/index.ts';
import { settings } from '../setting/index.ts';
import type { Batch } from './spec.ts';

/** The day on which the bureau began to use the system: as set, else the store's first. */
export async function startedOn(ctx: Ctx): Promise<Day> {
  const { 'ingest.startedOn': said } = await settings(ctx.db);
  if (said) return said;
  const first = await ctx.db
    .selectFrom('setting')
    .select((eb) => eb.fn.min('updated_at').as('at'))
    .executeTakeFirst();
  return first?.at ? localDay(first.at) : ctx.today;
}

/**
 * The context in which such a row is taken.
 * @throws 400 `not-history` for a day after the system was in use: that is recorded where it happens
 */
export async function asHistory(ctx: Ctx, day: Day, batch: Batch): Promise<Ctx> {
  const start = (batch.get('startedOn') as Day | undefined) ?? (await startedOn(ctx));
  batch.set('startedOn', start);
  if (day > start)
    throw new Problem(
      'not-history',
      400,
      `历史补录只收${chineseDay(start)}（系统启用日期）及以前的事，之后的请直接登记。`,
    );
  return { ...ctx, backfill: true };
}
