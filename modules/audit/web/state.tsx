// Whether the audit is still what was written: where checkpoints are kept, what the last look said, and each signed head.
import { Loading, Tabs, Trouble, localTime, sentenceOf, useCall, useSend } from '@anlan/ui';
import { App, Button } from 'antd';
import { type Verdict, audit } from '../contract.ts';
import { TABS } from './tabs.ts';

const PLACES = { folder: '文件夹', gateway: '消息网关', host: '第二主机' } as const;
const verdictWords = (v: Verdict) => (v.ok ? `完整，共 ${v.rows} 条。` : `第 ${v.seq} 条不符：${v.why}`);

export function StatePage() {
  const { data, error, refetch } = useCall(audit.routes.state, {});
  const { message } = App.useApp();
  const check = useSend(audit.routes.check);
  const ask = () =>
    check.mutateAsync({}).then(
      () => message.success('已开始核验，结果稍后显示在这里。'),
      (fault: unknown) => message.error(sentenceOf(fault)),
    );
  return (
    <div className="aud">
      <h1>审计</h1>
      <Tabs tabs={TABS} label="审计" title="检查点与核验" />
      {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={8} /> : null}
      {data ? (
        <>
          <section>
            <h2>核验</h2>
            <p>
              共 {data.rows} 条审计记录。
              {data.verdicts[0] ? (
                <>
                  最近一次核验（{localTime(data.verdicts[0].at)}）：
                  <strong className={data.verdicts[0].ok ? 'aud__ok' : 'aud__bad'}>
                    {verdictWords(data.verdicts[0])}
                  </strong>
                </>
              ) : (
                '还没有核验过；每周一凌晨自动核验一次。'
              )}
            </p>
            <p>
              <Button type="primary" loading={check.isPending} onClick={() => void ask()}>
                现在核验
              </Button>{' '}
              <Button onClick={() => void refetch()}>刷新结果</Button>
            </p>
            {data.verdicts.length > 1 ? (
              <ul className="aud__verdicts">
                {data.verdicts.slice(1, 11).map((v) => (
                  <li key={v.at} className={v.ok ? undefined : 'aud__bad'}>
                    {localTime(v.at)}　{verdictWords(v)}
                  </li>
                ))}
              </ul>
            ) : null}
          </section>
          <section>
            <h2>检查点留在哪里</h2>
            <ul className="aud__places">
              {(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((place) => (
                <li key={place}>
                  {PLACES[place]}：
                  {data.sent[place] === 'ok' ? (
                    <span className="aud__ok">正常</span>
                  ) : data.sent[place] === 'off' ? (
                    <span className="al-quiet">没有启用</span>
                  ) : (
                    <span className="aud__bad">{data.sent[place]}</span>
                  )}
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>最近的检查点</h2>
            {data.checkpoints.length ? (
              <table className="aud__lines">
                <thead>
                  <tr>
                    <th scope="col">时间</th>
                    <th scope="col">记到第几条</th>
                    <th scope="col">树根</th>
                    <th scope="col">密钥</th>
                    <th scope="col">下载</th>
                  </tr>
                </thead>
                <tbody>
                  {data.checkpoints.map((c) => (
                    <tr key={c.size}>
                      <td className="aud__num">{localTime(c.at)}</td>
                      <td className="aud__num">{c.size}</td>
                      <td className="aud__hash">{c.root}</td>
                      <td className="aud__hash">{c.key}</td>
                      <td>
                        <a href={`/api/audit/checkpoint?seq=${c.size}`} download={`审计检查点-${c.size}.json`}>
                          下载
                        </a>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ) : (
              <p className="al-quiet">还没有检查点：满 500 条或 10 分钟就做一次。</p>
            )}
          </section>
        </>
      ) : null}
    </div>
  );
}
