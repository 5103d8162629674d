// Telling people something, in the transaction of what happened: rolled back with it, and once for one cause.
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { newId } from '../record/id.ts';

export type Message = {
  /** Ids of persons; a person told twice is told once. */
  people: readonly string[];
  title: string;
  body?: string;
  /** Where a click leads. */
  record?: { id: string; module: string; kind: string };
  /** The kind that a person may switch off: a module's id, `digest`; else the record's module, else `system`. */
  type?: string;
  /** What it is about, exactly: the same cause reaches a person once, however often it is said. */
  cause: string;
};

/** Puts a message into the inbox of each of these people. */
export async function tell(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { people, title, body = '', record, type, cause }: Message,
): Promise<void> {
  const told = [...new Set(people)];
  if (told.length === 0) return;
  const ids = told.map(() => newId(ctx.now));
  const { id = null, module = null, kind = null } = record ?? {};
  await sql`select inbox_put(${ids}::uuid[], ${told}::uuid[], ${title}::text, ${body}::text, ${id}::uuid, ${module}::text, ${kind}::text,
    ${ctx.now}::timestamptz, ${cause}::text, ${type ?? module ?? 'system'}::text)`.execute(ctx.db);
}

/** Who must be told: people whose post in these units carries the permission today, and whoever stands in for one. */
export const peopleWith = (ctx: Ctx, unitIds: readonly string[], permission: string): Promise<string[]> =>
  holders(ctx, sql`post.unit_id = any(${[...unitIds]}::uuid[]) and ${permission} = any(role.permissions)`);

/** People whose post today has one of these roles, in any unit. */
export const peopleAs = (ctx: Ctx, roles: readonly string[]): Promise<string[]> =>
  holders(ctx, sql`post.role = any(${[...roles]}::text[])`);

async function holders(ctx: Ctx, which: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct who.id from post join role on role.key = post.role
      cross join lateral (
        select post.person_id as id
        union all select a.stand_in_id from absence a
          where a.post_id = post.id and a.stand_in_id is not null and ${ctx.today}::date between a.from_day and a.to_day) who
     where post.from_day <= ${ctx.today}::date and (post.to_day is null or post.to_day >= ${ctx.today}::date) and ${which}
     order by who.id`.execute(ctx.db);
  return rows.map((row) => row.id);
}
