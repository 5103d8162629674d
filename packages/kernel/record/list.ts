// Lists of records: keyset pages, one query, guided by the keys of the reader's scope so that a narrow scope stays fast.
import { type ListQuery, type RecordView, Problem } from '@anlan/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import { ONE_PLAN, together, union, walks } from '../db/index.ts';
import type { Kind } from './module.ts';
import { searchIds } from './search.ts';
import { type FullRow, fullRows, headColumns, presentRecord } from './view.ts';

/** Rows without a deadline come last, and stay comparable. */
const ORDER = {
  newest: { key: sql`record.occurred_on`, type: 'date', down: true },
  oldest: { key: sql`record.occurred_on`, type: 'date', down: false },
  deadline: { key: sql`coalesce(record.deadline, 'infinity'::date)`, type: 'date', down: false },
  updated: { key: sql`record.updated_at`, type: 'timestamptz', down: true },
} as const;

/** Past this many rows the count is an estimate. */
const COUNT_TO = 1000;

type Cursor = { at: string; id: string };
const encode = (c: Cursor) => Buffer.from(JSON.stringify(c)).toString('base64url');
function decode(text: string): Cursor {
  try {
    const c = JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor;
    if (typeof c.at === 'string' && typeof c.id === 'string') return c;
  } catch {
    // falls through to the refusal
  }
  throw new Problem('bad-cursor', 400, '翻页位置已失效，请从第一页重新查看。');
}

type Filter = Omit<ListQuery, 'limit' | 'cursor' | 'sort'>;
type Condition = RawBuilder<unknown>;

/** What the reader asks for, as conditions on `record`. */
async function conditionsOf(ctx: Ctx, kind: Kind, query: Filter): Promise<Condition[]> {
  // The kind is part of the text: each has a plan of its own.
  const all: Condition[] = [sql`record.kind = ${sql.lit(kind.kind)}`];
  if (query.state) all.push(sql`record.state = any(${query.state.split(',')}::text[])`);
  if (query.unitId) all.push(sql`record.unit_id = ${query.unitId}::uuid`);
  if (query.under)
    all.push(sql`record.unit_id in (select descendant from unit_closure where ancestor = ${query.under}::uuid)`);
  if (query.from) all.push(sql`record.occurred_on >= ${query.from}::date`);
  if (query.to) all.push(sql`record.occurred_on <= ${query.to}::date`);
  if (query.late) all.push(sql`record.deadline < ${ctx.today}::date`);
  if (query.q) {
    const ids = [...query.q.trim()].length < 2 ? null : await searchIds(ctx, query.q, COUNT_TO);
    if (ids === null) all.push(sql`record.title like ${`%${query.q.replace(/[\\%_]/g, '\\$&')}%`}`);
    else all.push(sql`record.id = any(${ids}::uuid[])`);
  }
  return all;
}

/** Rows of `record` in my scope; `tail` is order and limit. */
function inScope({ me: { actor } }: Ctx, columns: Condition, conditions: Condition[], tail: Condition): Condition {
  const rows = sql`from record where ${sql.join(conditions, sql` and `)}`;
  // Whoever sees several counties sees most of what there is.
  if (actor.counties.length > 1) return sql`select ${columns} ${rows} ${tail}`;
  const granted = sql`select ${columns} ${rows} and record.id = any((select ctx_granted())::uuid[]) ${tail}`;
  return union([...walks(actor, 'record', columns, rows, tail), granted]);
}

/** A page of records in my scope. */
export async function list(ctx: Ctx, kind: Kind, query: ListQuery) {
  const { key, type, down } = ORDER[query.sort];
  const direction = sql.raw(down ? 'desc' : 'asc');
  const wanted = await conditionsOf(ctx, kind, query);
  const onPage = [...wanted];
  if (query.cursor) {
    const { at, id } = decode(query.cursor);
    onPage.push(sql`(${key}, record.id) ${sql.raw(down ? '<' : '>')} (${at}::${sql.raw(type)}, ${id}::uuid)`);
  }
  const sorted = (name: string) => sql`${sql.ref(`${name}.at`)} ${direction}, ${sql.ref(`${name}.id`)} ${direction}`;
  const limit = sql`limit ${sql.lit(query.limit + 1)}`;
  const heads = sql`select * from (${inScope(
    ctx,
    sql`${headColumns}, ${key} as at`,
    onPage,
    sql`order by ${key} ${direction}, record.id ${direction} ${limit}`,
  )}) as head order by ${sorted('head')} ${limit}`;
  const most = sql`limit ${sql.lit(COUNT_TO)}`;
  const counting = sql<{ n: number }>`select count(*)::int as n from (select 1 from (${inScope(
    ctx,
    sql`record.id`,
    wanted,
    most,
  )}) as seen ${most}) as counted`;
  const plan = query.state || query.q ? sql`` : ONE_PLAN;
  const page = sql<FullRow & { at: string }>`${plan}${fullRows(kind, heads, sorted('record'))}`;
  const [{ rows: found }, counted] = query.cursor
    ? [await page.execute(ctx.db), null]
    : await together(ctx.db, page, sql<{ n: number }>`${plan}${counting}`);
  const items: RecordView[] = found.slice(0, query.limit).map((r) => presentRecord(ctx, kind, r));
  const last = found[query.limit - 1];
  const count = counted?.rows[0]?.n ?? 0;
  return {
    items,
    next: found.length > query.limit && last ? encode({ at: last.at, id: last.id }) : null,
    count,
    exact: count < COUNT_TO,
  };
}

/** Every row of a list, page by page, for the workbook. */
export async function* walk(ctx: Ctx, kind: Kind, query: ListQuery): AsyncGenerator<RecordView> {
  for (let cursor: string | undefined; ;) {
    const page = await list(ctx, kind, { ...query, limit: 200, cursor });
    yield* page.items;
    if (!page.next) return;
    cursor = page.next;
  }
}
