// Each thing with its sign, how it is, and what to do about it; failed jobs with their handle.
import { Loading, Trouble, friendlyTime, sentenceOf, useCall, useMay, useSend, useToday } from '@anlan/ui';
import { App, Button } from 'antd';
import { useEffect } from 'react';
import { type FindingView, health } from '../contract.ts';

/** Milliseconds between looks. */
const EVERY = 15_000;
const SIGNS = { good: ['●', '正常'], watch: ['▲', '注意'], bad: ['✕', '须处理'] } as const;

export function HealthPage() {
  const { data, error, refetch } = useCall(health.routes.show, {});
  const tends = useMay('health.tend');
  const today = useToday();
  useEffect(() => {
    const timer = setInterval(() => void refetch(), EVERY);
    return () => clearInterval(timer);
  }, [refetch]);
  if (!data)
    return (
      <div className="hlth">
        {error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />}
      </div>
    );
  const ill = data.findings.filter((f) => f.sign !== 'good').length;
  return (
    <div className="hlth">
      <header className="hlth__head">
        <h1>运行状况</h1>
        {tends ? <BackUp can={data.canBackUp} /> : null}
      </header>
      <p className="al-quiet" aria-live="polite">
        {error ? '暂时连不上服务器，下面是刚才的情况。' : ill ? `${ill} 项需要留意。` : '全部正常。'}
        {friendlyTime(data.at, today)}查看，自动更新。
      </p>
      <ul className="hlth__list">
        {data.findings.map((f) => (
          <Row key={f.key} finding={f} />
        ))}
      </ul>
      {data.failed.length ? <Failed jobs={data.failed} today={today} /> : null}
    </div>
  );
}

function Row({ finding: { label, sign, says, todo } }: { finding: FindingView }) {
  const [mark, word] = SIGNS[sign];
  return (
    <li className="hlth__row">
      <span className={`hlth__sign hlth__sign--${sign}`}>
        <span aria-hidden="true">{mark}</span> {word}
      </span>
      <strong>{label}</strong>
      <div>
        <div>{says}</div>
        {todo ? <div className="hlth__todo">{todo}</div> : null}
      </div>
    </li>
  );
}

function BackUp({ can }: { can: boolean }) {
  const { message } = App.useApp();
  const send = useSend(health.routes.backUp);
  const go = () =>
    send.mutateAsync({}).then(
      () => void message.success('已开始备份，完成后这里会更新。'),
      (error: unknown) => void message.error(sentenceOf(error)),
    );
  return (
    <Button
      onClick={() => void go()}
      loading={send.isPending}
      disabled={!can}
      title={can ? '' : '启动时没有写明备份目录'}
    >
      立即备份
    </Button>
  );
}

type Job = { id: number; what: string; attempts: number; why: string; since: string };

function Failed({ jobs, today }: { jobs: readonly Job[]; today: string }) {
  const { message } = App.useApp();
  const send = useSend(health.routes.retry);
  const again = (ids: number[]) =>
    send.mutateAsync({ ids }).then(
      () => void message.success('已重新执行'),
      (error: unknown) => void message.error(sentenceOf(error)),
    );
  return (
    <section>
      <header className="hlth__head">
        <h2>失败的后台任务</h2>
        <Button onClick={() => void again(jobs.map((j) => j.id))} loading={send.isPending}>
          全部重新执行
        </Button>
      </header>
      <ul className="hlth__list">
        {jobs.map((j) => (
          <li key={j.id} className="hlth__job">
            <div>
              <strong>{j.what}</strong>
              <div className="al-quiet">
                {friendlyTime(j.since, today)}起，已试 {j.attempts} 次：{j.why}
              </div>
            </div>
            <Button size="small" onClick={() => void again([j.id])}>
              重新执行
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
