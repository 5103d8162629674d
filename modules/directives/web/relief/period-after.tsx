// In the drawer of a period: asking for more time, handing it down, and what came of such requests.
import type { PeriodView } from '@anlan/contract';
import { Section, Trouble, useCall } from '@anlan/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { directives } from '../../contract.ts';
import { AssignForm } from '../assign/assign-form.tsx';
import { AskForm } from './ask-form.tsx';
import { AssignmentLines, ReliefLines } from './lines.tsx';
import './relief.css';

type Doing = 'extension' | 'waiver' | 'assign' | null;

export function PeriodAfter({ period }: { period: PeriodView }) {
  const { data, error, refetch } = useCall(directives.routes.after, { id: period.id });
  const [doing, setDoing] = useState<Doing>(null);
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const close = () => setDoing(null);
  return (
    <>
      {data.mayAsk || data.mayAssign ? (
        <div className="du-ways">
          {data.mayAssign ? <Button onClick={() => setDoing('assign')}>分解任务</Button> : null}
          {data.mayAsk ? (
            <>
              <Way no={data.noExtension} onClick={() => setDoing('extension')}>
                申请延期
              </Way>
              <Way no={data.noWaiver} onClick={() => setDoing('waiver')}>
                申请豁免
              </Way>
            </>
          ) : null}
        </div>
      ) : null}
      {doing === 'extension' || doing === 'waiver' ? (
        <AskForm period={period} sort={doing} latest={data.latestDue} onClose={close} />
      ) : null}
      {doing === 'assign' ? <AssignForm period={period} onClose={close} /> : null}
      {data.assignments.length ? (
        <Section title="任务分解">
          <AssignmentLines items={data.assignments} />
        </Section>
      ) : null}
      {data.reliefs.length ? (
        <Section title="延期与豁免">
          <ReliefLines items={data.reliefs} />
        </Section>
      ) : null}
    </>
  );
}

/** A way that may be closed; the reason shows on hover and focus. */
function Way({ no, onClick, children }: { no: string | null; onClick: () => void; children: string }) {
  return no ? (
    <Button aria-disabled className="du-closed" data-why={no}>
      {children}
    </Button>
  ) : (
    <Button onClick={onClick}>{children}</Button>
  );
}
