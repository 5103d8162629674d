// 领导下基层: which leader went in which month. A query over periods; nothing is stored, counted up or ranked.
import { type Light, type PeriodView, shortDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { periodQuery, presentPeriod } from '@anlan/kernel/duty';
import { unitsBelow } from '@anlan/kernel/org';
import type { SheetRoute } from '@anlan/kernel/record';
import { settings } from '@anlan/kernel/setting';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Line, Matrix } from '../contract.ts';
import { MatrixQuery } from '../contract/matrix.ts';
import { FACT } from './facts.ts';

type Owed = PeriodView & { postId: string };
type Post = { id: string; title: string; from_day: string; to_day: string | null; name: string; unit_id: string };

const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1));
const keyOf = (year: number, month: string) => `${year}-${month.padStart(2, '0')}`;

/** What leaders owe in a year, in the order of the directory. */
async function owedIn(ctx: Ctx, year: number, under: string | undefined): Promise<Owed[]> {
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  let rows = periodQuery(ctx.db)
    .select('duty.post_id')
    .where('p.fact_kind', '=', FACT)
    .where('duty.post_id', 'is not', null)
    .where('p.due', '>=', `${year}-01-01`)
    .where('p.due', '<=', `${year}-12-31`)
    .orderBy('unit.sort')
    .orderBy('p.due');
  if (under) rows = rows.where('p.unit_id', 'in', await unitsBelow(ctx.db, under));
  const found = await rows.execute();
  return found.map((r) => ({ ...presentPeriod(r, ctx.today, soon), postId: r.post_id! }));
}

/** The years in which leaders owed visits, the latest first. */
async function yearsOf(ctx: Ctx): Promise<number[]> {
  const { rows } = await sql<{ y: number }>`
    select distinct extract(year from due)::int as y from period where fact_kind = ${FACT} order by 1 desc`.execute(
    ctx.db,
  );
  return rows.map((r) => r.y);
}

const postsOf = (ctx: Ctx, ids: readonly string[]): Promise<Post[]> =>
  ctx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select(['post.id', 'post.title', 'post.from_day', 'post.to_day', 'post.unit_id', 'person.name'])
    .where('post.id', 'in', [...ids])
    .execute();

/** Leaves of the year by post, in words. */
async function leavesOf(ctx: Ctx, ids: readonly string[], year: number): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('absence')
    .leftJoin('person', 'person.id', 'absence.stand_in_id')
    .select(['absence.post_id', 'absence.reason', 'absence.from_day', 'absence.to_day', 'person.name'])
    .where('absence.post_id', 'in', [...ids])
    .where('absence.to_day', '>=', `${year}-01-01`)
    .where('absence.from_day', '<=', `${year}-12-31`)
    .orderBy('absence.from_day')
    .execute();
  const words = new Map<string, string>();
  for (const a of rows) {
    const said = `${a.reason}，${shortDay(a.from_day, ctx.today)}至${shortDay(a.to_day, ctx.today)}${a.name ? `，${a.name}代` : ''}`;
    words.set(a.post_id, [words.get(a.post_id), said].filter(Boolean).join('；'));
  }
  return words;
}

/** What needs attention first stands for a month in which several rules ask. */
const RANK: Record<Light, number> = { missed: 0, soon: 1, going: 2, ahead: 3, done: 4, none: 5 };

function cellOf(ctx: Ctx, key: string, periods: readonly Owed[], post: Post | undefined) {
  const [first, ...more] = periods.toSorted((a, b) => RANK[a.light] - RANK[b.light]);
  if (first) {
    const { id, light, sign, why, title, unitName } = first;
    return { key, period: { id, light, sign, why, title, unitName }, more: more.length, why };
  }
  const to = post?.to_day;
  const why =
    to && to.slice(0, 7) < key
      ? `${shortDay(to, ctx.today)}离任，职务由他人接任或空缺`
      : post && post.from_day.slice(0, 7) >= key
        ? `${shortDay(post.from_day, ctx.today)}到任，此前不计`
        : key > ctx.today.slice(0, 7)
          ? '这个月还没有开始'
          : '这个月没有这项要求';
  return { key, period: null, more: 0, why };
}

/** The matrix of a year (this one where none is named), within my scope. */
export async function matrix(ctx: Ctx, { year: wanted, under }: z.output<typeof MatrixQuery>): Promise<Matrix> {
  const year = wanted ?? Number(ctx.today.slice(0, 4));
  const [periods, years] = await Promise.all([owedIn(ctx, year, under), yearsOf(ctx)]);
  const ids = [...new Set(periods.map((p) => p.postId))];
  const [posts, leaves] = ids.length
    ? await Promise.all([postsOf(ctx, ids), leavesOf(ctx, ids, year)])
    : [[], new Map<string, string>()];
  const months = MONTHS.map((m) => ({ key: keyOf(year, m), label: `${m}月` }));
  const lines = ids.map((postId): Line => {
    const mine = periods.filter((p) => p.postId === postId);
    const post = posts.find((p) => p.id === postId);
    const { unitId, unitName, leaderName } = mine[0]!;
    const left = post?.to_day && post.to_day < ctx.today ? `${shortDay(post.to_day, ctx.today)}离任` : '';
    return {
      postId,
      name: post?.name ?? leaderName ?? '',
      title: post?.title ?? '',
      unitId,
      unitName,
      note: [left, leaves.get(postId)].filter(Boolean).join('；'),
      cells: months.map((m) =>
        cellOf(
          ctx,
          m.key,
          mine.filter((p) => p.due.startsWith(m.key)),
          post,
        ),
      ),
    };
  });
  return { year, years, today: ctx.today, months, lines: headsFirst(lines) };
}

const deputy = (l: Line) => Number(/副|成员/.test(l.title));

/** Units stay in the order of the directory; in each its head first, then by name. */
function headsFirst(lines: readonly Line[]): Line[] {
  const units = [...new Set(lines.map((l) => l.unitId))];
  return lines.toSorted(
    (a, b) =>
      units.indexOf(a.unitId) - units.indexOf(b.unitId) ||
      deputy(a) - deputy(b) ||
      a.name.localeCompare(b.name, 'zh') ||
      a.postId.localeCompare(b.postId),
  );
}

const SIGNS = '●已完成 ◐进行中 ○未到期 ▲将到期 ✕缺 —不适用';

/** The same as a workbook. */
export const matrixSheet: SheetRoute = {
  path: '/api/visits/matrix.xlsx',
  access: 'visits.read',
  summary: '导出领导下基层',
  async run(ctx, input) {
    const query = MatrixQuery.parse(input);
    const { year, months, lines } = await matrix(ctx, query);
    return {
      title: `领导下基层${year}年`,
      columns: [
        { header: '单位', key: 'unit', width: 22 },
        { header: '姓名', key: 'name', width: 12 },
        { header: '职务', key: 'title', width: 20 },
        ...months.map((m) => ({ header: m.label, key: m.key, width: 8 })),
        { header: `说明（${SIGNS}）`, key: 'note', width: 60 },
      ],
      rows: lines.map((l) => ({
        unit: l.unitName,
        name: l.name,
        title: l.title,
        ...Object.fromEntries(l.cells.map((c) => [c.key, c.period?.sign ?? '—'])),
        note: l.note,
      })),
    };
  },
};
