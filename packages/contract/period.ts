// Spans of the calendar in which a duty falls due. Pure arithmetic on local dates; no clock, no zone.
import type { Day } from './words.ts';

/** How often a clause asks: the words of formats/notice; `progress` is the half-open watch over an uncountable task. */
export const REPEATS = ['day', 'week', 'month', 'quarter', 'half-year', 'year', 'once'] as const;
export type Repeat = (typeof REPEATS)[number];

export const REPEAT_LABEL: Record<Repeat, string> = {
  day: '每日',
  week: '每周',
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  once: '一次性',
};

/** First and last day, both inside. `key` sorts in time within one repeat. */
export type Span = { key: string; from: Day; to: Day; label: string };

const two = (n: number) => String(n).padStart(2, '0');
const day = (y: number, m: number, d: number): Day => `${y}-${two(m)}-${two(d)}`;
const lastOfMonth = (y: number, m: number) => new Date(Date.UTC(y, m, 0)).getUTCDate();
const parts = (d: Day) => d.split('-').map(Number) as [number, number, number];

/** The day `n` days after `d` (before, when negative). */
export function addDays(d: Day, n: number): Day {
  const [y, m, dd] = parts(d);
  return new Date(Date.UTC(y, m - 1, dd + n)).toISOString().slice(0, 10);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: Day, b: Day) => Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);

/** Months from the `first` to the `last` of year `y` as a span. */
const months = (y: number, first: number, last: number, key: string, label: string): Span => ({
  key,
  label,
  from: day(y, first, 1),
  to: day(y, last, lastOfMonth(y, last)),
});

/**
 * The span of `repeat` that holds `d`. Weeks run Monday to Sunday and carry the ISO number.
 * @throws when `repeat` is `once`: a dated duty has no calendar of its own.
 */
export function spanOf(repeat: Exclude<Repeat, 'once'>, d: Day): Span {
  const [y, m] = parts(d);
  switch (repeat) {
    case 'day':
      return { key: d, from: d, to: d, label: chineseDay(d) };
    case 'week': {
      const monday = addDays(d, -((new Date(d).getUTCDay() + 6) % 7));
      const thursday = addDays(monday, 3);
      const isoYear = parts(thursday)[0];
      const number = 1 + Math.floor(daysBetween(day(isoYear, 1, 1), thursday) / 7);
      return {
        key: `${isoYear}W${two(number)}`,
        from: monday,
        to: addDays(monday, 6),
        label: `${isoYear}年第${number}周`,
      };
    }
    case 'month':
      return months(y, m, m, `${y}-${two(m)}`, `${y}年${m}月`);
    case 'quarter': {
      const q = Math.ceil(m / 3);
      return months(y, q * 3 - 2, q * 3, `${y}Q${q}`, `${y}年第${'一二三四'[q - 1]}季度`);
    }
    case 'half-year': {
      const h = m <= 6 ? 1 : 2;
      return months(y, h * 6 - 5, h * 6, `${y}H${h}`, `${y}年${h === 1 ? '上' : '下'}半年`);
    }
    case 'year':
      return months(y, 1, 12, `${y}`, `${y}年`);
  }
}

/** Every span of `repeat` that begins on or before `until`, starting with the one that holds `from`. */
export function spansFrom(repeat: Exclude<Repeat, 'once'>, from: Day, until: Day): Span[] {
  const spans: Span[] = [];
  for (let at = from; ;) {
    const span = spanOf(repeat, at);
    if (span.from > until) return spans;
    spans.push(span);
    at = addDays(span.to, 1);
  }
}

/** `2026年6月30日`. */
export function chineseDay(d: Day): string {
  const [y, m, dd] = parts(d);
  return `${y}年${m}月${dd}日`;
}

/** `6月30日`, or with the year when it is not `thisYear`. */
export function shortDay(d: Day, thisYear: string): string {
  const [y, m, dd] = parts(d);
  return `${String(y) === thisYear.slice(0, 4) ? '' : `${y}年`}${m}月${dd}日`;
}
