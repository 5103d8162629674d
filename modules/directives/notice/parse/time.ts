// The words for deadlines and repeats, as tables of rules: what a clause must say to have a date, a repeat or neither.
import type { Recurrence } from '../schema.ts';
import { day, monthEnd, numberOf } from './dates.ts';

/** `year` and `today` are those of the notice; null when it carries no date. */
export type Clock = { year: number | null; today: string | null };

/** A time phrase found at s[from, to). `date` may lack its day when the words leave it open: then `doubt` says why. */
export type TimeHit = {
  from: number;
  to: number;
  rule: string;
  kind: 'date' | 'repeat' | 'soon' | 'standing';
  due: string | null;
  period: Recurrence;
  doubt: string | null;
};

type Rule = {
  name: string;
  /** One of these characters must occur; it spares the search where none does. */
  needs: string;
  example: string;
  find: RegExp;
  kind: TimeHit['kind'];
  period?: Recurrence;
  due?: (m: RegExpExecArray, clock: Clock) => string | null;
  doubt?: string;
};

const Y = '(?:(\\d{4}|今|本|当|明|次|翌)年)?';
const M = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])月';
const D = '(\\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]';
const BEFORE = '(?:（[^（）]{1,8}）)?(?:\\d{1,2}(?:时|点|[:：]\\d{2}))?(?:之前|以前|前)';

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
const OPEN = '没有写明年份，请补定日期';

/** Order matters: an earlier rule takes the words from a later one. Every rule has an example that a test reads. */
export const TIME_RULES: readonly Rule[] = [
  // Repeats that carry a day of their own come first, so that 每月5日前 is no date.
  {
    name: 'each-month-by',
    needs: '每',
    example: '每月25日前报送',
    find: /每(?:个)?月(?:\d{1,2}[日号]|底|末|初|[上中下]旬)(?:之前|以前|前)?/g,
    kind: 'repeat',
    period: 'month',
  },
  {
    name: 'each-quarter-by',
    needs: '每',
    example: '每季度末前报送',
    find: /每(?:个)?季度?(?:末|初|首月|最后一个月|第[一二三]个月)(?:月)?(?:\d{1,2}[日号])?(?:之前|以前|前)?/g,
    kind: 'repeat',
    period: 'quarter',
  },
  {
    name: 'each-half-year-by',
    needs: '每',
    example: '每半年末报送',
    find: /每半年(?:末|底)(?:之前|以前|前)?/g,
    kind: 'repeat',
    period: 'half-year',
  },
  {
    name: 'each-year-by',
    needs: '每',
    example: '每年12月20日前报送',
    find: /每年(?:度)?(?:\d{1,2}月(?:\d{1,2}[日号]|底|份|中旬|上旬|下旬)?|年?底|年?末)(?:之前|以前|前)?/g,
    kind: 'repeat',
    period: 'year',
    doubt: '每年的固定日期，请核对',
  },
  {
    name: 'each-half-year',
    needs: '半',
    example: '每半年评估一次',
    find: /每(?:个)?半年|半年一次|逐半年/g,
    kind: 'repeat',
    period: 'half-year',
  },
  {
    name: 'each-quarter',
    needs: '季',
    example: '每季度至少学习一次',
    find: /每(?:个)?季度?|按季度?(?=[^节]|$)|逐季度?|季度?(?:通报|调度)制度|一季度?一次/g,
    kind: 'repeat',
    period: 'quarter',
  },
  {
    name: 'each-month',
    needs: '月',
    example: '每月至少召开一次会议',
    find: /每(?:个)?月(?!饼)|按月|逐月|月度例会|一月一次/g,
    kind: 'repeat',
    period: 'month',
  },
  {
    name: 'each-week',
    needs: '周期',
    example: '每周巡查一次',
    find: /每(?:个)?(?:周|星期)|按周|逐周|一周一次/g,
    kind: 'repeat',
    period: 'week',
  },
  {
    name: 'each-day',
    needs: '每逐按报',
    example: '每天17时前报告',
    find: /每(?:天|日|晚|晨)|逐日|按日|一日一报/g,
    kind: 'repeat',
    period: 'day',
  },
  {
    name: 'each-year',
    needs: '年',
    example: '每年开展两次演练',
    find: /每(?:年度|年)(?!都|来|一度)|按年度?|逐年(?=报|开展|组织|评)/g,
    kind: 'repeat',
    period: 'year',
  },

  // Ranges end on their last day; a start alone is no deadline.
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

  {
    name: 'soon',
    needs: '快紧期',
    example: '尽快完成整改',
    find: /尽快|抓紧(?=完成|整改|报送)|限期(?=整改|完成)/g,
    kind: 'soon',
    period: 'once',
    doubt: '写的是“尽快”“限期”，没有具体日期，请定日期',
  },

  {
    name: 'all-year',
    needs: '年期穿',
    example: '全年',
    find: /全年(?!工作|安全|任务|度)|常年|长期(?=坚持|落实|推进|$)|贯穿[^，。；]{1,10}始终/g,
    kind: 'standing',
    period: 'standing',
  },
  {
    name: 'regular',
    needs: '期常',
    example: '定期开展风险评估',
    find: /定期|经常性?(?=地|开展|组织|检查|教育|$)|不定期/g,
    kind: 'standing',
    period: 'standing',
  },
  {
    name: 'around-the-clock',
    needs: '时',
    example: '24小时值班',
    find: /24小时(?=值班|值守|在岗|专人|坚守|不间断|双人)/g,
    kind: 'standing',
    period: 'standing',
  },
  { name: 'normal', needs: '化', example: '推进安全宣传常态化', find: /常态化/g, kind: 'standing', period: 'standing' },
];

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
  if (!/[年月日周季天旬晚晨号快紧限期常]|24/.test(s)) return hits;
  for (const rule of TIME_RULES) {
    if (!mentions(s, rule.needs)) continue;
    for (const m of s.matchAll(rule.find)) {
      const from = m.index;
      const to = from + m[0].length;
      if (taken.subarray(from, to).includes(1)) continue;
      taken.fill(1, from, to);
      const due = rule.due?.(m, clock) ?? null;
      const doubt =
        rule.doubt ??
        (rule.kind === 'date' && due === null ? (clock.year === null ? OPEN : '日历上没有这一天，请核对') : null);
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
