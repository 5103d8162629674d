// Which kinds of message reach me; and for who keeps the system, the gateway through which they are passed on.
import { call, noticeRoutes } from '@anlan/contract';
import { AutoForm, Loading, Trouble, callKey, sentenceOf, useCall, useMay, useSend } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Switch } from 'antd';

export default function InboxSettings() {
  const { message } = App.useApp();
  const { data, error, refetch } = useCall(noticeRoutes.types, {});
  const set = useSend(noticeRoutes.setType);
  const admin = useMay('notify.gateway');
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={5} />;
  return (
    <section aria-label="接收设置">
      <p className="al-quiet">关掉的消息不再进入您的消息；要办的事仍在「今日」里。</p>
      <ul className="an-switches">
        {data.items.map((t) => (
          <li key={t.type}>
            <label htmlFor={`notice-${t.type}`}>{t.label}</label>
            <Switch
              id={`notice-${t.type}`}
              checked={t.on}
              onChange={(on) => set.mutate({ type: t.type, on }, { onError: (e) => void message.error(sentenceOf(e)) })}
            />
          </li>
        ))}
      </ul>
      {admin ? <Gateway /> : null}
    </section>
  );
}

function Gateway() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const { data, error, refetch } = useCall(noticeRoutes.gateway, {});
  const retry = useSend(noticeRoutes.retryGateway);
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { url, enabled, failures } = data;
  return (
    <section aria-label="消息网关">
      <h3>消息网关</h3>
      <p className="al-quiet">
        把每条消息转给本单位的短信或企业微信平台。只转账号、类别和一句提示，不含姓名、电话和办理内容；每次发送都带签名和时间。
      </p>
      <AutoForm
        schema={noticeRoutes.setGateway.input}
        known={{ url, enabled }}
        button="保存网关"
        send={async (input, key) => {
          await call(noticeRoutes.setGateway, input, { key });
          await client.invalidateQueries({ queryKey: callKey(noticeRoutes.gateway.path) });
          void message.success('已保存');
        }}
      />
      {failures.length ? (
        <>
          <h4>没有送达的消息</h4>
          <ul className="an-failures">
            {failures.map((f) => (
              <li key={f.jobId}>
                第 {f.jobId} 号：已试 {f.attempts} 次，{f.gaveUp ? '不再自动重试' : '稍后自动重试'}
                <span className="al-quiet">{f.why}</span>
              </li>
            ))}
          </ul>
          <Button loading={retry.isPending} onClick={() => retry.mutate({ jobIds: failures.map((f) => f.jobId) })}>
            全部重新发送
          </Button>
        </>
      ) : null}
    </section>
  );
}
