// The month at a glance: what falls due on which day, which days are worked, and the list of the day chosen.
import { type Day, LIGHT_LABEL, LIGHT_SIGN, chineseDay } from '@anlan/contract';
import { Empty, Go, Loading, Trouble, dayWithWeek, useCall, useMay, useNarrow, useToday, useUrlState } from '@anlan/ui';
import { Button, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { type DueItem, type SpecialDay, calendar } from '../contract.ts';
import { DueRow } from './due-row.tsx';
import { FeedDrawer } from './feed-drawer.tsx';
import { isMonth, monthAfter, weeksOf } from './month.ts';

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];
const WHOSE = [
  { label: '我的', value: 'mine' },
  { label: '我负责的范围', value: 'scope' },
];
/** Lines of a cell before the rest is counted. */
const LINES = 3;

export function MonthPage() {
  const today = useToday();
  const narrow = useNarrow();
  const mayEdit = useMay('calendar.edit');
  const [url, set] = useUrlState();
  const [feed, setFeed] = useState(false);
  const month = isMonth(url['month']) ? url['month'] : today.slice(0, 7);
  const whose = url['whose'] === 'scope' ? 'scope' : 'mine';
  const weeks = weeksOf(month);
  const from = weeks[0]![0]!;
  const to = weeks.at(-1)!.at(-1)!;
  const { data, error, refetch } = useCall(calendar.routes.due, { from, to, whose }, { keep: true });
  const first = data?.items.find((i) => i.day.startsWith(month))?.day ?? `${month}-01`;
  const chosen = url['day']?.startsWith(month) ? url['day'] : month === today.slice(0, 7) ? today : first;
  useEffect(() => {
    document.title = '日历 · 安澜';
  }, []);
  const move = (n: number) => set({ month: monthAfter(month, n), day: null });
  return (
    <div className="cal">
      <header className="cal__head">
        <h1>{`${month.slice(0, 4)}年${Number(month.slice(5))}月`}</h1>
        <span className="cal__move">
          <Button aria-label="上个月" onClick={() => move(-1)}>
            ‹
          </Button>
          <Button onClick={() => set({ month: null, day: null })}>今天</Button>
          <Button aria-label="下个月" onClick={() => move(1)}>
            ›
          </Button>
        </span>
        <Segmented
          options={WHOSE}
          value={whose}
          onChange={(v) => set({ whose: v === 'mine' ? null : v })}
          aria-label="看谁的"
        />
        <span className="cal__more">
          <Button onClick={() => setFeed(true)}>订阅到手机</Button>
          <Go to="/calendar/holidays">节假日</Go>
          <button type="button" className="al-link" onClick={() => print()}>
            打印
          </button>
        </span>
      </header>
      {data?.unpublished.map((year) => (
        <output key={year} className="cal__warn">
          {year}年的放假安排还没有录入，{year}年的工作日期限暂按周一至周五计算。
          {mayEdit ? <Go to={`/calendar/holidays?year=${year}`}>现在录入</Go> : '请联系局办公室录入。'}
        </output>
      ))}
      {error && !data ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading lines={10} />
      ) : narrow ? (
        <Agenda items={data.items.filter((i) => i.day.startsWith(month))} today={today} />
      ) : (
        <div className="cal__cols">
          <Grid
            weeks={weeks}
            month={month}
            today={today}
            chosen={chosen}
            items={data.items}
            special={data.days}
            onChoose={(day) => set({ day, ...(day.startsWith(month) ? {} : { month: day.slice(0, 7) }) })}
          />
          <DayList day={chosen} items={data.items.filter((i) => i.day === chosen)} />
        </div>
      )}
      <FeedDrawer open={feed} onClose={() => setFeed(false)} />
    </div>
  );
}

type GridProps = {
  weeks: readonly Day[][];
  month: string;
  today: Day;
  chosen: Day;
  items: readonly DueItem[];
  special: readonly SpecialDay[];
  onChoose: (day: Day) => void;
};

function Grid({ weeks, month, today, chosen, items, special, onChoose }: GridProps) {
  return (
    <table className="cal__grid">
      <thead>
        <tr>
          {WEEK.map((d) => (
            <th key={d} scope="col">
              {d}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const due = items.filter((i) => i.day === day);
              const kept = special.find((s) => s.day === day);
              const marks = [
                day.startsWith(month) ? '' : ' cal__day--out',
                day === today ? ' cal__day--today' : '',
                day === chosen ? ' cal__day--on' : '',
              ].join('');
              return (
                <td key={day} className={`cal__day${marks}`}>
                  <button
                    type="button"
                    onClick={() => onChoose(day)}
                    aria-pressed={day === chosen}
                    aria-label={`${chineseDay(day)}${kept ? `，${kept.name}` : ''}，${due.length ? `${due.length} 项到期` : '没有到期事项'}`}
                  >
                    <span className="cal__date">
                      {Number(day.slice(8))}
                      {kept ? (
                        <i className={kept.work ? 'cal__work' : 'cal__rest'} title={kept.name}>
                          {kept.work ? '班' : '休'}
                        </i>
                      ) : null}
                    </span>
                    {due.slice(0, due.length > LINES ? LINES - 1 : LINES).map((i) => (
                      <span key={i.id} className="cal__line" title={`${LIGHT_LABEL[i.light]}：${i.title}`}>
                        <span className={`al-light--${i.light}`}>{LIGHT_SIGN[i.light]}</span> {i.title}
                      </span>
                    ))}
                    {due.length > LINES ? <span className="cal__rest-of">还有 {due.length - LINES + 1} 项</span> : null}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayList({ day, items }: { day: Day; items: readonly DueItem[] }) {
  return (
    <aside className="cal__list" aria-live="polite">
      <h2>{dayWithWeek(day)}</h2>
      {items.length ? (
        <ul>
          {items.map((i) => (
            <DueRow key={`${i.type}${i.id}`} item={i} />
          ))}
        </ul>
      ) : (
        <p className="al-quiet">这一天没有到期的事项。</p>
      )}
    </aside>
  );
}

/** On a phone: the days that have something, one below the other. */
function Agenda({ items, today }: { items: readonly DueItem[]; today: Day }) {
  const days = [...new Set(items.map((i) => i.day))];
  if (!days.length) return <Empty title="这个月没有到期的事项。" />;
  return (
    <div className="cal__agenda">
      {days.map((day) => (
        <section key={day}>
          <h2>
            {dayWithWeek(day)}
            {day === today ? '（今天）' : ''}
          </h2>
          <ul>
            {items
              .filter((i) => i.day === day)
              .map((i) => (
                <DueRow key={`${i.type}${i.id}`} item={i} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
