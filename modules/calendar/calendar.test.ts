// The calendar as people use it: holidays move deadlines in workdays, a year not entered is said, the phone's feed is one's own.
import { type Day, addDays } from '@anlan/contract';
import { isWorkday, workdaysAfter } from '@anlan/kernel/calendar';
import { within } from '@anlan/kernel/ctx';
import { openRules } from '@anlan/kernel/duty';
import { newId } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoId, world } from '../../test/world.ts';
import { calendar } from './contract.ts';

let w: World;
beforeEach(async () => {
  w = await world('2026-11-23');
});
afterEach(() => w.close());

const { due, year, saveYear, feed, openFeed, closeFeed } = calendar.routes;

/** 平定县 and 盂县 each owe one report by a day. */
async function owes(keys: string[], title: string, by: Day) {
  const rule = {
    id: newId(),
    sourceId: null,
    task: null,
    title,
    factKind: 'report:x',
    repeat: 'once' as const,
    need: 1,
    due: by,
    about: 'unit' as const,
    fromDay: '2026-11-01',
    toDay: null,
    listFrom: null,
    debtors: { unitIds: keys.map((k) => demoId('unit', k)), groupIds: [] },
    history: false,
  };
  await w.system.db.transaction().execute((trx) => openRules(within(w.system, trx), [rule]));
}

test('workdays jump over holidays and count Saturdays that are worked', async () => {
  // 2026: National Day 1 to 7 October, worked on 20 September and 10 October.
  expect(await workdaysAfter(w.system, '2026-09-30', 1)).toBe('2026-10-08');
  expect(await workdaysAfter(w.system, '2026-09-30', 3)).toBe('2026-10-10');
  expect(await isWorkday(w.system, '2026-10-10')).toBe(true);
  expect(await isWorkday(w.system, '2026-11-28')).toBe(false);
});

test('a year without published holidays says so until somebody enters it', async () => {
  const anjian = await w.as('anjian');
  const asked = { from: '2026-11-01', to: '2026-11-30', whose: 'mine' as const };
  expect((await anjian.call(due, asked)).unpublished).toEqual([2027]);
  expect(await anjian.call(year, { year: 2027 })).toMatchObject({ published: false, days: [] });
  const days = [{ day: '2027-01-01', work: false, name: '元旦' }];
  await expect(anjian.call(saveYear, { year: 2027, published: true, source: '', days: [] })).rejects.toThrow(
    '至少要有一个放假日',
  );
  await expect(
    anjian.call(saveYear, { year: 2027, published: true, source: '', days: [{ ...days[0]!, day: '2026-01-01' }] }),
  ).rejects.toThrow('不在 2027 年');
  const saved = await anjian.call(saveYear, { year: 2027, published: true, source: '放假通知', days });
  expect(saved).toMatchObject({ published: true, source: '放假通知', days });
  expect((await anjian.call(due, asked)).unpublished).toEqual([]);
  expect(await workdaysAfter(w.system, '2026-12-31', 1)).toBe('2027-01-04');
});

test('a county looks at holidays and cannot change them', async () => {
  const pingding = await w.as('pingding');
  expect((await pingding.call(year, { year: 2026 })).days.length).toBeGreaterThan(20);
  await expect(pingding.call(saveYear, { year: 2026, published: false, source: '', days: [] })).rejects.toThrow(
    '没有「保存节假日安排」的权限',
  );
});

test('mine is what my units owe; my scope gathers a clause that many owe', async () => {
  await owes(['pingding', 'yuxian'], '报送冬季检查小结', '2026-12-10');
  const asked = { from: '2026-12-01', to: '2026-12-31' };
  const pingding = await (await w.as('pingding')).call(due, { ...asked, whose: 'mine' });
  expect(pingding.items).toMatchObject([{ day: '2026-12-10', title: '报送冬季检查小结', total: 1, light: 'ahead' }]);
  const anjian = await w.as('anjian');
  expect((await anjian.call(due, { ...asked, whose: 'mine' })).items).toEqual([]);
  expect((await anjian.call(due, { ...asked, whose: 'scope' })).items).toMatchObject([{ total: 2, done: 0 }]);
});

test('the feed shows its owner’s duties to whoever knows the address, until it is taken back', async () => {
  await owes(['pingding'], '平定县报送小结', '2026-12-10');
  await owes(['yuxian'], '盂县报送小结', '2026-12-10');
  const pingding = await w.as('pingding');
  expect(await pingding.call(feed, {})).toEqual({ createdAt: null, fetchedAt: null });
  const { path } = await pingding.call(openFeed, {});
  const read = () => w.anonymous.send('GET', path);
  const first = await read();
  const text = String(first.body).replace(/\r\n /g, '');
  expect(first.status).toBe(200);
  expect(text).toContain('平定县报送小结');
  expect(text).toContain(`DTSTART;VALUE=DATE:${'2026-12-10'.replaceAll('-', '')}`);
  expect(text).not.toContain('盂县');
  expect((await pingding.call(feed, {})).fetchedAt).not.toBeNull();

  const again = await pingding.call(openFeed, {});
  expect((await read()).status).toBe(404);
  expect((await w.anonymous.send('GET', again.path)).status).toBe(200);
  await pingding.call(closeFeed, {});
  expect((await w.anonymous.send('GET', again.path)).status).toBe(404);
  expect((await w.anonymous.send('GET', '/api/calendar/feed/guess.ics')).status).toBe(404);
});

test('a stretch of more than a year is refused with a sentence', async () => {
  const anjian = await w.as('anjian');
  await expect(anjian.call(due, { from: '2026-01-01', to: addDays('2026-01-01', 500), whose: 'mine' })).rejects.toThrow(
    '一年以内',
  );
});
