// 报送情况: what a notice wants to be sent, who sent which version, how late, and who has not.
import { chineseDay, stateLabel } from '@anlan/contract';
import {
  DutyLight,
  Empty,
  Files,
  Go,
  Loading,
  Trouble,
  localTime,
  useAct,
  useCall,
  useMay,
  useUrlState,
} from '@anlan/ui';
import { App, Button, Drawer, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { sentenceOf } from '@anlan/ui';
import type { z } from 'zod';
import { directives, submissionLife } from '../../contract.ts';
import { submissionKind } from '../directive-kind.ts';
import { SubmitForm } from './submit-form.tsx';
import './returns.css';

type Returns = z.output<typeof directives.routes.returns.output>;
type Clause = Returns['clauses'][number];
type Row = Clause['rows'][number];

const SHOW = { all: '全部', missing: '未报', waiting: '待接收', late: '晚报' } as const;
type Show = keyof typeof SHOW;
const fits: Record<Show, (r: Row) => boolean> = {
  all: () => true,
  missing: (r) => !r.sent || r.sent.state === 'returned',
  waiting: (r) => r.sent?.state === 'sent',
  late: (r) => (r.sent?.daysLate ?? 0) > 0,
};

export default function ReturnsPage({ id }: { id: string }) {
  const { data, error, refetch } = useCall(directives.routes.returns, { id });
  const [url, set] = useUrlState();
  const show: Show = url.show && url.show in SHOW ? (url.show as Show) : 'all';
  useEffect(() => {
    document.title = '报送情况 · 安澜';
  }, []);
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={10} />;
  return (
    <article className="rt">
      <header className="rt-head">
        <h1>报送情况</h1>
        <Segmented<Show>
          value={show}
          onChange={(v) => set({ show: v === 'all' ? null : v })}
          options={(Object.keys(SHOW) as Show[]).map((value) => ({ value, label: SHOW[value] }))}
        />
        <span className="rt-head__more">
          <a href={`/api/directives/${id}/returns.xlsx`}>导出 Excel</a>
          <a href={`/api/directives/${id}/returns.zip`}>打包下载材料</a>
          <button type="button" className="al-link" onClick={() => print()}>
            打印
          </button>
          <Go to={`/directives/${id}`}>回到通知</Go>
        </span>
      </header>
      {data.clauses.length ? (
        data.clauses.map((c) => <ClauseTable key={c.ruleId} clause={c} show={show} />)
      ) : (
        <Empty title="这份通知没有要求报送材料。">要求报送的，核对时把那项要求的认定方式选为「报送材料」。</Empty>
      )}
    </article>
  );
}

function ClauseTable({ clause, show }: { clause: Clause; show: Show }) {
  const [sending, setSending] = useState<string | null>(null);
  const mayRemind = useMay('followup.remind');
  const count = (s: Show) => clause.rows.filter(fits[s]).length;
  const rows = clause.rows.filter(fits[show]);
  const missing = count('missing');
  return (
    <section className="rt-clause">
      <h2>{clause.text}</h2>
      <p className="al-quiet">
        应报 {clause.rows.length}，已报 {clause.rows.length - missing}，未报 {missing}，待接收 {count('waiting')}，晚报{' '}
        {count('late')}
        {mayRemind && missing ? (
          <Go className="rt-remind" to={`/followup/reminders/new?rule=${clause.ruleId}`}>
            催办未报的 {missing} 个单位
          </Go>
        ) : null}
      </p>
      {rows.length ? (
        <table className="rt-table">
          <thead>
            <tr>
              <th>单位</th>
              <th>完成情况</th>
              <th>报送</th>
              <th>材料</th>
              <th>接收</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <OneRow key={r.periodId} row={r} onSend={() => setSending(r.periodId)} />
            ))}
          </tbody>
        </table>
      ) : (
        <Empty title={`没有「${SHOW[show]}」的单位。`} />
      )}
      <Drawer
        open={sending !== null}
        title="报送材料"
        size="min(640px, 100vw)"
        onClose={() => setSending(null)}
        destroyOnHidden
      >
        {sending ? (
          <SubmitForm periodId={sending} onDone={() => setSending(null)} onCancel={() => setSending(null)} />
        ) : null}
      </Drawer>
    </section>
  );
}

function OneRow({ row: r, onSend }: { row: Row; onSend: () => void }) {
  const maySend = useMay('directives.report');
  return (
    <tr>
      <th scope="row">{r.unitName}</th>
      <td>
        <DutyLight light={r.light} sign={r.sign} why={r.why} word />
      </td>
      <td>
        {r.sent ? (
          <>
            <Go to={`/directives/submissions/${r.sent.id}`}>
              第 {r.sent.no} 版 · {chineseDay(r.sent.sentOn)}
            </Go>
            {r.sent.daysLate ? <b className="rt-late">晚 {r.sent.daysLate} 天</b> : null}
          </>
        ) : (
          <span className="al-quiet">未报，期限 {chineseDay(r.due)}</span>
        )}
        {maySend && (!r.sent || r.sent.state === 'returned') ? (
          <button type="button" className="al-link rt-send" onClick={onSend}>
            报送
          </button>
        ) : null}
      </td>
      <td>{r.sent?.files.length ? <Files files={r.sent.files} /> : null}</td>
      <td>{r.sent ? <Received sent={r.sent} /> : null}</td>
    </tr>
  );
}

function Received({ sent }: { sent: NonNullable<Row['sent']> }) {
  const { message } = App.useApp();
  const may = useMay('directives.collect');
  const act = useAct(submissionKind, sent);
  const states: Record<string, Parameters<typeof stateLabel>[0]> = submissionLife.states;
  if (sent.state === 'received' && sent.receivedAt) return <>{localTime(sent.receivedAt)} 收到</>;
  if (sent.state !== 'sent' || !may) return <>{stateLabel(states[sent.state] ?? sent.state)}</>;
  const receive = () =>
    act.mutateAsync({ action: 'receive' }).catch((error: unknown) => message.error(sentenceOf(error)));
  return (
    <span className="rt-receive">
      <Button size="small" type="primary" loading={act.isPending} onClick={() => void receive()}>
        收到
      </Button>
      <Go to={`/directives/submissions/${sent.id}`}>退回</Go>
    </span>
  );
}
