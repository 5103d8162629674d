// What became of a unit and of its people, in sentences that stay: written with every change, beside its audit line.
import { sql } from 'kysely';
import { type Ctx, localIso } from '../ctx/index.ts';
import { newId } from '../record/id.ts';

type Said = { verb: string; unitId: string; personId?: string | null; text: string; detail?: Record<string, unknown> };

/** The statements of `noteChange`, for whoever writes the change itself in the same breath. */
export const lineOfChange = ({ now, me }: Ctx, { verb, unitId, personId = null, text, detail = {} }: Said) => sql`
  with line as (
    insert into org_note (id, unit_id, person_id, at, by_name, text)
    values (${newId(now)}, ${unitId}, ${personId}, ${now}, ${me.name}, ${text}))
  select audit_push(${now}::timestamptz, ${verb}::text, ${personId ?? unitId}::text, ${{ unitId, ...detail }}::jsonb)`;

/** Notes a change of the directory: the sentence for people, `verb` with ids and days for the audit. */
export const noteChange = async (ctx: Ctx, said: Said): Promise<void> => {
  await lineOfChange(ctx, said).execute(ctx.db);
};

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
