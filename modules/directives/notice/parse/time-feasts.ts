// The words for festivals and seasons as deadlines: what is due before a festival is due on the day before it.
import days from 'chinese-days';
import { day } from './dates.ts';
import type { Clock, TimeRule } from './time-rule.ts';

const lunar = (date: string) => (year: number) => days.getSolarDateFromLunar(`${year}-${date}`).date;
const solar = (month: number, date: number) => (year: number) => day(year, month, date);

/** The day of each festival in a year; those of the moon by the lunar calendar. */
const FEASTS: Record<string, (year: number) => string | null> = {
  元旦: solar(1, 1),
  春节: lunar('01-01'),
  元宵: lunar('01-15'),
  清明: (year) => days.getSolarTermDate(year, 4, 'pure_brightness'),
  五一: solar(5, 1),
  劳动: solar(5, 1),
  端午: lunar('05-05'),
  七一: solar(7, 1),
  中秋: lunar('08-15'),
  国庆: solar(10, 1),
};
const NAMES = Object.keys(FEASTS).join('|');

/** The day before the festival: in the year said, else the first that is not before the notice. */
function eve(name: string, said: string | undefined, clock: Clock): string | null {
  const of = FEASTS[name];
  if (!of || clock.year === null) return null;
  const before = (year: number): string | null => {
    const feast = of(year);
    return feast && new Date(Date.parse(feast) - 86_400_000).toISOString().slice(0, 10);
  };
  if (said !== undefined) return before(/^\d{4}$/.test(said) ? Number(said) : clock.year + (said === '明' ? 1 : 0));
  const first = before(clock.year);
  return first !== null && clock.today !== null && first < clock.today ? before(clock.year + 1) : first;
}

export const FEAST_RULES: readonly TimeRule[] = [
  {
    name: 'before-feast',
    needs: '前',
    example: '国庆节前完成',
    find: new RegExp(
      `(?:(?:自|从)?即日起，?[至到])?(?:(\\d{4}|今|本|明)年)?[“"]?(${NAMES})[”"]?(?:节|假期|节假期|放假|节放假)?(?:来临|到来)?(?:之前|以前|前(?!后|夕后|期))夕?`,
      'g',
    ),
    kind: 'date',
    due: (m, clock) => eve(m[2] ?? '', m[1], clock),
  },
  {
    name: 'before-floods',
    needs: '汛',
    example: '汛期前完成排查',
    find: /(?:主)?汛期?(?:来临|到来)?(?:之前|以前|前(?!后|期))/g,
    kind: 'date',
    due: () => null,
    doubt: '“汛期前”各地起止不同，没有具体日期，请定日期',
  },
];
