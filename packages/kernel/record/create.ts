// A record comes into being: head, own row, timeline, files, search, outbox and audit, all or nothing.
import { Problem } from '@anlan/contract';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { attach } from '../file/index.ts';
import { newId } from './id.ts';
import { needKind } from './kinds.ts';
import { index } from './search.ts';
import { type FullRow, fullOf, fullQuery } from './view.ts';

export type NewRecord = {
  id?: string | undefined;
  unitId: string;
  title: string;
  /** When it happened, or applies from; today where nothing is said. */
  occurredOn?: string;
  deadline?: string | null;
  objectKind?: string | null;
  /** The state it begins in where that is not the life's first. */
  state?: string;
  files?: readonly string[];
  /** What was said at its creation, for the timeline. */
  said?: Record<string, unknown>;
};

/**
 * Creates a record of a kind with its own row (`own`: columns of the module's table besides id).
 * @returns its id. @throws `exists` when the id is taken, `out-of-scope` (by row security) for a unit outside the scope.
 */
export async function create(ctx: Ctx, kindName: string, head: NewRecord, own: Record<string, unknown>): Promise<string> {
  const kind = needKind(kindName);
  const id = head.id ?? newId(ctx.now);
  const state = head.state ?? kind.type.life.initial;
  const number = kind.type.numbered ? await nextNumber(ctx, kind.type.numbered) : null;
  const taken = await ctx.db
    .insertInto('record')
    .values({
      id, module: kind.module, kind: kindName, number, title: head.title, state, unit_id: head.unitId,
      object_kind: head.objectKind ?? null, occurred_on: head.occurredOn ?? ctx.today, deadline: head.deadline ?? null,
      created_by: ctx.me.actor.person, created_by_name: ctx.me.name, created_at: ctx.now, updated_at: ctx.now,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .executeTakeFirst();
  if (taken.numInsertedOrUpdatedRows === 0n) throw new Problem('exists', 409, '这条记录已经存在，请刷新后查看。');
  await insertOwn(ctx, kind.server.table, { id, ...own });
  const timelineId = await note(ctx, { id, module: kind.module, kind: kindName, unitId: head.unitId }, { action: 'create', from: null, to: state, version: 1, said: head.said ?? {} });
  if (head.files?.length) await attach(ctx, id, head.files, timelineId);
  await reindex(ctx, kindName, id);
  return id;
}

/** Column values of a module's own table; objects go in as JSON, arrays of strings as arrays. */
async function insertOwn(ctx: Ctx, table: string, row: Record<string, unknown>) {
  const columns = Object.keys(row);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))}) values (${sql.join(columns.map((c) => row[c]))})`.execute(ctx.db);
}

async function nextNumber(ctx: Ctx, letters: string) {
  const year = ctx.today.slice(0, 4);
  const { rows } = await sql<{ n: number }>`select next_number(${`${letters}-${year}`}) as n`.execute(ctx.db);
  return `${letters}-${year}-${String(rows[0]!.n).padStart(4, '0')}`;
}

/** One line in the timeline, with its outbox row and audit line: the breath in which every deed is written. */
export async function note(
  ctx: Ctx,
  record: { id: string; module: string; kind: string; unitId: string },
  deed: { action: string; from: string | null; to: string; version: number; said: Record<string, unknown> },
): Promise<string> {
  const timelineId = newId(ctx.now);
  const actor = ctx.me.actor.person;
  await sql`
    with line as (
      insert into timeline (id, record_id, at, actor_id, actor_name, action, from_state, to_state, said, version)
      values (${timelineId}, ${record.id}, ${ctx.now}, ${actor}, ${ctx.me.name}, ${deed.action}, ${deed.from}, ${deed.to}, ${deed.said}::jsonb, ${deed.version})
    ), out as (
      insert into outbox (timeline_id, record_id, module, kind, action, from_state, to_state, unit_id, actor_id, actor_name, at)
      values (${timelineId}, ${record.id}, ${record.module}, ${record.kind}, ${deed.action}, ${deed.from}, ${deed.to}, ${record.unitId}, ${actor}, ${ctx.me.name}, ${ctx.now})
    )
    select audit_push(${ctx.now}::timestamptz, ${`${record.kind}.${deed.action}`}, ${record.id}::text, ${{ to: deed.to, version: deed.version }}::jsonb)`.execute(ctx.db);
  return timelineId;
}

/** Writes anew what the search knows of a record. @returns the record as it stands. */
export async function reindex(ctx: Ctx, kindName: string, id: string): Promise<FullRow> {
  const kind = needKind(kindName);
  const row = (await fullQuery(ctx.db, kind).where('record.id', '=', id).executeTakeFirstOrThrow()) as FullRow;
  const full = fullOf(kind, row);
  const more = kind.server.words?.(full as never) ?? '';
  await index(ctx, id, row.unit_id, row.object_kind, [row.title, row.number ?? '', row.unit_name, more].join(' '));
  return row;
}
