// A record comes into being: head, own row, timeline, files, search, outbox and audit, all or nothing.
import { Problem } from '@anlan/contract';
import { sql } from 'kysely';
import { timelineSeal } from '../audit/seal.ts';
import type { Ctx } from '../ctx/index.ts';
import { sqlState, together } from '../db/index.ts';
import { attach, withoutPlace } from '../file/index.ts';
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
export async function create(
  ctx: Ctx,
  kindName: string,
  head: NewRecord,
  own: Record<string, unknown>,
): Promise<string> {
  const kind = needKind(kindName);
  const id = head.id ?? newId(ctx.now);
  const state = head.state ?? kind.type.life.initial;
  const number = kind.type.numbered ? nextNumber(ctx, kind.type.numbered) : null;
  const line = lineOf(
    ctx,
    { id, module: kind.module, kind: kindName, unitId: head.unitId },
    { action: 'create', from: null, to: state, version: 1, said: head.said ?? {} },
  );
  const [, , , { rows }] = await together(
    ctx.db,
    ctx.db.insertInto('record').values({
      id,
      module: kind.module,
      kind: kindName,
      number,
      title: head.title,
      state,
      unit_id: head.unitId,
      object_kind: head.objectKind ?? null,
      occurred_on: head.occurredOn ?? ctx.today,
      deadline: head.deadline ?? null,
      history: ctx.backfill ?? false,
      created_by: ctx.me.actor.person,
      created_by_name: ctx.me.name,
      created_at: ctx.now,
      updated_at: ctx.now,
    }),
    ownRow(kind.server.table, { id, ...own }),
    line.written,
    fullQuery(ctx.db, kind).where('record.id', '=', id),
  ).catch((error: unknown) => {
    throw isTaken(error) ? new Problem('exists', 409, '这条记录已经存在，请刷新后查看。') : error;
  });
  if (head.files?.length)
    await attach(ctx, id, kind.type.placeless ? await withoutPlace(ctx, head.files) : head.files, line.id);
  await indexed(ctx, kindName, rows[0] as FullRow);
  return id;
}

/** The head's own key, and no other: a unit's own rules about what may be there once are told by their modules. */
const isTaken = (error: unknown) =>
  sqlState(error) === '23505' && (error as { constraint?: string }).constraint === 'record_pkey';

/** Column values of a module's own table; objects go in as JSON, arrays of strings as arrays. */
function ownRow(table: string, row: Record<string, unknown>) {
  const columns = Object.keys(row);
  return sql`insert into ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))}) values (${sql.join(columns.map((c) => row[c]))})`;
}

/** 字母-年-序号, the count of at least four digits; taken by the insert itself. */
function nextNumber(ctx: Ctx, letters: string) {
  const series = `${letters}-${ctx.today.slice(0, 4)}`;
  return sql<string>`(select ${series} || '-' || lpad(n::text, greatest(4, length(n::text)), '0') from next_number(${series}) as n)`;
}

type Head = { id: string; module: string; kind: string; unitId: string };
type Deed = { action: string; from: string | null; to: string; version: number; said: Record<string, unknown> };

/** One line in the timeline with the record as it now stands, its outbox row and audit line: the breath in which every deed is written. */
export function lineOf(ctx: Ctx, record: Head, deed: Deed) {
  const id = newId(ctx.now);
  const actor = ctx.me.actor.person;
  const own = sql.table(needKind(record.kind).server.table);
  const written = sql`
    with line as (
      insert into timeline (id, record_id, at, actor_id, actor_name, action, from_state, to_state, said, version, stood)
      values (${id}, ${record.id}, ${ctx.now}, ${actor}, ${ctx.me.name}, ${deed.action}, ${deed.from}, ${deed.to}, ${deed.said}::jsonb, ${deed.version},
        (select jsonb_build_object('title', r.title, 'occurredOn', r.occurred_on, 'deadline', r.deadline, 'own', to_jsonb(own))
           from record r join ${own} own on own.id = r.id where r.id = ${record.id}))
      returning id, ${timelineSeal('timeline')} as seal
    ), out as (
      insert into outbox (timeline_id, record_id, module, kind, action, from_state, to_state, unit_id, actor_id, actor_name, at)
      values (${id}, ${record.id}, ${record.module}, ${record.kind}, ${deed.action}, ${deed.from}, ${deed.to}, ${record.unitId}, ${actor}, ${ctx.me.name}, ${ctx.now})
    )
    select audit_push(${ctx.now}::timestamptz, ${`${record.kind}.${deed.action}`}, ${record.id}::text,
      ${{ to: deed.to, version: deed.version }}::jsonb || (select jsonb_build_object('line', jsonb_build_array(line.id, line.seal)) from line))`;
  return { id, written };
}

/** Writes such a line. @returns its id. */
export async function note(ctx: Ctx, record: Head, deed: Deed): Promise<string> {
  const { id, written } = lineOf(ctx, record, deed);
  await written.execute(ctx.db);
  return id;
}

/** Writes anew what the search knows of a record. @returns the record as it stands. */
export async function reindex(ctx: Ctx, kindName: string, id: string): Promise<FullRow> {
  const row = (await fullQuery(ctx.db, needKind(kindName))
    .where('record.id', '=', id)
    .executeTakeFirstOrThrow()) as FullRow;
  return indexed(ctx, kindName, row);
}

/** Everything the search knows a record by. */
export function wordsOf(kindName: string, row: FullRow): string {
  const kind = needKind(kindName);
  const more = kind.server.words?.(fullOf(kind, row) as never) ?? '';
  return [row.title, row.number ?? '', row.unit_name, more].join(' ');
}

/** The same for a record just read; `known` are the words it was found by before, which need no writing. */
export async function indexed(ctx: Ctx, kindName: string, row: FullRow, known?: string): Promise<FullRow> {
  const words = wordsOf(kindName, row);
  if (words !== known) await index(ctx, row.id, row.unit_id, row.object_kind, words);
  return row;
}
