// The server face of the calendar: what falls due, the table of holidays, and my own feed.
import { Problem, daysBetween } from '@anlan/contract';
import {
  closeFeed,
  dueBetween,
  feedState,
  openFeed,
  saveYear,
  unpublishedYears,
  yearCalendar,
} from '@anlan/kernel/calendar';
import { type Ctx, localIso } from '@anlan/kernel/ctx';
import { serve } from '@anlan/kernel/record';
import { calendar as contract } from './contract.ts';

/** The longest stretch asked for at once, days. */
const LONGEST = 400;

async function feed(ctx: Ctx) {
  const state = await feedState(ctx);
  return {
    createdAt: state ? localIso(state.createdAt) : null,
    fetchedAt: state?.fetchedAt ? localIso(state.fetchedAt) : null,
  };
}

export const server = serve<typeof contract>({
  contract,
  migrations: {},
  policies: [],
  records: {},
  routes: {
    async due(ctx, { from, to, whose }) {
      const length = daysBetween(from, to);
      if (length < 0 || length > LONGEST) throw new Problem('bad-stretch', 400, '请选择一年以内的起止日期。');
      const years = [...new Set([from, to].map((d) => Number(d.slice(0, 4))))];
      const [items, unpublished, ...calendars] = await Promise.all([
        dueBetween(ctx, from, to, whose),
        unpublishedYears(ctx),
        ...years.map((y) => yearCalendar(ctx, y)),
      ]);
      const days = calendars.flatMap((c) => c.days).filter((d) => d.day >= from && d.day <= to);
      return { items, days, unpublished };
    },
    year: (ctx, { year }) => yearCalendar(ctx, year),
    saveYear: (ctx, input) => saveYear(ctx, input),
    feed: (ctx) => feed(ctx),
    async openFeed(ctx) {
      const token = await openFeed(ctx);
      return { ...(await feed(ctx)), path: `/api/calendar/feed/${token}.ics` };
    },
    async closeFeed(ctx) {
      await closeFeed(ctx);
      return feed(ctx);
    },
  },
});
