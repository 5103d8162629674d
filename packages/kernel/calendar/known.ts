// What the library knows of a year's holidays: the seed of the table, never asked again once a bureau keeps its own.
import { type Day, addDays } from '@anlan/contract';
import { getDayDetail } from 'chinese-days';

export type SpecialDay = { day: Day; work: boolean; name: string };

const yearOf = (day: Day) => Number(day.slice(0, 4));

/**
 * Days of a year on which the State Council's arrangement departs from the week; empty for a year it has not published, of which the
 * library would say that every weekday is worked.
 */
export function knownYear(year: number): SpecialDay[] {
  const days: SpecialDay[] = [];
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) {
    const { work, name } = getDayDetail(day);
    const [, chinese] = name.split(',');
    if (chinese) days.push({ day, work, name: work ? `${chinese}调休上班` : chinese });
  }
  return days;
}
