// 编文号: the office that numbers is let in to see the paper, whosever it is, and gives it the next number of the bureau.
import { grantTo } from '@anlan/kernel/access';
import type { Ctx } from '@anlan/kernel/ctx';
import { takeDocumentNumber } from '@anlan/kernel/paper';
import { sql } from 'kysely';

/** Lets the units in which somebody may number see a record that waits for its number. */
export async function letInNumberers(ctx: Ctx, recordId: string) {
  const { rows } = await sql<{ unit_id: string }>`
    select distinct post.unit_id from post join role on role.key = post.role
     where 'followup.number' = any(role.permissions)
       and post.from_day <= ${ctx.today}::date and (post.to_day is null or post.to_day >= ${ctx.today}::date)`.execute(
    ctx.db,
  );
  await grantTo(
    ctx,
    recordId,
    rows.map((r) => r.unit_id),
  );
}

/** The number that another system gave, else the next of the bureau. @throws 409 `no-numbering` */
export const numberFor = (ctx: Ctx, paper: { unitId: string }, given: string | undefined): Promise<string> =>
  given === undefined ? takeDocumentNumber(ctx, paper.unitId) : Promise.resolve(given);
