// One period of one duty, wherever its light was clicked: why, the proofs, the periods before, and what can be said to it.
import { type PeriodView, type Proof, chineseDay, deskRoutes } from '@anlan/contract';
import { App, Drawer } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { Go, useUrlState } from '../data/go.tsx';
import { useCall, useSend } from '../data/query.ts';
import { AutoForm } from '../form/auto-form.tsx';
import { deskPath } from '../kind.ts';
import { Files } from '../record/file-list.tsx';
import { Section } from '../record/section.tsx';
import { DutyLight, LightStrip } from '../sign/light.tsx';
import { Loading, Trouble } from '../sign/state-of-things.tsx';
import { Term } from '../sign/term.tsx';
import { Children } from './children.tsx';
import { PERIOD } from './open-period.ts';

type Ways = {
  /** The way to do what the period still asks. */
  action?: (period: PeriodView) => ReactNode;
  /** What the module it comes from adds: more time, shares handed down. */
  more?: (period: PeriodView) => ReactNode;
};

/** Mounted once by the shell; the address says which period. */
export function PeriodDrawer(ways: Ways) {
  const [url, set] = useUrlState();
  const id = url[PERIOD] ?? null;
  return (
    <Drawer
      open={id !== null}
      onClose={() => set({ [PERIOD]: null })}
      title="任务完成情况"
      size="min(560px, 100vw)"
      destroyOnHidden
    >
      {id ? <Period key={id} id={id} {...ways} /> : null}
    </Drawer>
  );
}

const EXPLANATION = deskRoutes.explain.input.omit({ id: true });
const APPROVAL = deskRoutes.approveLate.input.omit({ id: true });

function Period({ id, action, more }: Ways & { id: string }) {
  const { data, error, refetch } = useCall(deskRoutes.period, { id });
  const explain = useSend(deskRoutes.explain);
  const approve = useSend(deskRoutes.approveLate);
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const { period, proofs, history, children, canExplain, canApprove } = data;
  return (
    <div className="al-period">
      <h3>{period.title}</h3>
      <p className="al-quiet">
        {period.leaderName ? `${period.leaderName} · ` : ''}
        {period.unitName} · {period.label} · {chineseDay(period.from)}至{chineseDay(period.due)}
      </p>
      <p className="al-period__why">
        <DutyLight light={period.light} sign={period.sign} why={period.why} word />
        <span>{period.why}</span>
      </p>
      <p>
        出自{period.sourceId === period.ruleId ? period.sourceTitle : `《${period.sourceTitle}》`}
        {period.task ? `第 ${period.task} 项` : ''}
        <Origin period={period} />
      </p>
      {action?.(period)}
      <Children periods={children} />
      {more?.(period)}
      <Section title={<Term name="佐证">佐证</Term>}>
        {proofs.length ? (
          proofs.map((p) => <ProofRow key={p.id} proof={p} />)
        ) : (
          <p className="al-quiet">这一期还没有记录能证明已办。</p>
        )}
      </Section>
      {period.explanation ? (
        <Section title="本单位说明">
          <p>{period.explanation}</p>
        </Section>
      ) : null}
      {history.length > 1 ? (
        <Section title="各期情况">
          <LightStrip
            on={period.key}
            items={history.map((h) => ({
              key: h.key,
              label: h.label,
              light: h.light,
              sign: h.sign,
              why: `${h.label}：${h.why}`,
              periodId: h.id,
            }))}
          />
        </Section>
      ) : null}
      {canApprove ? (
        <Say
          id={id}
          schema={APPROVAL}
          title="补录待批准"
          button="批准认定补录"
          done="已批准认定"
          send={(input) => approve.mutateAsync({ id, ...input })}
        />
      ) : null}
      {canExplain ? (
        <Say
          id={id}
          schema={EXPLANATION}
          title={period.explanation ? '补充说明' : '说明未完成的原因'}
          button="提交说明"
          done="说明已提交"
          send={(input) => explain.mutateAsync({ id, ...input })}
        />
      ) : null}
    </div>
  );
}

/** The way to what the duty comes from: the sentence of a document, or another record. */
function Origin({ period: { source, sourceId, ruleId } }: { period: PeriodView }) {
  if (!source) return null;
  const document = source.kind === source.module;
  return (
    <Go className="al-link" to={`${deskPath(source, sourceId)}${document ? `?rule=${ruleId}` : ''}`}>
      {document ? '查看原句' : '查看'}
    </Go>
  );
}

type SayProps<S extends z.ZodObject> = {
  id: string;
  schema: S;
  title: string;
  button: string;
  done: string;
  send: (input: z.output<S>) => Promise<unknown>;
};

/** The small form of an explanation or an approval. */
function Say<S extends z.ZodObject>({ id, schema, title, button, done, send }: SayProps<S>) {
  const { message } = App.useApp();
  return (
    <Section title={title}>
      <AutoForm
        schema={schema}
        draft={`period.${id}.${button}`}
        button={button}
        quiet
        send={async (input) => {
          await send(input);
          void message.success(done);
        }}
      />
    </Section>
  );
}

const HOW: Record<Proof['how'], string> = {
  counted: '已认定',
  late: '补录，已认定',
  pending: '补录，待批准',
  madeGood: '期后补办，不抵缺期',
  history: '历史补录，已认定',
};

/** A record that counts here, with its pictures. */
export function ProofRow({ proof }: { proof: Proof }) {
  return (
    <div className="al-proof">
      <Go to={deskPath(proof, proof.id)}>{proof.title}</Go>
      <div className="al-quiet">
        {[
          proof.number,
          proof.unitName,
          proof.occurredOn && chineseDay(proof.occurredOn),
          `${chineseDay(proof.recordedOn)}登记`,
          HOW[proof.how],
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {proof.files.length ? <Files files={proof.files} /> : null}
    </div>
  );
}
