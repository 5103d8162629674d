// 建议: who, which duty, how long, what was done so far, why this step; one click opens the prefilled draft.
import { Empty, Go, Loading, Trouble, useCall, useGo, useMay } from '@anlan/ui';
import { Button } from 'antd';
import { useEffect } from 'react';
import { type Suggestion, followup } from '../contract.ts';
import { Tabbed } from './tabs.tsx';

const WORD = { remind: '催办', order: '起草督办单', circular: '起草通报' } as const;
const HEAD = {
  circular: { title: '建议通报', of: '项' },
  order: { title: '建议督办', of: '个单位' },
  remind: { title: '建议催办', of: '项' },
} as const;
const STEPS = ['circular', 'order', 'remind'] as const;

export function Suggested() {
  const may = useMay('followup.remind');
  const go = useGo();
  useEffect(() => {
    if (!may) go('/followup/orders', { replace: true });
  }, [may, go]);
  return <Tabbed>{may ? <Proposals /> : null}</Tabbed>;
}

function Proposals() {
  const { data, error, refetch } = useCall(followup.routes.suggestions, {});
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return (
    <div className="fu-body">
      <h1 className="al-hidden">督办建议</h1>
      {data.items.length ? (
        STEPS.map((step) => <Step key={step} step={step} items={data.items.filter((s) => s.step === step)} />)
      ) : (
        <Empty title="没有需要催办、督办或通报的事。">
          <Go to="/">回到今日</Go>
        </Empty>
      )}
      <p className="fu-rules">{data.rules}这里只是建议，发不发由您决定。</p>
    </div>
  );
}

function Step({ step, items }: { step: Suggestion['step']; items: readonly Suggestion[] }) {
  const go = useGo();
  if (!items.length) return null;
  return (
    <section className="fu-step" aria-label={HEAD[step].title}>
      <h2>
        {HEAD[step].title}
        <span>
          {items.length} {HEAD[step].of}
        </span>
      </h2>
      <ul>
        {items.map((s) => (
          <li key={s.key} className="fu-row">
            <div>
              <b>{step === 'remind' ? s.what : s.units.map((u) => u.name).join('、')}</b>
              <span className="al-quiet">
                {[step === 'remind' ? null : s.what, s.label].filter(Boolean).join(' · ')}
              </span>
              {step === 'remind' ? <span className="fu-who">{s.units.map((u) => u.name).join('、')}</span> : null}
            </div>
            <div>
              <span className="fu-late">逾期 {s.days} 天</span>
              <span className="al-quiet">{s.done}</span>
            </div>
            <span className="al-quiet">{s.why}</span>
            <Button onClick={() => go(s.to)}>{WORD[step]}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
