// All periods that an issue of today would open, one line a clause; below, the days by which something falls due.
import { Drawer } from 'antd';
import { useMemo } from 'react';
import { shortDay } from '@anlan/contract';
import { ahead, preview, yearsOf } from '../../preview.ts';
import { useInHand, useTools } from './bench.tsx';
import { Legend, Months, Strip } from './calendar.tsx';
import { clauseItem } from './items.ts';
import { rhythm } from './words.ts';

export function CalendarSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Drawer title="期次日历" open={open} onClose={onClose} size="min(860px, 100vw)" destroyOnHidden>
      <Overview onPick={onClose} />
    </Drawer>
  );
}

function Overview({ onPick }: { onPick: () => void }) {
  const { today, go } = useTools();
  const { paper } = useInHand();
  const all = useMemo(() => preview(paper, today), [paper, today]);
  const years = yearsOf(all);
  const { year, window } = paper;
  const undecided = year === null && window.to < today;
  return (
    <div className="dr-overview">
      <p className="dr-hint">如今天签发。{undecided ? '这是往年的通知，先答复年份，日历会随之改变。' : ''}</p>
      <Legend />
      <div className="dr-overview__row dr-overview__row--head">
        <span />
        <Months />
      </div>
      {all.map((p) => (
        <button
          key={p.clause.id}
          type="button"
          className="dr-overview__row"
          onClick={() => {
            onPick();
            go(clauseItem(p.clause));
          }}
        >
          <span className="dr-overview__what" data-why={p.clause.text}>
            <small>{p.clause.taskNo}</small>
            {p.clause.text}
            <small>{rhythm(p.clause)}</small>
          </span>
          <Strip preview={p} years={years} today={today} />
        </button>
      ))}
      <h3>到期的日子</h3>
      <Ahead />
    </div>
  );
}

/** Days ahead by month; clauses of one day and rhythm are told together. */
export function Ahead({ months = 12 }: { months?: number }) {
  const { today } = useTools();
  const { paper } = useInHand();
  const list = useMemo(() => ahead(preview(paper, today), today).slice(0, months), [paper, today, months]);
  if (!list.length) return <p className="dr-hint">签发后没有到期的日子。</p>;
  return (
    <dl className="dr-ahead">
      {list.flatMap((m) =>
        [...new Set(m.dues.map((d) => d.day))].map((day) => {
          const dues = m.dues.filter((d) => d.day === day);
          const dated = dues.filter((d) => d.clause.repeat === 'once');
          const rest = dues.length - dated.length;
          return (
            <div key={day}>
              <dt>{shortDay(day, today)}</dt>
              <dd>
                {dated.map((d) => (
                  <p key={d.clause.id}>{d.clause.text}</p>
                ))}
                {rest ? (
                  <p>
                    {[...new Set(dues.filter((d) => d.clause.repeat !== 'once').map((d) => d.label))].join('、')}
                    到期，共 {rest} 项
                  </p>
                ) : null}
              </dd>
            </div>
          );
        }),
      )}
    </dl>
  );
}
