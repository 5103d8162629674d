// The calendar: workdays, what falls due, and the feed for a phone.
import type { PolicyTable } from '../db/index.ts';

export {
  type CalendarYear,
  isWorkday,
  saveYear,
  seedCalendar,
  unpublishedYears,
  workdaysAfter,
  yearCalendar,
} from './days.ts';
export { type DueItem, dueBetween } from './due.ts';
export { type FeedState, closeFeed, feedOwner, feedState, feedText, openFeed } from './feed.ts';
export type { SpecialDay } from './known.ts';

export const policies: PolicyTable = [
  { table: 'calendar_year', shape: 'open', write: 'app', app: ['select', 'insert', 'update'] },
  { table: 'calendar_day', shape: 'open', write: 'app', app: ['select', 'insert', 'delete'] },
  { table: 'calendar_feed', shape: 'own', column: 'person_id', app: ['select', 'insert', 'update'] },
];
