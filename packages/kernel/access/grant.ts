// One record to one unit or person, explicitly, with an end: the third way of seeing.
import type { Ctx } from '../ctx/index.ts';

/** Lets units see a record until a day (for good, where none is given). A second grant changes nothing. */
export async function grantTo(ctx: Ctx, recordId: string, unitIds: readonly string[], until: string | null = null) {
  if (!unitIds.length) return;
  await ctx.db
    .insertInto('access_grant')
    .values(
      [...new Set(unitIds)].map((unit_id) => ({
        record_id: recordId,
        unit_id,
        person_id: null,
        until,
        granted_by: ctx.me.name,
        granted_at: ctx.now,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Takes the grants of a record back from units. */
export async function revokeGrants(ctx: Ctx, recordId: string, unitIds: readonly string[]) {
  if (!unitIds.length) return;
  await ctx.db
    .deleteFrom('access_grant')
    .where('record_id', '=', recordId)
    .where('unit_id', 'in', [...unitIds])
    .execute();
}

/** Shows a record to the units named `now`, and no longer to those named only `before`. */
export async function showTo(ctx: Ctx, recordId: string, now: readonly string[], before: readonly string[] = []) {
  const fresh = now.filter((u) => !before.includes(u));
  const left = before.filter((u) => !now.includes(u));
  await grantTo(ctx, recordId, fresh);
  await revokeGrants(ctx, recordId, left);
}
