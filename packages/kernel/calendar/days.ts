// Workdays: two kinds of day are told apart here and nowhere else, by a table that a bureau can edit.
import { type Day, Problem, addDays } from '@anlan/contract';
import type { Kysely } from 'kysely';
import { push } from '../audit/index.ts';
import type { Ctx, KernelTables } from '../ctx/index.ts';
import { type SpecialDay, knownYear } from './known.ts';
import { tables } from './tables.ts';

export type CalendarYear = {
  year: number;
  /** Whether the State Council's arrangement of the year is in the table. */
  published: boolean;
  source: string;
  updatedByName: string | null;
  days: SpecialDay[];
};

const yearOf = (day: Day) => Number(day.slice(0, 4));
const isWeekend = (day: Day) => [0, 6].includes(new Date(day).getUTCDay());

/** Read once per request: every context has a database object of its own. */
const known = new WeakMap<Kysely<KernelTables>, Promise<ReadonlyMap<Day, boolean>>>();

function specialDays(db: Kysely<KernelTables>): Promise<ReadonlyMap<Day, boolean>> {
  const held = known.get(db) ?? read(db);
  known.set(db, held);
  return held;
}
const read = async (db: Kysely<KernelTables>) =>
  new Map((await tables(db).selectFrom('calendar_day').select(['day', 'work']).execute()).map((d) => [d.day, d.work]));

/** Whether people work on `day`: by the table, else by the week. */
export async function isWorkday(ctx: Pick<Ctx, 'db'>, day: Day): Promise<boolean> {
  return (await specialDays(ctx.db)).get(day) ?? !isWeekend(day);
}

/** The `n`th workday after `day`. Deadlines in 工作日 are reckoned with it (domain: two kinds of day). */
export async function workdaysAfter(ctx: Pick<Ctx, 'db'>, day: Day, n: number): Promise<Day> {
  const special = await specialDays(ctx.db);
  let at = day;
  for (let left = n; left > 0;) {
    at = addDays(at, 1);
    if (special.get(at) ?? !isWeekend(at)) left--;
  }
  return at;
}

/** A year as the bureau keeps it; one that nobody has entered is not published and has no day of its own. */
export async function yearCalendar(ctx: Ctx, year: number): Promise<CalendarYear> {
  const head = await tables(ctx.db).selectFrom('calendar_year').selectAll().where('year', '=', year).executeTakeFirst();
  const days = await tables(ctx.db)
    .selectFrom('calendar_day')
    .select(['day', 'work', 'name'])
    .where('year', '=', year)
    .orderBy('day')
    .execute();
  return {
    year,
    published: head?.published ?? false,
    source: head?.source ?? '',
    updatedByName: head?.updated_by_name ?? null,
    days,
  };
}

/**
 * Puts a year's arrangement in place of what was there. Deadlines reckoned already stay as they were.
 * @throws 400 `calendar-year` for a day of another year, `calendar-twice` for a day named twice, `calendar-empty` for a published year
 * without a day
 */
export async function saveYear(
  ctx: Ctx,
  { year, published, source, days }: Pick<CalendarYear, 'year' | 'published' | 'source' | 'days'>,
): Promise<CalendarYear> {
  const stray = days.find((d) => yearOf(d.day) !== year);
  if (stray) throw new Problem('calendar-year', 400, `${stray.day} 不在 ${year} 年，请核对。`);
  const twice = days.find((d, i) => days.findIndex((o) => o.day === d.day) !== i);
  if (twice) throw new Problem('calendar-twice', 400, `${twice.day} 填了两次，请删去一行。`);
  const idle = days.find((d) => d.work && !isWeekend(d.day));
  if (idle) throw new Problem('calendar-idle', 400, `${idle.day} 本来就是工作日，不用填调休上班。`);
  if (published && !days.length)
    throw new Problem('calendar-empty', 400, '标为已公布的年份至少要有一个放假日，请先填写放假安排。');
  const head = { published, source, updated_by_name: ctx.me.name, updated_at: ctx.now };
  await tables(ctx.db)
    .insertInto('calendar_year')
    .values({ year, ...head })
    .onConflict((oc) => oc.column('year').doUpdateSet(head))
    .execute();
  await tables(ctx.db).deleteFrom('calendar_day').where('year', '=', year).execute();
  if (days.length)
    await tables(ctx.db)
      .insertInto('calendar_day')
      .values(days.map((d) => ({ ...d, year })))
      .execute();
  known.delete(ctx.db);
  await push(ctx, 'calendar.save', String(year), { published, days: days.length });
  return yearCalendar(ctx, year);
}

/** Years on which a deadline may fall soon and whose arrangement nobody has entered: people are warned from October on [setting]. */
export async function unpublishedYears(ctx: Ctx): Promise<number[]> {
  const year = yearOf(ctx.today);
  const near = Number(ctx.today.slice(5, 7)) >= 10 ? [year, year + 1] : [year];
  const rows = await tables(ctx.db)
    .selectFrom('calendar_year')
    .select('year')
    .where('year', 'in', near)
    .where('published', '=', true)
    .execute();
  return near.filter((y) => !rows.some((r) => r.year === y));
}

/** Fills in the years that the library knows and the store lacks; what a bureau edited stays. */
export async function seedCalendar(db: Kysely<KernelTables>, now: Date) {
  const year = now.getUTCFullYear();
  const there = await tables(db).selectFrom('calendar_year').select('year').execute();
  for (let y = year - 3; y <= year + 1; y++) {
    const days = there.some((t) => t.year === y) ? [] : knownYear(y);
    if (!days.length) continue;
    await tables(db)
      .insertInto('calendar_year')
      .values({
        year: y,
        published: true,
        source: '国务院办公厅放假安排（随程序附带）',
        updated_by_name: null,
        updated_at: now,
      })
      .onConflict((oc) => oc.doNothing())
      .execute();
    await tables(db)
      .insertInto('calendar_day')
      .values(days.map((d) => ({ ...d, year: y })))
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}
