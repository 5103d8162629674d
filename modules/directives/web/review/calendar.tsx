// The periods a clause will open, on a strip of twelve months per year: which is the first, which count, which do not.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing made of elements, read as one picture */
import { type Day, shortDay } from '@anlan/contract';
import { type How, type Preview, type PreviewSpan, yearsOf } from '../../preview.ts';

export const HOW_WORDS: Record<How, string> = {
  first: '本期起算',
  counted: '计期',
  listed: '不计',
  history: '历史期次',
};
const SIGN: Record<How, string> = { first: '◉', counted: '○', listed: '—', history: '◌' };

/** Twelve columns; each span is a bar over its months. Weeks and days are counted per month, a dated clause stands at its day. */
export function Strip({ preview, years, today }: { preview: Preview; years?: readonly number[]; today: Day }) {
  const rows = years ?? yearsOf([preview]);
  if (!preview.spans.length) return <p className="dr-strip__none">不产生期次</p>;
  return (
    <div className="dr-strip" role="img" aria-label={inWords(preview)}>
      {rows.map((y) => (
        <div key={y} className="dr-strip__year" data-year={rows.length > 1 ? y : undefined}>
          {bars(preview, y).map((b) => (
            <span
              key={`${b.from}-${b.label}`}
              className={`dr-bar dr-bar--${b.how}`}
              style={{ gridColumn: `${b.from} / ${b.to + 1}` }}
              data-why={b.why}
            >
              {b.sign}
            </span>
          ))}
          {today.startsWith(`${y}-`) ? (
            <i className="dr-strip__today" style={{ left: `${share(today) * 100}%` }} />
          ) : null}
        </div>
      ))}
    </div>
  );
}

export const Months = () => (
  <div className="dr-months" aria-hidden>
    {Array.from({ length: 12 }, (_, i) => (
      <span key={i}>{i + 1}月</span>
    ))}
  </div>
);

export const Legend = () => (
  <p className="dr-legend">
    {(['first', 'counted', 'listed', 'history'] as const).map((how) => (
      <span key={how} className={`dr-legend__${how}`}>
        {SIGN[how]} {HOW_WORDS[how]}
      </span>
    ))}
  </p>
);

type Bar = { from: number; to: number; how: How; sign: string; label: string; why: string };
const monthOf = (d: Day) => Number(d.slice(5, 7));

function bars({ clause, spans }: Preview, year: number): Bar[] {
  const own = spans.filter((s) => s.from <= `${year}-12-31` && s.to >= `${year}-01-01`);
  if (clause.repeat === 'once')
    return own
      .filter((s) => s.to.startsWith(`${year}-`))
      .map((s) => ({
        from: monthOf(s.to),
        to: monthOf(s.to),
        how: s.how,
        sign: `${Number(s.to.slice(8))}日`,
        label: s.label,
        why: whyOf(s),
      }));
  if (clause.repeat === 'day' || clause.repeat === 'week')
    return perMonth(own, year, clause.repeat === 'day' ? '天' : '周');
  return own.map((s) => ({
    from: s.from < `${year}-01-01` ? 1 : monthOf(s.from),
    to: s.to > `${year}-12-31` ? 12 : monthOf(s.to),
    how: s.how,
    sign: SIGN[s.how],
    label: s.label,
    why: whyOf(s),
  }));
}

const whyOf = (s: PreviewSpan) => `${s.label}：${HOW_WORDS[s.how]}，${shortDay(s.to, s.from)}到期`;

function perMonth(spans: readonly PreviewSpan[], year: number, word: string): Bar[] {
  return Array.from({ length: 12 }, (_, i) => i + 1).flatMap((m) => {
    const ending = spans.filter((s) => s.to.startsWith(`${year}-${String(m).padStart(2, '0')}`));
    if (!ending.length) return [];
    const how = ending.find((s) => s.how === 'first')?.how ?? ending.at(-1)!.how;
    const text = `${ending.length}${word}`;
    return [{ from: m, to: m, how, sign: text, label: `${m}月`, why: `${m}月有 ${text}到期：${HOW_WORDS[how]}` }];
  });
}

/** Share of the year gone by on a day, 0 to 1. */
const share = (d: Day) => (monthOf(d) - 1 + (Number(d.slice(8)) - 1) / 31) / 12;

/** How many periods will open and how many do not count, in one line. */
export function inWords({ clause, spans, counts }: Preview): string {
  const open = counts.first + counts.counted;
  if (clause.repeat === 'once' && counts.listed) return `${spans[0]!.label}，早于签发，不计`;
  if (clause.repeat === 'once')
    return spans[0] ? `${spans[0].label}完成${counts.history ? '，作为历史期次打开' : ''}` : '没有完成日期';
  const parts = [
    open
      ? `计 ${open} 期，${counts.first ? `从${spans.find((s) => s.how === 'first')!.label}起` : `从${spans.find((s) => s.how === 'counted')!.label}起`}`
      : '',
    counts.listed ? `此前 ${counts.listed} 期不计` : '',
    counts.history ? `${counts.history} 期作为历史打开` : '',
  ].filter(Boolean);
  return parts.join('；') || '不产生期次';
}
