// Shares of a duty handed down: what units below owe of it stands beneath the period of the one who handed it on.
import { type Kysely, sql } from 'kysely';
import type { Ctx, KernelTables } from '../ctx/index.ts';
import { settings } from '../setting/index.ts';
import { lightSql } from './light.ts';

/** Periods `p` of the rules below a rule; `source` is the record that handed the share down. */
export const childQuery = (db: Kysely<KernelTables>, ruleId: string) =>
  db
    .selectFrom('period as p')
    .innerJoin('rule as share', 'share.id', 'p.rule_id')
    .innerJoin('record as source', 'source.id', 'share.source_id')
    .where('share.parent_id', '=', ruleId);

/** Of the shares of each debtor of a rule, per period: how many owe and how many have done. `key` is the period's. */
export async function childCounts(
  ctx: Ctx,
  ruleId: string,
): Promise<{ unitId: string; key: string; done: number; total: number }[]> {
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  const lights = childQuery(ctx.db, ruleId).select(['source.unit_id', 'p.key', lightSql(ctx.today, soon).as('light')]);
  return ctx.db
    .selectFrom(lights.as('x'))
    .select([
      'x.unit_id as unitId',
      'x.key',
      sql<number>`(count(*) filter (where x.light = 'done'))::int`.as('done'),
      sql<number>`(count(*) filter (where x.light <> 'none'))::int`.as('total'),
    ])
    .groupBy(['x.unit_id', 'x.key'])
    .having(sql<boolean>`bool_or(x.light <> 'none')`)
    .execute();
}
