// What became of a unit and of its people, in sentences that stay: written with every change, beside its audit line.
import { sql } from 'kysely';
import { push } from '../audit/push.ts';
import { type Ctx, localIso } from '../ctx/index.ts';
import { newId } from '../record/id.ts';

type Said = { verb: string; unitId: string; personId?: string | null; text: string; detail?: Record<string, unknown> };

/** Notes a change of the directory: the sentence for people, `verb` with ids and days for the audit. */
export async function noteChange(ctx: Ctx, { verb, unitId, personId = null, text, detail = {} }: Said): Promise<void> {
  const id = newId(ctx.now);
  await ctx.db
    .insertInto('org_note')
    .values({ id, unit_id: unitId, person_id: personId, at: ctx.now, by_name: ctx.me.name, text })
    .execute();
  await push(ctx, verb, personId ?? unitId, { unitId, ...detail });
}

/** A line of that history; `at` in ISO 8601 with the offset of Asia/Shanghai. */
export type OrgNote = { id: string; at: string; byName: string; text: string };

/** The latest hundred lines about a unit, or about a person, newest first. */
export async function notesOf(ctx: Ctx, about: { unitId: string } | { personId: string }): Promise<OrgNote[]> {
  const [column, id] = 'unitId' in about ? ['unit_id', about.unitId] : ['person_id', about.personId];
  const { rows } = await sql<{ id: string; at: Date; by_name: string; text: string }>`
    select id, at, by_name, text from org_note where ${sql.ref(column)} = ${id}::uuid order by id desc limit 100`.execute(
    ctx.db,
  );
  return rows.map((r) => ({ id: r.id, at: localIso(r.at), byName: r.by_name, text: r.text }));
}
