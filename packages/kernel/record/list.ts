// Lists of records: keyset pages, one query, guided by the keys of the reader's scope so that a narrow scope stays fast.
import { type ListQuery, type RecordView, Problem } from '@anlan/contract';
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';
import type { Kind } from './module.ts';
import { searchIds } from './search.ts';
import { type FullRow, fullQuery, presentRecord } from './view.ts';

const ORDER = {
  newest: { column: 'record.occurred_on', down: true },
  oldest: { column: 'record.occurred_on', down: false },
  deadline: { column: 'record.deadline', down: false },
  updated: { column: 'record.updated_at', down: true },
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

/** Conditions shared by the page and its count. */
async function filtered(ctx: Ctx, kind: Kind, query: Omit<ListQuery, 'limit' | 'cursor' | 'sort'>) {
  let rows = fullQuery(ctx.db, kind);
  if (query.state) rows = rows.where('record.state', 'in', query.state.split(','));
  if (query.unitId) rows = rows.where('record.unit_id', '=', query.unitId);
  if (query.under)
    rows = rows.where('record.unit_id', 'in', (eb) =>
      eb.selectFrom('unit_closure').select('descendant').where('ancestor', '=', query.under!),
    );
  if (query.from) rows = rows.where('record.occurred_on', '>=', query.from);
  if (query.to) rows = rows.where('record.occurred_on', '<=', query.to);
  if (query.late) rows = rows.where('record.deadline', '<', ctx.today);
  if (query.q) {
    const ids = [...query.q.trim()].length < 2 ? null : await searchIds(ctx, query.q, 2000);
    if (ids === null) rows = rows.where('record.title', 'like', `%${query.q.replace(/[\\%_]/g, '\\$&')}%`);
    else rows = rows.where(sql<boolean>`record.id = any(${ids}::uuid[])`);
  }
  return rows;
}

/** A page of records in my scope. */
export async function list(ctx: Ctx, kind: Kind, query: ListQuery) {
  const order = ORDER[query.sort];
  const direction = order.down ? 'desc' : 'asc';
  const base = await filtered(ctx, kind, query);
  // Rows without a deadline come last, and stay comparable.
  const key =
    order.column === 'record.deadline'
      ? sql<string>`coalesce(record.deadline, 'infinity'::date)`
      : sql<string>`${sql.ref(order.column)}`;
  let rows = base
    .select(sql<string>`(${key})::text`.as('at'))
    .orderBy(key, direction)
    .orderBy('record.id', direction)
    .limit(query.limit + 1);
  if (query.cursor) {
    const { at, id } = decode(query.cursor);
    const type = sql.raw(order.column === 'record.updated_at' ? 'timestamptz' : 'date');
    const than = sql.raw(order.down ? '<' : '>');
    rows = rows.where(sql<boolean>`(${key}, record.id) ${than} (${at}::${type}, ${id}::uuid)`);
  }
  const [page, counted] = await Promise.all([rows.execute(), query.cursor ? null : countUpTo(ctx, kind, query)]);
  const found = page as unknown as (FullRow & { at: string })[];
  const items: RecordView[] = found.slice(0, query.limit).map((r) => presentRecord(ctx, kind, r));
  const last = found[query.limit - 1];
  return {
    items,
    next: found.length > query.limit && last ? encode({ at: last.at, id: last.id }) : null,
    count: counted ?? 0,
    exact: (counted ?? 0) < COUNT_TO,
  };
}

async function countUpTo(ctx: Ctx, kind: Kind, query: ListQuery): Promise<number> {
  const some = (await filtered(ctx, kind, query))
    .clearSelect()
    .select(sql<number>`1`.as('one'))
    .limit(COUNT_TO);
  const { n } = await ctx.db
    .selectFrom(some.as('some'))
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return n;
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
