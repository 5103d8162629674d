// The words for dates and ends of periods, each with an example that a test reads.
import { day, monthEnd, numberOf } from './dates.ts';
import type { Clock, TimeRule } from './time-rule.ts';

const Y = '(?:(\\d{4}|今|本|当|明|次|翌)年)?';
const M = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])月';
const D = '(\\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]';
const CLOCK = '(?:上午|中午|下午|晚上?)?\\d{1,2}(?:[时点](?:\\d{1,2}分|半|整)?|[:：]\\d{2})';
const BEFORE = `(?:（[^（）]{1,8}）)?(?:${CLOCK}|下班)?(?:之前|以前|前)`;

function yearOf(words: string | undefined, clock: Clock): number {
  if (words !== undefined && /^\d{4}$/.test(words)) return Number(words);
  const year = clock.year ?? Number.NaN;
  return words === '明' || words === '次' || words === '翌' ? year + 1 : year;
}
const onDay = (m: RegExpExecArray, clock: Clock): string | null =>
  day(yearOf(m[1], clock), numberOf(m[2] ?? ''), numberOf(m[3] ?? ''));
const onMonthEnd = (m: RegExpExecArray, clock: Clock): string | null =>
  monthEnd(yearOf(m[1], clock), numberOf(m[2] ?? ''));
const onYearEnd = (m: RegExpExecArray, clock: Clock): string | null => day(yearOf(m[1], clock), 12, 31);
const QUARTER: Record<string, number> = { 一: 3, 二: 6, 三: 9, 四: 12, '1': 3, '2': 6, '3': 9, '4': 12 };

/** 3月、6月、9月底前 and 4月10日、7月10日、10月10日前: one day for each, the year carried on. */
const LIST = new RegExp(
  `${Y}((?:${M}份?(?:${D})?[、，和及]){1,11}(?:和|及)?${M}份?(?:${D}|底|末)?)${BEFORE}`.replaceAll('((?:(', '((?:(?:'),
  'g',
);

/** Every list of days in a squeezed stretch, with the day of each; null where the calendar has none. */
export function datesOfList(s: string, clock: Clock): { from: number; to: number; dues: (string | null)[] }[] {
  return [...s.matchAll(LIST)].map((m) => {
    const year = yearOf(m[1], clock);
    const dues = [...(m[2] ?? '').matchAll(new RegExp(`${M}份?(?:${D})?`, 'g'))].map((part) => {
      const month = numberOf(part[1] ?? '');
      return part[2] === undefined ? monthEnd(year, month) : day(year, month, numberOf(part[2]));
    });
    return { from: m.index, to: m.index + m[0].length, dues };
  });
}

/** Ranges end on their last day; a start alone is no deadline. An earlier rule takes the words from a later one. */
export const DATE_RULES: readonly TimeRule[] = [
  {
    name: 'range',
    needs: '至到—–-',
    example: '自即日起至4月8日',
    find: new RegExp(
      `(?:自|从)?(?:即日|${Y}${M}(?:${D})?)起?(?:开始)?，?[至到—–-]${Y}(?:${M})?(?:${D}|底|末)(?:前|止)?`,
      'g',
    ),
    kind: 'date',
    due: (m, c) => {
      const year = m[4] === undefined ? yearOf(m[1], c) : yearOf(m[4], c);
      const month = numberOf(m[5] ?? m[2] ?? '');
      return m[6] === undefined ? monthEnd(year, month) : day(year, month, numberOf(m[6]));
    },
  },
  {
    name: 'labelled-day',
    needs: '限间期止',
    example: '完成时限：4月30日',
    find: new RegExp(`(?:时限|时间|期限|截止日期|截止)[：为至到]?${Y}${M}${D}(?:${BEFORE})?`, 'g'),
    kind: 'date',
    due: onDay,
  },
  {
    name: 'labelled-month',
    needs: '限间期',
    example: '完成时限：2023年10月',
    find: new RegExp(`(?:完成|整改|办结)(?:时限|时间|期限)[：为]?${Y}${M}(?:份|底|末)?(?!${D})(?:之前|以前|前)?`, 'g'),
    kind: 'date',
    due: onMonthEnd,
  },
  {
    name: 'by-day',
    needs: '前',
    example: '5月15日前报送',
    find: new RegExp(`${Y}${M}${D}${BEFORE}`, 'g'),
    kind: 'date',
    due: onDay,
  },
  {
    name: 'not-later-than',
    needs: '于至到止',
    example: '不晚于6月1日',
    find: new RegExp(`(?:不晚于|不迟于|截至|截止到|截止)${Y}${M}${D}`, 'g'),
    kind: 'date',
    due: onDay,
  },
  {
    name: 'on-day',
    needs: '于在',
    example: '于6月16日组织开展',
    find: new RegExp(`[于在]${Y}${M}${D}(?=，?(?:组织|召开|举办|举行|开展|报送|上报|提交|完成))`, 'g'),
    kind: 'date',
    due: onDay,
  },
  {
    name: 'by-month-end',
    needs: '前',
    example: '11月底前',
    find: new RegExp(`${Y}${M}份?(?:底|末)(?:之前|以前|前)`, 'g'),
    kind: 'date',
    due: onMonthEnd,
  },
  {
    name: 'to-month-end',
    needs: '底末',
    example: '力争到10月底完成',
    find: new RegExp(`(?:至|到|于|在)${Y}${M}份?(?:底|末)`, 'g'),
    kind: 'date',
    due: onMonthEnd,
  },
  {
    name: 'to-this-month-end',
    needs: '月',
    example: '自即日起至本月底',
    find: /(?:(?:自|从)?即日起)?[至到]?(?:本月(?:底|末)(?:之前|以前|前)?|(?<![\d一二三四五六七八九十每个])月(?:底|末)(?:之前|以前|前))/g,
    kind: 'date',
    due: (_, c) => (c.today ? monthEnd(Number(c.today.slice(0, 4)), Number(c.today.slice(5, 7))) : null),
  },
  {
    name: 'to-this-year-end',
    needs: '底末',
    example: '自即日起至年底',
    find: /(?:自|从)?即日起，?[至到](?:(\d{4}|今|本|当|明)年)?年?(?:底|末)(?:之前|以前|前|止)?/g,
    kind: 'date',
    due: onYearEnd,
  },
  {
    name: 'by-day-of-this-month',
    needs: '月',
    example: '本月25日前报送',
    find: new RegExp(`(?:本|当)月${D}${BEFORE}`, 'g'),
    kind: 'date',
    due: (m, c) =>
      c.today ? day(Number(c.today.slice(0, 4)), Number(c.today.slice(5, 7)), numberOf(m[1] ?? '')) : null,
  },
  {
    name: 'by-day-alone',
    needs: '日号',
    example: '请于25日前报送',
    find: new RegExp(`(?<=[于在])(\\d{1,2})[日号]${BEFORE}`, 'g'),
    kind: 'date',
    due: () => null,
    doubt: '没有写明月份，请定日期',
  },
  {
    name: 'by-third',
    needs: '旬',
    example: '9月中旬前',
    find: new RegExp(`${Y}${M}份?([上中下])旬(?:之前|以前|前)?`, 'g'),
    kind: 'date',
    due: (m, c) =>
      m[3] === '下' ? onMonthEnd(m, c) : day(yearOf(m[1], c), numberOf(m[2] ?? ''), m[3] === '上' ? 10 : 20),
  },
  {
    name: 'by-month',
    needs: '前',
    example: '9月前完成',
    find: new RegExp(`${Y}${M}份?(?:之前|以前|前)`, 'g'),
    kind: 'date',
    due: () => null,
    doubt: '“几月前”是否包含当月不明确，请定日期',
  },
  {
    name: 'by-year-end',
    needs: '底末',
    example: '2025年底前',
    find: /(\d{4}|今|本|当|明|次)年(?:年)?(?:底|末)(?:之前|以前|前)?/g,
    kind: 'date',
    due: onYearEnd,
  },
  {
    name: 'by-this-year-end',
    needs: '前',
    example: '年底前完成',
    find: /()(?:年底|年末)(?:之前|以前|前)/g,
    kind: 'date',
    due: onYearEnd,
  },
  {
    name: 'within-year',
    needs: '内',
    example: '年内完成',
    find: /(?:(今|本|当|\d{4})年|(?<![\d一二三四五六七八九十两几多数])年)度?内/g,
    kind: 'date',
    due: onYearEnd,
  },
  {
    name: 'first-half',
    needs: '半',
    example: '上半年，开展一次培训',
    find: /(?:(\d{4}|今|本|当|明)年)?上半年/g,
    kind: 'date',
    due: (m, c) => day(yearOf(m[1], c), 6, 30),
  },
  {
    name: 'second-half',
    needs: '半',
    example: '下半年完成验收',
    find: /(?:(\d{4}|今|本|当|明)年)?下半年/g,
    kind: 'date',
    due: (m, c) => day(yearOf(m[1], c), 12, 31),
  },
  {
    name: 'by-quarter',
    needs: '季',
    example: '第三季度末前',
    find: /(?:(\d{4}|今|本|当|明)年)?第?([一二三四1-4])季度(?:末|底|内)?(?:之前|以前|前)?/g,
    kind: 'date',
    due: (m, c) => monthEnd(yearOf(m[1], c), QUARTER[m[2] ?? ''] ?? 0),
  },
  {
    name: 'within-days',
    needs: '内',
    example: '接到通知后10个工作日内',
    find: /(?:(?:自|接到|收到|在)[^，。；]{0,12}(?:之日起|后))?(?:\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作日|日|天|小时|分钟)(?:以|之)?内/g,
    kind: 'date',
    due: () => null,
    doubt: '期限从收到之日或事发之时起算，请定日期',
  },
  {
    name: 'horizon',
    needs: '年',
    example: '按照5年建成总要求',
    find: /(?:\d{1,2}|[一二三四五六七八九十]{1,2})年(?:内)?(?:建成|完成|实现|达到)/g,
    kind: 'date',
    due: () => null,
    doubt: '只写了年数，没有起算日，请定日期',
  },
];
