// The frame of the story: when the notice was issued, which spans have passed, and on which day a deed falls.
import { addDays, daysBetween, pick, workdayNear, type Span } from './calendar.ts';
import { membersOf, groups, units, type DemoUnit } from './org.ts';
import { deskOf } from './people.ts';

/** The notice dates from early March of this year once May has begun, else of the year before. */
export function noticeDate(now: string): string {
  const year = Number(now.slice(0, 4));
  return workdayNear(`${now > `${year}-05-01` ? year : year - 1}-03-05`);
}

const groupOf = (key: string) => groups.filter((g) => g.key === key).flatMap(membersOf);

/** County bureaus and affiliated units: they owe nearly everything. */
export const debtors: DemoUnit[] = [...groupOf('allCounties'), ...groupOf('allAffiliated')];
export const sections: DemoUnit[] = groupOf('allSections');

/** The unit that stays behind, and the one that is always a little late: the same throughout, so that the story holds. */
export const laggard = 'artMuseum';
export const latecomer = 'kuangqu';

export const unitOf = (key: string): DemoUnit => units.find((u) => u.key === key) ?? units[0]!;

/** Who acts for a unit; the bureau itself acts through the safety office. */
export const accountOf = (unit: string): string => deskOf(unit) ?? 'anjian';

/**
 * The working day inside `span`, from `from` on and before `now`, on which a deed named by `words` is done; undefined
 * when it is not done: about 4 in 100 of what has passed, about 40 in 100 of what still runs, all that lies ahead.
 */
export function dayOf(words: string, span: Span, from: string, now: string): string | undefined {
  const start = span.start > from ? span.start : from;
  const running = span.end >= now;
  const end = running ? addDays(now, -1) : span.end;
  if (end < start || pick(`${words}?`, 100) >= (running ? 60 : 96)) return undefined;
  const day = workdayNear(addDays(start, pick(words, daysBetween(start, end) + 1)));
  const kept = day > end ? workdayNear(end, -1) : day;
  return kept < start ? undefined : kept;
}

/** One of a list, by the words alone. */
export const choose = <T>(words: string, from: readonly [T, ...T[]]): T => from[pick(words, from.length)] ?? from[0];
