// The roster: posts held today with their holders, in the order of the directory, one query a page.
import { Problem } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { inReach } from '@anlan/kernel/org';
import { type RawBuilder, sql } from 'kysely';
import type { PersonRow, RosterQuery } from '../contract/person.ts';
import { masked } from '../contract/words.ts';

type Row = {
  person_id: string;
  post_id: string;
  name: string;
  title: string;
  unit_id: string;
  unit_name: string;
  county_id: number;
  station_id: string | null;
  leader: boolean;
  role: string;
  role_label: string | null;
  phone: string | null;
  from_day: string;
  away: { reason: string; toDay: string; standInName: string | null } | null;
  sort: number;
};

/** The whole number is for one's own unit, its superiors and the safety office. */
export function phoneFor(
  ctx: Ctx,
  phone: string | null,
  unit: { id: string; county_id: number; station_id: string | null },
) {
  if (!phone) return null;
  const near =
    ctx.me.actor.own.includes(unit.id) ||
    inReach(ctx, unit) ||
    ctx.me.may.has('org.peopleAll') ||
    ctx.me.held.some((h) => h.role === 'safetyOffice');
  return near ? phone : masked(phone);
}

const present = (ctx: Ctx, r: Row): PersonRow => ({
  personId: r.person_id,
  postId: r.post_id,
  name: r.name,
  title: r.title,
  unitId: r.unit_id,
  unitName: r.unit_name,
  leader: r.leader,
  role: r.role,
  roleLabel: r.role_label ?? r.role,
  phone: phoneFor(ctx, r.phone, { id: r.unit_id, county_id: r.county_id, station_id: r.station_id }),
  fromDay: r.from_day,
  away: r.away,
});

const likely = (q: string) => `%${q.replace(/[\\%_]/g, '\\$&')}%`;

/** Who holds which post today, narrowed by the query. */
function held({ today }: Ctx, { q, under, only }: Pick<RosterQuery, 'q' | 'under' | 'only'>): RawBuilder<unknown> {
  const parts = [
    sql`p.from_day <= ${today}::date and (p.to_day is null or p.to_day >= ${today}::date)`,
    q ? sql`(person.name like ${likely(q)} or p.title like ${likely(q)} or person.phone like ${likely(q)})` : null,
    under ? sql`p.unit_id in (select descendant from unit_closure where ancestor = ${under}::uuid)` : null,
    only === 'leaders' ? sql`p.leader` : null,
    only === 'pending' ? sql`p.role = 'pending'` : null,
    only === 'away'
      ? sql`exists (select 1 from absence a where a.post_id = p.id and ${today}::date between a.from_day and a.to_day)`
      : null,
  ].filter((part) => part !== null);
  return sql`post p join person on person.id = p.person_id join unit u on u.id = p.unit_id
    left join role on role.key = p.role where ${sql.join(parts, sql` and `)}`;
}

/** Whoever heads a unit stands first among its people: told by the title, 局长 before 副局长 and 党组成员. */
const HEADS = sql`(p.title ~ '(长|主任|经理)$' and p.title not like '%副%')`;
const heads = (title: string) => /(长|主任|经理)$/.test(title) && !title.includes('副');
const ORDER = sql`u.sort, not p.leader, not ${HEADS}, person.name, p.id`;
type Place = [number, boolean, boolean, string, string];

function placeOf(cursor: string): Place {
  try {
    const at = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(at) && at.length === 5) return at as Place;
  } catch {
    // falls through to the refusal
  }
  throw new Problem('bad-cursor', 400, '翻页位置已失效，请从第一页重新查看。');
}

/** A page of the roster. */
export async function roster(ctx: Ctx, query: RosterQuery) {
  const from = held(ctx, query);
  const after = query.cursor ? sql`and (${ORDER}) > (${sql.join(placeOf(query.cursor))})` : sql``;
  const [{ rows }, total] = await Promise.all([
    sql<Row>`
      select p.person_id, p.id as post_id, person.name, p.title, p.unit_id, u.short_name as unit_name, u.county_id, u.station_id, u.sort,
             p.leader, p.role, role.label as role_label, person.phone, p.from_day,
             (select jsonb_build_object('reason', a.reason, 'toDay', a.to_day, 'standInName', s.name)
                from absence a left join person s on s.id = a.stand_in_id
               where a.post_id = p.id and ${ctx.today}::date between a.from_day and a.to_day limit 1) as away
        from ${from} ${after} order by ${ORDER} limit ${query.limit + 1}`.execute(ctx.db),
    sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(ctx.db),
  ]);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const place: Place | null = last ? [last.sort, !last.leader, !heads(last.title), last.name, last.post_id] : null;
  return {
    items: shown.map((r) => present(ctx, r)),
    next: rows.length > query.limit && place ? Buffer.from(JSON.stringify(place)).toString('base64url') : null,
    count: total.rows[0]?.n ?? 0,
  };
}

/** Every page, for the workbook. */
export async function* wholeRoster(ctx: Ctx, query: Omit<RosterQuery, 'cursor' | 'limit'>) {
  let cursor: string | undefined;
  do {
    const page = await roster(ctx, { ...query, limit: 200, ...(cursor ? { cursor } : {}) });
    yield* page.items;
    cursor = page.next ?? undefined;
  } while (cursor);
}
