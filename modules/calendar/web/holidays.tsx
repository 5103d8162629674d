// The table of a year's holidays and make-up workdays, as 局办公室 keeps it.
import { addDays } from '@anlan/contract';
import {
  DayInput,
  Go,
  Loading,
  Trouble,
  dayWithWeek,
  sentenceOf,
  useCall,
  useMay,
  useSend,
  useToday,
  useUrlState,
} from '@anlan/ui';
import { App, Button, Checkbox, Input, Segmented } from 'antd';
import { useState } from 'react';
import { type CalendarYear, type SpecialDay, calendar } from '../contract.ts';

export function HolidaysPage() {
  const today = useToday();
  const [url, set] = useUrlState();
  const now = Number(today.slice(0, 4));
  const year = /^\d{4}$/.test(url['year'] ?? '') ? Number(url['year']) : now;
  const { data, error, refetch } = useCall(calendar.routes.year, { year });
  const years = [...new Set([now - 1, now, now + 1, year])].toSorted((a, b) => a - b);
  return (
    <div className="cal cal--narrow">
      <header className="cal__head">
        <h1>节假日安排</h1>
        <Segmented
          options={years.map((y) => ({ label: `${y}年`, value: y }))}
          value={year}
          onChange={(y) => set({ year: String(y) })}
          aria-label="年份"
        />
        <Go to="/calendar">回到日历</Go>
      </header>
      <p className="al-quiet">工作日期限按这张表计算。改动只影响以后产生的期限，已经下达的期限不变。</p>
      {error ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Year key={`${year} ${data.updatedByName} ${data.days.length}`} data={data} />
      ) : (
        <Loading lines={8} />
      )}
    </div>
  );
}

function Year({ data }: { data: CalendarYear }) {
  const may = useMay('calendar.edit');
  const { message } = App.useApp();
  const save = useSend(calendar.routes.saveYear);
  const [days, setDays] = useState<readonly SpecialDay[]>(data.days);
  const [published, setPublished] = useState(data.published);
  const [source, setSource] = useState(data.source);
  const changed =
    JSON.stringify([days, published, source]) !== JSON.stringify([data.days, data.published, data.source]);
  const send = async () => {
    try {
      await save.mutateAsync({
        year: data.year,
        published,
        source,
        days: days.toSorted((a, b) => a.day.localeCompare(b.day)),
      });
      void message.success(`${data.year}年的放假安排已保存`);
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  return (
    <>
      {data.published ? null : (
        <output className="cal__warn">
          {data.year}
          年的放假安排还没有录入，工作日暂按周一至周五计算。国务院办公厅一般在上一年十一月前后公布，公布后请在这里录入。
        </output>
      )}
      {may ? (
        <AddRange
          year={data.year}
          onAdd={(more) => setDays([...days.filter((d) => !more.some((m) => m.day === d.day)), ...more])}
        />
      ) : null}
      {days.length ? (
        <table className="cal__table">
          <thead>
            <tr>
              <th scope="col">日期</th>
              <th scope="col">名称</th>
              <th scope="col">安排</th>
              {may ? <th scope="col">操作</th> : null}
            </tr>
          </thead>
          <tbody>
            {days
              .toSorted((a, b) => a.day.localeCompare(b.day))
              .map((d) => (
                <tr key={d.day}>
                  <td>{dayWithWeek(d.day)}</td>
                  <td>{d.name}</td>
                  <td>{d.work ? '调休上班' : '放假'}</td>
                  {may ? (
                    <td>
                      <button type="button" className="al-link" onClick={() => setDays(days.filter((o) => o !== d))}>
                        删去
                      </button>
                    </td>
                  ) : null}
                </tr>
              ))}
          </tbody>
        </table>
      ) : (
        <p className="al-quiet">还没有填写。</p>
      )}
      {may ? (
        <div className="cal__save">
          <Checkbox checked={published} onChange={(e) => setPublished(e.target.checked)}>
            国务院办公厅已公布，本表已录全
          </Checkbox>
          <Input
            aria-label="依据"
            placeholder="依据，如：国务院办公厅关于某年部分节假日安排的通知"
            value={source}
            onChange={(e) => setSource(e.target.value)}
          />
          <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => void send()}>
            保存安排
          </Button>
          {changed ? (
            <Button onClick={() => (setDays(data.days), setPublished(data.published), setSource(data.source))}>
              撤销改动
            </Button>
          ) : null}
        </div>
      ) : (
        <p className="al-quiet">依据：{data.source || '未填写'}</p>
      )}
    </>
  );
}

/** A field that stands in no form. */
const bare = (id: string) => ({ id, 'aria-invalid': false, 'aria-describedby': undefined, status: '' as const });

/** A stretch of days at once: an announcement speaks of 「10月1日至7日放假」. */
function AddRange({ year, onAdd }: { year: number; onAdd: (days: SpecialDay[]) => void }) {
  const { message } = App.useApp();
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [work, setWork] = useState(false);
  const add = () => {
    const last = to ?? from;
    if (!from || !last || !name.trim()) return void message.info('请填写起止日期和节日名称。');
    if (last < from || !from.startsWith(String(year)) || !last.startsWith(String(year)))
      return void message.info(`请填写 ${year} 年内的日期，结束日期不早于开始日期。`);
    const days: SpecialDay[] = [];
    for (let day = from; day <= last && days.length < 31; day = addDays(day, 1))
      days.push({ day, work, name: name.trim() });
    onAdd(days);
    setFrom(null);
    setTo(null);
    setName('');
  };
  return (
    <div className="cal__add">
      <label htmlFor="cal-from">自</label>
      <DayInput {...bare('cal-from')} value={from} onChange={setFrom} />
      <label htmlFor="cal-to">至</label>
      <DayInput {...bare('cal-to')} value={to} onChange={setTo} />
      <Input aria-label="名称" placeholder="如：国庆节" value={name} onChange={(e) => setName(e.target.value)} />
      <Segmented
        options={[
          { label: '放假', value: 0 },
          { label: '调休上班', value: 1 },
        ]}
        value={work ? 1 : 0}
        onChange={(v) => setWork(v === 1)}
      />
      <Button onClick={add}>加入表中</Button>
    </div>
  );
}
