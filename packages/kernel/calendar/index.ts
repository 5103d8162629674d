// Workdays: two kinds of day are told apart here and nowhere else.
import { type Day, addDays } from '@anlan/contract';
import { isWorkday } from 'chinese-days';
import type { Ctx } from '../ctx/index.ts';

/** The `n`th workday after `day`, by the national calendar where it is published, else by weekday. */
export async function workdaysAfter(_ctx: Pick<Ctx, 'db'>, day: Day, n: number): Promise<Day> {
  let at = day;
  for (let left = n; left > 0;) {
    at = addDays(at, 1);
    if (isWorkday(at)) left--;
  }
  return at;
}
