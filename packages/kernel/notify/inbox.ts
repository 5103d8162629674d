// My messages, newest first, and ticking them off.
import { type InboxItem, Problem } from '@anlan/contract';
import { sql } from 'kysely';
import { type Ctx, localIso } from '../ctx/index.ts';

/** Past this many the count is a floor. */
const COUNT_TO = 1_000;

type Page = { items: InboxItem[]; next: string | null; count: number; exact: boolean; unread: number };

/** A page of my messages. @throws 400 for a cursor that is none */
export async function inboxPage(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page> {
  let rows = ctx.db
    .selectFrom('inbox')
    .select(['id', 'title', 'body', 'record_id', 'module', 'kind', 'at', 'read_at'])
    .where('person_id', '=', ctx.me.personId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) {
    const [at, id] = parseCursor(cursor);
    rows = rows.where(sql<boolean>`(at, id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const [found, { count, unread }] = await Promise.all([rows.execute(), counts(ctx)]);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
      id: row.id,
      title: row.title,
      body: row.body,
      recordId: row.record_id,
      module: row.module,
      kind: row.kind,
      at: localIso(row.at),
      read: row.read_at !== null,
    })),
    next: found.length > limit && last ? `${last.at.toISOString()}_${last.id}` : null,
    count,
    exact: count < COUNT_TO,
    unread,
  };
}

/** Marks messages of mine as read; others' ids change nothing. Gives how many are still unread. */
export async function markRead(ctx: Ctx, ids: readonly string[]): Promise<number> {
  if (ids.length > 0)
    await ctx.db
      .updateTable('inbox')
      .set({ read_at: ctx.now })
      .where('person_id', '=', ctx.me.personId)
      .where('id', 'in', [...ids])
      .where('read_at', 'is', null)
      .execute();
  return (await counts(ctx)).unread;
}

async function counts(ctx: Ctx): Promise<{ count: number; unread: number }> {
  const mine = ctx.db.selectFrom('inbox').select('read_at').where('person_id', '=', ctx.me.personId);
  return ctx.db
    .selectNoFrom([
      (eb) =>
        eb
          .selectFrom(mine.limit(COUNT_TO).as('some'))
          .select(sql<number>`count(*)::int`.as('n'))
          .as('count'),
      (eb) =>
        eb
          .selectFrom(mine.where('read_at', 'is', null).limit(COUNT_TO).as('new'))
          .select(sql<number>`count(*)::int`.as('n'))
          .as('unread'),
    ])
    .$castTo<{ count: number; unread: number }>()
    .executeTakeFirstOrThrow();
}

function parseCursor(cursor: string): [at: string, id: string] {
  const [, at, id] = /^([\d-]{10}T[\d:.]{12}Z)_([0-9a-f-]{36})$/i.exec(cursor) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at)))
    throw new Problem('bad-cursor', 400, '翻页位置已失效，请从第一页重新查看。');
  return [at, id];
}
