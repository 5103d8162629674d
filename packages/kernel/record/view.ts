// From rows to answers: the head every record has, the body its module promises, and what the reader may do.
import { type Can, type Deeds, type RecordHead, type RecordView, missing, open } from '@anlan/contract';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Ctx, type KernelTables, localIso } from '../ctx/index.ts';
import { holds } from '../access/guard.ts';
import type { Kind } from './module.ts';

export type HeadRow = {
  id: string;
  module: string;
  kind: string;
  number: string | null;
  title: string;
  state: string;
  version: number;
  unit_id: string;
  unit_name: string;
  county_id: number;
  object_kind: string | null;
  occurred_on: string;
  deadline: string | null;
  created_at: Date;
  updated_at: Date;
  created_by_name: string;
  history: boolean;
};
export type FullRow = HeadRow & { own: Record<string, unknown>; deeds: [string, string | null][] | null };

export const presentHead = (r: HeadRow): RecordHead => ({
  id: r.id,
  module: r.module,
  kind: r.kind,
  number: r.number,
  title: r.title,
  state: r.state,
  version: r.version,
  unitId: r.unit_id,
  unitName: r.unit_name,
  countyId: r.county_id,
  objectKind: r.object_kind,
  occurredOn: r.occurred_on,
  deadline: r.deadline,
  createdAt: localIso(r.created_at),
  updatedAt: localIso(r.updated_at),
  createdByName: r.created_by_name,
  ...(r.history ? { history: true } : {}),
});

const deedsOf = (pairs: [string, string | null][] | null): Deeds => ({
  by: (action) => {
    if (!pairs) throw new Error('a condition asks for deeds, but its kind of record does not say `recalls`');
    return pairs.filter(([a, who]) => a === action && who !== null).map(([, who]) => who as string);
  },
});

export const standingOf = (ctx: Ctx, deeds: [string, string | null][] | null) => ({
  me: { personId: ctx.me.personId, unitIds: ctx.me.actor.own },
  today: ctx.today,
  deeds: deedsOf(deeds),
});

/** The record as conditions and effects see it: head and body in one. */
export function fullOf(kind: Kind, row: FullRow) {
  const body = kind.server.present(row.own) as Record<string, unknown>;
  const head = presentHead(row);
  return {
    ...body,
    id: head.id,
    state: head.state,
    unitId: head.unitId,
    version: head.version,
    title: head.title,
    number: head.number,
    occurredOn: row.occurred_on,
    deadline: head.deadline,
  };
}

export function presentRecord(ctx: Ctx, kind: Kind, row: FullRow): RecordView {
  const can: Can[] = open(kind.type.life, fullOf(kind, row) as never, standingOf(ctx, row.deeds), holds(ctx.me));
  return { ...presentHead(row), body: kind.server.present(row.own) as Record<string, unknown>, can };
}

/** The columns of `record` that a head is made of. */
const HEAD = [
  'record.id',
  'record.module',
  'record.kind',
  'record.number',
  'record.title',
  'record.state',
  'record.version',
  'record.unit_id',
  'record.county_id',
  'record.object_kind',
  'record.occurred_on',
  'record.deadline',
  'record.created_at',
  'record.updated_at',
  'record.created_by_name',
  'record.history',
] as const;
export const headColumns = sql.join(HEAD.map((column) => sql.ref(column)));

const unitName = sql<string>`coalesce(unit.short_name, '其他单位')`;
const ownRow = sql<Record<string, unknown>>`to_jsonb(own)`;
/** Who did what, where conditions of the kind ask for it. */
const deedsIn = (kind: Kind) =>
  kind.type.recalls
    ? sql<
        FullRow['deeds']
      >`(select coalesce(jsonb_agg(jsonb_build_array(t.action, t.actor_id) order by t.seq), '[]') from timeline t where t.record_id = record.id)`
    : sql<FullRow['deeds']>`null::jsonb`;

/** Head, unit, own row and deeds in one query; the caller adds conditions, order and limit. */
export function fullQuery(db: Kysely<KernelTables>, kind: Kind) {
  return db
    .selectFrom('record')
    .leftJoin('unit', 'unit.id', 'record.unit_id')
    .innerJoin(sql<{ id: string }>`${sql.table(kind.server.table)}`.as('own'), (join) =>
      join.onRef(sql.ref('own.id'), '=', 'record.id'),
    )
    .select(HEAD)
    .select([unitName.as('unit_name'), ownRow.as('own'), deedsIn(kind).as('deeds')])
    .where('record.kind', '=', kind.kind);
}

/** The same for heads found already, in the order `sorted`; each with the text of the place `at` where a page may go on. */
export const fullRows = (kind: Kind, heads: RawBuilder<unknown>, sorted: RawBuilder<unknown>) => sql<
  FullRow & { at: string }
>`select record.*, record.at::text as at, ${unitName} as unit_name, ${ownRow} as own, ${deedsIn(kind)} as deeds
    from (${heads}) as record left join unit on unit.id = record.unit_id
    join ${sql.table(kind.server.table)} as own on own.id = record.id order by ${sorted}`;

/** One row, or the 404 that hides whether it exists. `lock` holds it against other writers until the transaction ends. */
export async function loadRow(ctx: Ctx, kind: Kind, id: string, lock?: 'lock'): Promise<FullRow> {
  const query = fullQuery(ctx.db, kind).where('record.id', '=', id);
  const row = await (lock ? query.forUpdate('record') : query).executeTakeFirst();
  if (!row) throw missing();
  return row;
}

/** One record as this reader gets it. @throws 404 */
export const show = async <B = Record<string, unknown>>(ctx: Ctx, kind: Kind, id: string): Promise<RecordView<B>> =>
  presentRecord(ctx, kind, await loadRow(ctx, kind, id)) as RecordView<B>;

/** People see the record by territory, kind or grant; whoever does not gets nothing at all. */
export async function visible(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const rows = await ctx.db
    .selectFrom('record')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map((r) => r.id));
}
