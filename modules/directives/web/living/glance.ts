// The days from which one may look back at a notice: the ends of the months since it was issued.
import { type Day, addDays, shortDay } from '@anlan/contract';

/** At most so many days are offered; any other can stand in the address. */
const MOST = 24;

export type Glance = { day: Day; label: string };

/** Ends of months from `since` to the day before `today`, the latest first. */
export function glances(since: Day, today: Day): Glance[] {
  const days: Glance[] = [];
  for (
    let end = addDays(`${today.slice(0, 7)}-01`, -1);
    end >= since && days.length < MOST;
    end = addDays(`${end.slice(0, 7)}-01`, -1)
  )
    days.push({ day: end, label: `截至${shortDay(end, today)}` });
  return days;
}
