// The head of an issued notice, the same over the paper and over the matrix: what it is, who signed, how its tasks stand.
import { LIGHT_LABEL, chineseDay, shortDay } from '@anlan/contract';
import { Go, LightBand, StateTag, useMe, usePrintFoot, useToday, useUrlState } from '@anlan/ui';
import { Button, Select } from 'antd';
import { type ReactNode, memo, useEffect, useRef } from 'react';
import { directiveLife } from '../../contract.ts';
import { type Living, livingPath, matrixPath, taskName, useDirective, useOn } from './data.ts';
import { glances } from './glance.ts';
import { untorn } from './paper.ts';
import { Paperwork } from './paperwork.tsx';
import { Receipts } from './receipts.tsx';

type HeadProps = {
  id: string;
  view: 'notice' | 'matrix';
  tasks: Living['tasks'];
  task: string | null | undefined;
  onTask: (no: string) => void;
  /** Further controls of the view. */
  children?: ReactNode;
};

/** The notice is printed upright, the matrix across. */
const PAGE = { notice: undefined, matrix: 'size: A4 landscape; margin: 12mm 12mm 15mm;' };

/** Kept as it is while the keys move through the matrix below. */
export const Head = memo(function Head({ id, view, tasks, task, onTask, children }: HeadProps) {
  const { data: record } = useDirective(id);
  const on = useOn();
  const me = useMe();
  useTitle(record?.title);
  usePrintFoot(`${me.unit?.name ?? me.name}　${chineseDay(me.today)}`, PAGE[view]);
  const body = record?.body;
  return (
    <header className="ln-head">
      <div className="ln-head__top">
        <div className="ln-head__name">
          <h1>{record ? untorn(record.title) : '　'}</h1>
          {record && body ? (
            <p>
              {[body.docNumber, body.issueDate && `${chineseDay(body.issueDate)}印发`, `${body.taskCount} 项任务`]
                .filter(Boolean)
                .join(' · ')}
              {body.receipts.total ? (
                <>
                  {' · '}
                  <Receipts id={id} receipts={body.receipts} />
                </>
              ) : null}
              {record.state === 'issued' ? null : <StateTag life={directiveLife} state={record.state} />}
            </p>
          ) : (
            <p>　</p>
          )}
        </div>
        <div className="ln-head__tools">
          <Period since={body?.issueDate ?? null} />
          <nav className="ln-switch" aria-label="查看方式">
            <Go to={livingPath(id, { on })} aria-current={view === 'notice' ? 'page' : undefined}>
              通知
            </Go>
            <Go to={matrixPath(id, { on })} aria-current={view === 'matrix' ? 'page' : undefined}>
              矩阵
            </Go>
          </nav>
          {children}
          <Button className="ln-head__print" onClick={() => print()}>
            打印
          </Button>
          {record ? <Paperwork record={record} /> : null}
        </div>
      </div>
      <Band tasks={tasks} task={task} onTask={onTask} />
      {on ? <OnNote on={on} /> : null}
    </header>
  );
});

/** The band of lights; arrow keys walk along it. */
function Band({ tasks, task, onTask }: Pick<HeadProps, 'tasks' | 'task' | 'onTask'>) {
  const band = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const at = band.current;
    const step = (e: KeyboardEvent) => {
      const strokes = [...(at?.querySelectorAll('button') ?? [])];
      const from = strokes.findIndex((b) => b === e.target);
      const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: strokes.length - 1 }[e.key];
      const stroke = to === undefined ? undefined : strokes[to];
      if (!stroke) return;
      e.preventDefault();
      stroke.focus();
      stroke.click();
    };
    at?.addEventListener('keydown', step);
    return () => at?.removeEventListener('keydown', step);
  }, []);
  const items = tasks.map((t) => ({
    key: t.no,
    label: t.no,
    light: t.light,
    why: `${taskName(t.no)} ${t.title}：${LIGHT_LABEL[t.light]}`,
  }));
  return (
    <div className="ln-band" ref={band}>
      <LightBand items={items} on={task ?? undefined} onPick={onTask} />
    </div>
  );
}

function Period({ since }: { since: string | null }) {
  const today = useToday();
  const on = useOn();
  const [, set] = useUrlState();
  const days = since ? glances(since, today) : [];
  const given = on && !days.some((d) => d.day === on) ? [{ day: on, label: `截至${shortDay(on, today)}` }] : [];
  return (
    <Select
      className="ln-period"
      aria-label="看哪一期"
      value={on ?? ''}
      onChange={(day) => set({ on: day })}
      options={[{ value: '', label: '本期' }, ...[...given, ...days].map((d) => ({ value: d.day, label: d.label }))]}
    />
  );
}

function OnNote({ on }: { on: string }) {
  const [, set] = useUrlState();
  return (
    <p className="ln-note">
      正在看 {chineseDay(on)}那一期；完成情况按今天已有的记录认定。
      <button type="button" className="al-link" onClick={() => set({ on: null })}>
        回到本期
      </button>
    </p>
  );
}

function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title) document.title = `${title} · 安澜`;
  }, [title]);
}
