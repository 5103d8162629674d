// Walks three years day by day, as a bureau lives them, and writes what every day leaves.
import type { Ctx } from '@anlan/kernel/ctx';
import { withAdmin } from '@anlan/kernel/db';
import { settings } from '@anlan/kernel/setting';
import { sql } from 'kysely';
import { putBack, takeOff } from './bare.ts';
import { Copy } from '@anlan/kernel/db';
import { dayOf, instant, iso, weekday } from './days.ts';
import { Deeds } from './deed.ts';
import { Dice } from './dice.ts';
import { Duties } from './duties.ts';
import { type CityUnit, isVenue, settle } from './places.ts';
import type { Progress } from './progress.ts';
import { standings } from './standings.ts';
import { type Habit, Studies } from './studies.ts';

/** New townships and venues beside the demonstration's, and how many studies in all. */
export const SCALES = {
  small: { stations: 5, venues: 20, studies: 1_200, days: 120 },
  city: { stations: 8, venues: 540, studies: 80_000, days: 1_096 },
  province: { stations: 64, venues: 2_890, studies: 1_015_000, days: 1_096 },
} as const;
export type Scale = keyof typeof SCALES;

/** Filled by the hundred thousand: these stand without indexes meanwhile. */
const LARGE = [
  'record',
  'study',
  'timeline',
  'search_doc',
  'fact',
  'fact_party',
  'settlement',
  'period',
  'duty',
  'audit',
];

export type Plan = {
  ctx: Ctx;
  adminUrl: string;
  hash: string;
  scale: Scale;
  seed: number;
  today: number;
  progress: Progress;
};

/** @returns how many rows each table got. */
export async function build({ ctx, adminUrl, hash, scale, seed, today, progress }: Plan): Promise<Map<string, number>> {
  const { stations, venues, studies: wanted, days } = SCALES[scale];
  const filled: Copy[] = [];
  const filling = () => {
    const copy = new Copy(adminUrl);
    filled.push(copy);
    return copy;
  };
  const places = await settle(ctx, filling, new Dice(seed, 'places'), { stations, venues }, hash);
  const off = await withAdmin(adminUrl, (db) => takeOff(db, LARGE));
  const { 'duty.graceDays': grace } = await settings(ctx.db);
  const copy = filling();
  const deeds = new Deeds(copy, new Dice(seed, 'deeds'));
  const duties = new Duties(copy, deeds, new Dice(seed, 'duties'), grace);
  const studies = new Studies(deeds, duties, new Dice(seed, 'studies'), places.office);
  const start = today - days;
  const habits = habitsOf(places.units.filter(isVenue), new Dice(seed, 'habits'), wanted / ((days + 7) / 7));
  for (let day = start; day <= today; day++) {
    if (day === start) standings(copy, deeds, duties, new Dice(seed, 'standings'), places, day);
    else duties.night(day, instant(day, 300));
    copy.row('nightly_run', { day: dayOf(day), at: iso(instant(day, 300)) });
    if (day === start || weekday(day) === 0) for (const habit of habits) studies.week(day - weekday(day), habit);
    studies.day(day, ctx.now.getTime());
    if (weekday(day) === 6) duties.flush(day);
    await copy.ready();
    progress.step(`已写到 ${dayOf(day)}`, (0.7 * (day - start)) / days);
  }
  studies.close();
  duties.flush(Number.POSITIVE_INFINITY);
  deeds.close();
  await copy.end();
  await withAdmin(adminUrl, async (db) => {
    await putBack(db, off, (done) => progress.step('建立索引', 0.7 + 0.25 * done));
    await sql`select setval(pg_get_serial_sequence('timeline', 'seq'), (select max(seq) from timeline))`.execute(db);
    await sql`analyze`.execute(db);
  });
  const rows = new Map<string, number>();
  for (const each of filled) for (const [table, n] of each.counts()) rows.set(table, (rows.get(table) ?? 0) + n);
  return rows;
}

/** Few are very active, most are not; together they hold so many sittings a week. */
function habitsOf(units: readonly CityUnit[], dice: Dice, aWeek: number): Habit[] {
  const habits = units.map((unit) => ({
    unit,
    rate: Math.exp(1.1 * (dice.share() + dice.share() + dice.share() - 1.5)),
    lapse: dice.chance(0.2) ? 0.15 + 0.3 * dice.share() : 0.05 * dice.share(),
    late: dice.chance(0.15) ? 0.3 : 0.05,
  }));
  const total = (scale: number) =>
    habits.reduce((sum, h) => sum + (1 - h.lapse) * (h.rate * scale + Math.exp(-h.rate * scale)), 0);
  let [low, high] = [0, 100];
  for (let n = 0; n < 40; n++)
    [low, high] = total((low + high) / 2) < aWeek ? [(low + high) / 2, high] : [low, (low + high) / 2];
  return habits.map((h) => ({ ...h, rate: h.rate * low }));
}
