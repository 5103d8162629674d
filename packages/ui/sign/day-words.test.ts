// Deadlines in words: always the distance and the day.
import { expect, test } from 'vitest';
import { dayWithWeek, deadlineWords, friendlyTime } from './day-words.ts';

test.each([
  ['2026-06-30', '2026-06-18', '还有 12 天 · 6月30日', 'calm'],
  ['2026-06-30', '2026-06-27', '还有 3 天 · 6月30日', 'soon'],
  ['2026-06-30', '2026-06-30', '今天到期 · 6月30日', 'soon'],
  ['2026-06-18', '2026-06-30', '逾期 12 天 · 应于6月18日', 'late'],
  ['2027-01-05', '2026-12-30', '还有 6 天 · 2027年1月5日', 'calm'],
] as const)('due %s, today %s: %s', (due, today, text, tone) => {
  expect(deadlineWords(due, today)).toEqual({ text, tone });
});

test('what is done is never red, and says how late it was', () => {
  expect(deadlineWords('2026-06-30', '2026-11-23', '2026-06-20')).toEqual({
    text: '6月20日办结 · 期限6月30日',
    tone: 'calm',
  });
  expect(deadlineWords('2026-06-30', '2026-11-23', '2026-07-02').text).toBe('7月2日办结 · 迟 2 天，应于6月30日');
});

test('times are of Shanghai: late evening in UTC is the next day there', () => {
  expect(friendlyTime('2026-11-22T17:30:00Z', '2026-11-23')).toBe('今天 01:30');
  expect(friendlyTime('2026-11-22T15:30:00Z', '2026-11-23')).toBe('昨天 23:30');
  expect(friendlyTime('2025-11-22T02:00:00+08:00', '2026-11-23')).toBe('2025年11月22日 02:00');
});

test('the day carries its week day', () => {
  expect(dayWithWeek('2026-11-23')).toBe('2026年11月23日 星期一');
});
