// A person's calendar for the phone: a secret address that anyone who has it can read, and its owner can take back.
import { createHash, randomBytes } from 'node:crypto';
import { LIGHT_SIGN, addDays } from '@anlan/contract';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { push } from '../audit/index.ts';
import type { Ctx } from '../ctx/index.ts';
import { dueBetween } from './due.ts';
import { tables } from './tables.ts';

/** Days back and ahead that a feed shows [setting]. */
const BACK = 60;
const AHEAD = 400;

const digest = (token: string) => createHash('sha256').update(token).digest();

export type FeedState = { createdAt: Date; fetchedAt: Date | null } | null;

const mine = (ctx: Ctx) =>
  tables(ctx.db)
    .selectFrom('calendar_feed')
    .selectAll()
    .where('person_id', '=', ctx.me.personId)
    .where('revoked_at', 'is', null);

/** Whether I have an address, since when, and when it was last read. The address itself is shown once, when it is made. */
export async function feedState(ctx: Ctx): Promise<FeedState> {
  const row = await mine(ctx).executeTakeFirst();
  return row ? { createdAt: row.created_at, fetchedAt: row.fetched_at } : null;
}

/** Makes a new secret; the one before stops working. @returns the secret part of the address, 43 characters */
export async function openFeed(ctx: Ctx): Promise<string> {
  await closeFeed(ctx);
  const token = randomBytes(32).toString('base64url');
  await tables(ctx.db)
    .insertInto('calendar_feed')
    .values({
      hash: digest(token),
      person_id: ctx.me.personId,
      created_at: ctx.now,
      fetched_at: null,
      revoked_at: null,
    })
    .execute();
  await push(ctx, 'calendar.feed.open', ctx.me.personId, {});
  return token;
}

/** Takes my address back; a phone that still asks for it gets nothing. */
export async function closeFeed(ctx: Ctx) {
  const gone = await tables(ctx.db)
    .updateTable('calendar_feed')
    .set({ revoked_at: ctx.now })
    .where('person_id', '=', ctx.me.personId)
    .where('revoked_at', 'is', null)
    .returning('person_id')
    .execute();
  if (gone.length) await push(ctx, 'calendar.feed.close', ctx.me.personId, {});
}

/** Whose address it is, or null; notes that it was read. Under the system's eyes: the reader has not signed in. */
export async function feedOwner(
  db: Ctx['db'],
  token: string,
  now: Date,
): Promise<{ personId: string; login: string } | null> {
  const row = await tables(db)
    .updateTable('calendar_feed')
    .set({ fetched_at: now })
    .where('hash', '=', digest(token))
    .where('revoked_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst();
  if (!row) return null;
  const account = await db
    .selectFrom('account')
    .select('login')
    .where('person_id', '=', row.person_id)
    .where('disabled', '=', false)
    .executeTakeFirst();
  return account ? { personId: row.person_id, login: account.login } : null;
}

/** What I owe and have to deal with, as iCalendar (RFC 5545): whole days, one reminder the day before. */
export async function feedText(ctx: Ctx): Promise<string> {
  const items = await dueBetween(ctx, addDays(ctx.today, -BACK), addDays(ctx.today, AHEAD), 'mine');
  const calendar = ical({
    name: `安澜 · ${ctx.me.name}`,
    method: ICalCalendarMethod.PUBLISH,
    timezone: 'Asia/Shanghai',
    ttl: 3600,
  });
  for (const item of items) {
    const event = calendar.createEvent({
      id: `${item.type}-${item.id}-${item.day}@anlan`,
      start: new Date(`${item.day}T00:00:00Z`),
      stamp: ctx.now,
      allDay: true,
      summary: `${LIGHT_SIGN[item.light]} ${item.title}`,
      description: item.detail,
    });
    if (item.light !== 'done') event.createAlarm({ trigger: 15 * 3600 });
  }
  return calendar.toString();
}
