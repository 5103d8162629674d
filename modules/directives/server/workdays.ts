// Workdays after a day, by the national calendar where it is known, else by weekday.
import { addDays } from '@anlan/contract';
import { isWorkday } from 'chinese-days';

/** The `n`th workday after `day` (domain: two kinds of day). */
export function workdaysAfter(day: string, n: number): string {
  let at = day;
  for (let left = n; left > 0;) {
    at = addDays(at, 1);
    if (isWorkday(at)) left--;
  }
  return at;
}
