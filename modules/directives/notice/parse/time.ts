// Finds deadlines and repeats in a text by the tables of rules, and says what recurrence they make.
import type { Recurrence } from '../schema.ts';
import { DATE_RULES, datesOfList } from './time-dates.ts';
import { FEAST_RULES } from './time-feasts.ts';
import { REPEAT_RULES, VAGUE_RULES } from './time-repeats.ts';
import type { Clock, TimeHit, TimeRule } from './time-rule.ts';

export type { Clock, TimeHit } from './time-rule.ts';

/** All rules in the order in which they are tried: an earlier one takes the words from a later one. */
export const TIME_RULES: readonly TimeRule[] = [...REPEAT_RULES, ...FEAST_RULES, ...DATE_RULES, ...VAGUE_RULES];

const OPEN = '没有写明年份，请补定日期';
const NO_DAY = '日历上没有这一天，请核对';

/** 月度、季度、年度评估: a list of periods before one deed is one duty for each. */
const PERIOD_LIST =
  /(?:(?:日|周|月度?|季度|半年度?|年度)[、和及]){1,4}(?:周|月度?|季度|半年度?|年度)(?=[^，。；、]{0,6}(?:评估|考核|检查|报告|总结|通报|调度|分析|会议|排查))/g;
const PERIOD_WORDS: readonly [RegExp, Recurrence][] = [
  [/^日/, 'day'],
  [/^周/, 'week'],
  [/^月/, 'month'],
  [/^季/, 'quarter'],
  [/^半年/, 'half-year'],
  [/^年/, 'year'],
];

/** All time phrases of a squeezed stretch, in order, none overlapping. */
export function timesIn(s: string, clock: Clock): TimeHit[] {
  const hits: TimeHit[] = [];
  const taken = new Uint8Array(s.length);
  for (const m of s.matchAll(PERIOD_LIST)) {
    const to = m.index + m[0].length;
    taken.fill(1, m.index, to);
    for (const word of m[0].split(/[、和及]/)) {
      const period = PERIOD_WORDS.find(([at]) => at.test(word))?.[1];
      if (period) hits.push({ from: m.index, to, rule: 'period-list', kind: 'repeat', due: null, period, doubt: null });
    }
  }
  for (const { from, to, dues } of datesOfList(s, clock)) {
    if (taken.subarray(from, to).includes(1)) continue;
    taken.fill(1, from, to);
    for (const due of dues)
      hits.push({
        from,
        to,
        rule: 'date-list',
        kind: 'date',
        due,
        period: 'once',
        doubt: due === null ? (clock.year === null ? OPEN : NO_DAY) : null,
      });
  }
  if (!/[年月日周季天旬晚晨号快紧限期常节汛旦]|24|五一|七一|国庆/.test(s)) return hits;
  for (const rule of TIME_RULES) {
    if (!mentions(s, rule.needs)) continue;
    for (const m of s.matchAll(rule.find)) {
      const from = m.index;
      const to = from + m[0].length;
      if (taken.subarray(from, to).includes(1)) continue;
      taken.fill(1, from, to);
      const due = rule.due?.(m, clock) ?? null;
      const doubt = rule.doubt ?? (rule.kind === 'date' && due === null ? (clock.year === null ? OPEN : NO_DAY) : null);
      hits.push({ from, to, rule: rule.name, kind: rule.kind, due, period: rule.period ?? 'once', doubt });
    }
  }
  return hits.sort((a, b) => a.from - b.from);
}

function mentions(s: string, needs: string): boolean {
  for (let i = 0; i < needs.length; i++) if (s.includes(needs.charAt(i))) return true;
  return false;
}

const ORDER: readonly Recurrence[] = ['day', 'week', 'month', 'quarter', 'half-year', 'year', 'once', 'standing'];

/** The recurrence of an item: its shortest repeat, else standing when it says so beside a date, else once, else standing. */
export function recurrenceOf(hits: readonly TimeHit[], standingWins: boolean): Recurrence {
  const repeats = hits.filter((h) => h.kind === 'repeat').map((h) => h.period);
  const shortest = ORDER.find((p) => repeats.includes(p));
  if (shortest) return shortest;
  if (standingWins && hits.some((h) => h.kind === 'standing')) return 'standing';
  return hits.some((h) => h.kind === 'date' || h.kind === 'soon') ? 'once' : 'standing';
}

/** True when a word of a cell is a deadline and no unit: 全年, 每季度, 11月底前, 6月底前建立制度. */
export function isDeadline(words: string, clock: Clock): boolean {
  if (/^(?:全年|长期|常年|持续|持续推进|经常|即时|立即|常态化|长期坚持|贯穿全年)$/.test(words)) return true;
  if (/(?:局|科|部|委|办|队|馆|院|团|单位|中心)$/.test(words)) return false;
  return timesIn(words, clock).length > 0 || /^\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?$/.test(words);
}
