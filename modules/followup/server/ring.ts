// Whom to ring in a unit: its liaison before anybody else who answers for its duties.
import type { Ctx } from '@anlan/kernel/ctx';
import { sql } from 'kysely';

type Line = { unitId: string; name: string | null; title: string; phone: string | null };

/** One person a unit, in the order of `unitIds`; numbers only where `withNumbers`. */
export async function ringable(ctx: Ctx, unitIds: readonly string[], withNumbers: boolean): Promise<Line[]> {
  const { rows } = await sql<{ unit_id: string; name: string; title: string; phone: string | null }>`
    select distinct on (post.unit_id) post.unit_id, person.name, post.title, person.phone
      from post join person on person.id = post.person_id join role on role.key = post.role
     where post.unit_id = any(${[...unitIds]}::uuid[]) and 'duty.answer' = any(role.permissions)
       and post.from_day <= ${ctx.today}::date and (post.to_day is null or post.to_day >= ${ctx.today}::date)
     order by post.unit_id, (position('联络员' in post.title) > 0) desc, post.leader, role.sort, person.name`.execute(
    ctx.db,
  );
  return unitIds.map((unitId) => {
    const found = rows.find((r) => r.unit_id === unitId);
    return {
      unitId,
      name: found?.name ?? null,
      title: found?.title ?? '',
      phone: withNumbers ? (found?.phone ?? null) : null,
    };
  });
}
