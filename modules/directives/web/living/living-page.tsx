// 活的通知: an issued notice as paper, each duty lit where it stands, and beside it who has done it and who has not.
import { Go, Loading, Trouble, useUrlState } from '@anlan/ui';
import { Button } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { ClausePanel } from './clause-panel.tsx';
import { useLiving, useOn } from './data.ts';
import { Head } from './head.tsx';
import './living.css';
import { Overview } from './overview.tsx';
import { OwingTable } from './owing-table.tsx';
import { inOrder } from './paper.ts';
import { sentenceIn } from './sentence.tsx';
import { Sheet } from './sheet.tsx';

/** The address carries what is looked at: `?rule=…&on=…`, and `big=1` for the wall of a meeting room. */
export default function LivingPage({ id }: { id: string }) {
  const [url, set] = useUrlState();
  const on = useOn();
  const living = useLiving(id, on);
  const paper = useRef<HTMLDivElement>(null);
  const clause = living.data?.clauses.find((c) => c.ruleId === url.rule);
  const select = (ruleId: string, how: 'click' | 'keys' = 'click') =>
    set({ rule: ruleId }, { push: how === 'click' && !clause });
  const close = useCallback(() => {
    set({ rule: null });
    if (url.rule) sentenceIn(paper.current, url.rule)?.focus({ preventScroll: true });
  }, [set, url.rule]);
  useEscape(clause !== undefined, close);
  const goTask = (no: string) => {
    const first = inOrder(living.data?.clauses ?? []).find((c) => c.taskNo === no);
    if (first) set({ rule: first.ruleId });
    paper.current?.querySelector(`[data-task="${CSS.escape(no)}"]`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <div className={`ln${url.big ? ' ln--big' : ''}${clause ? ' ln--open' : ''}`}>
      <Head id={id} view="notice" tasks={living.data?.tasks ?? []} task={clause?.taskNo} onTask={goTask}>
        {living.data?.clauses.some((c) => c.binding === 'return') ? (
          <Go to={`/directives/${id}/returns`}>报送情况</Go>
        ) : null}
        <Button
          aria-pressed={Boolean(url.big)}
          onClick={() => set({ big: url.big ? null : '1' })}
          data-why="投影时用的大字"
        >
          大字
        </Button>
      </Head>
      {living.error ? <Trouble error={living.error} onRetry={() => void living.refetch()} /> : null}
      {living.data ? (
        <div className="ln-body">
          <div className="ln-doc" ref={paper}>
            <Sheet id={id} notice={living.data} selected={clause?.ruleId} onSelect={select} />
          </div>
          {clause ? (
            <ClausePanel id={id} clause={clause} on={on} onClose={close} />
          ) : (
            <Overview living={living.data} onSelect={select} />
          )}
        </div>
      ) : living.error ? null : (
        <div className="ln-body">
          <div className="ln-sheet">
            <Loading lines={18} />
          </div>
        </div>
      )}
      {living.data ? <OwingTable id={id} on={on} /> : null}
    </div>
  );
}

/** Escape puts the panel away, unless one is writing in it or something lies above it. */
function useEscape(open: boolean, close: () => void) {
  useEffect(() => {
    if (!open) return;
    const key = (e: KeyboardEvent) => {
      const at = e.target instanceof Element ? e.target : null;
      if (e.key === 'Escape' && at?.closest('.ln-sheet, .ln-panel') && !at.matches('input, textarea')) close();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, [open, close]);
}
