// 今日: what waits for me, what I owe, what others owe me and is late. One main action a row; an empty page is a good day.
import { type Todo, deskRoutes } from '@anlan/contract';
import {
  Deadline,
  Loading,
  PeriodLight,
  Trouble,
  dayWithWeek,
  deskPath,
  Go,
  useCall,
  useGo,
  useMay,
  useMe,
} from '@anlan/ui';
import { Button } from 'antd';
import { type ReactNode, Suspense, lazy, useEffect, useState } from 'react';
import { type Chased, type Deed, MAY_CHASE, chase, fulfilLabel } from './today-words.ts';

const Doing = lazy(() => import('./today-doing.tsx'));

export function Today() {
  const me = useMe();
  const { data, error, refetch } = useCall(deskRoutes.todo, {});
  const [deed, setDeed] = useState<Deed | null>(null);
  useEffect(() => {
    document.title = '今日 · 安澜';
  }, []);
  return (
    <div className="an-page an-today">
      <h1>今日</h1>
      <p className="al-quiet">
        {dayWithWeek(me.today)} · {me.unit?.name ?? '没有业务岗位'}
      </p>
      {error && !data ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Lists todo={data} onDo={setDeed} />
      ) : (
        <Loading lines={9} />
      )}
      <Suspense fallback={null}>
        {deed ? <Doing key={JSON.stringify(deed)} deed={deed} onClose={() => setDeed(null)} /> : null}
      </Suspense>
    </div>
  );
}

function Lists({ todo, onDo }: { todo: Todo; onDo: (deed: Deed) => void }) {
  const me = useMe();
  const mayChase = useMay(MAY_CHASE);
  const chased = chase(todo.watching);
  if (!todo.waiting.length && !todo.owed.length && !chased.length)
    return (
      <div className="an-goodday">
        <p>都办完了。</p>
        <p className="al-quiet">没有等您办的事，也没有欠着的任务。新的事情会出现在这里。</p>
      </div>
    );
  return (
    <>
      <List title="等我办" tagged count={todo.waiting.length} more={todo.more.waiting} none="没有等您办的事。">
        {todo.waiting.map((w) => (
          <li key={w.id} className="an-row">
            <span className="al-state al-state--busy">{w.stateLabel}</span>
            <div>
              <Go to={deskPath(w, w.id)}>{w.title}</Go>
              <div className="al-quiet">{[w.number, w.unitName].filter(Boolean).join(' · ')}</div>
            </div>
            {w.deadline ? <Deadline day={w.deadline} /> : <span />}
            <Button onClick={() => onDo({ type: 'act', module: w.module, kind: w.kind, id: w.id, action: w.action })}>
              {w.actionLabel}
            </Button>
          </li>
        ))}
      </List>
      <List title="我应完成" count={todo.owed.length} more={todo.more.owed} none="本期任务都已完成。">
        {todo.owed.map((p) => (
          <li key={p.id} className="an-row">
            <PeriodLight period={p} />
            <div>
              <div>{p.title}</div>
              <div className="al-quiet an-row__one" title={p.sourceTitle}>
                {[
                  p.leaderName ?? (p.unitId === me.unit?.id ? null : p.unitName),
                  p.label,
                  p.need > 1 ? `已有 ${p.got}/${p.need} 次` : null,
                  p.sourceTitle === p.title ? null : p.sourceTitle,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </div>
            <Deadline day={p.due} />
            <Button onClick={() => onDo({ type: 'fulfil', period: p })}>{fulfilLabel(p, me.menu)}</Button>
          </li>
        ))}
      </List>
      {chased.length ? (
        <List title="我在盯" count={todo.watching.length} more={todo.more.watching} none="">
          {chased.map((c) => (
            <Watched key={c.key} chased={c} mayChase={mayChase} />
          ))}
        </List>
      ) : null}
    </>
  );
}

/** One clause that several units are late with; one click opens the reminder to them all. */
function Watched({ chased: c, mayChase }: { chased: Chased; mayChase: boolean }) {
  const go = useGo();
  return (
    <li className="an-row">
      <PeriodLight period={c.periods[0]!} />
      <div>
        <div>{c.title}</div>
        <div className="al-quiet">{c.label}</div>
        <ul className="an-who">
          {c.periods.map((p) => (
            <li key={p.id}>
              <PeriodLight period={p} word={p.leaderName ? `${p.unitName} ${p.leaderName}` : p.unitName} />
            </li>
          ))}
        </ul>
      </div>
      <Deadline day={c.due} />
      {mayChase ? <Button onClick={() => go(c.remind)}>催办</Button> : <span />}
    </li>
  );
}

type ListProps = { title: string; tagged?: boolean; count: number; more: number; none: string; children: ReactNode };

function List({ title, tagged, count, more, none, children }: ListProps) {
  return (
    <section className={`an-list${tagged ? ' an-list--tagged' : ''}`} aria-label={title}>
      <h2>
        {title}
        <span>{count + more || ''}</span>
      </h2>
      {count ? <ul>{children}</ul> : <p className="an-list__none">{none}</p>}
      {more ? <p className="an-list__none">另有 {more} 项，办完上面的会接着出现。</p> : null}
    </section>
  );
}
