// Dates and deadlines in words: both the distance and the day, always.
import { chineseDay, daysBetween, shortDay } from '@anlan/contract';

export type DeadlineWords = { text: string; tone: 'late' | 'soon' | 'calm' };

/** From here on a deadline asks for attention [setting of the server: SOON_DAYS]. */
const SOON = 3;

/**
 * `还有 3 天 · 6月30日`, `今天到期 · 6月30日`, `逾期 12 天 · 应于6月18日`. Natural days.
 * @param settledOn the day on which it was done, where it was: `6月20日办结 · 期限6月30日`.
 */
export function deadlineWords(due: string, today: string, settledOn?: string | null): DeadlineWords {
  const day = shortDay(due, today);
  if (settledOn) {
    const late = daysBetween(due, settledOn);
    return {
      text: `${shortDay(settledOn, today)}办结 · ${late > 0 ? `迟 ${late} 天，应于${day}` : `期限${day}`}`,
      tone: 'calm',
    };
  }
  const left = daysBetween(today, due);
  if (left < 0) return { text: `逾期 ${-left} 天 · 应于${day}`, tone: 'late' };
  if (left === 0) return { text: `今天到期 · ${day}`, tone: 'soon' };
  return { text: `还有 ${left} 天 · ${day}`, tone: left <= SOON ? 'soon' : 'calm' };
}

const WEEK = '日一二三四五六';

/** `2026年11月23日 星期一`. */
export const dayWithWeek = (day: string) => `${chineseDay(day)} 星期${WEEK[new Date(`${day}T00:00:00Z`).getUTCDay()]}`;

const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant as the bureau's clock shows it: `2026-11-23 16:05`. */
export const localTime = (instant: string) => SHANGHAI.format(new Date(instant));

/** `今天 16:05`, `昨天 09:00`, `11月3日 16:05`, with the year when it is another. */
export function friendlyTime(instant: string, today: string): string {
  const local = localTime(instant);
  const day = local.slice(0, 10);
  const ago = daysBetween(day, today);
  const word = ago === 0 ? '今天' : ago === 1 ? '昨天' : shortDay(day, today);
  return `${word} ${local.slice(11)}`;
}
