// Calendar arithmetic on local days written as YYYY-MM-DD; no clock, no time zone.

/** The day, or null where the calendar has none (2 月 30 日). */
export function day(year: number, month: number, date: number): string | null {
  if (!(year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month)))
    return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** The last day of a month. */
export const monthEnd = (year: number, month: number): string | null =>
  day(year, month, month >= 1 && month <= 12 ? daysIn(year, month) : 0);

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const DIGIT: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** 12, 十二, 两, 二十五 as a number; NaN when it is none. */
export function numberOf(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  const ten = /^([二三四五六七八九])?十([一二三四五六七八九])?$/.exec(words);
  if (ten) return (ten[1] ? (DIGIT[ten[1]] ?? 0) : 1) * 10 + (ten[2] ? (DIGIT[ten[2]] ?? 0) : 0);
  return words.length === 1 ? (DIGIT[words] ?? Number.NaN) : Number.NaN;
}

/** 2023年5月9日 or 二〇二三年五月九日 standing alone (squeezed) as a day. */
export function dateLine(s: string): string | null {
  const m = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(s);
  if (m) return day(Number(m[1]), Number(m[2]), Number(m[3]));
  const han = /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$/.exec(
    s,
  );
  if (!han) return null;
  const year = [...(han[1] ?? '')].map((c) => DIGIT[c] ?? 0).join('');
  return day(Number(year), numberOf(han[2] ?? ''), numberOf(han[3] ?? ''));
}
