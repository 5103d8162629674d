// Deadlines and steps: every number with what it rests on, who changed it, and the way back to the standard.
import { Loading, Tabs, Trouble, friendlyTime, sentenceOf, useCall, useMay, useSend, useToday } from '@anlan/ui';
import { App, Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { type SettingView, settings } from '../contract.ts';
import { TABS } from './tabs.ts';

const wordOf = (s: SettingView, value: SettingView['value']) =>
  s.choices?.find((c) => c.value === value)?.label ?? `${value}${s.unit ? ` ${s.unit}` : ''}`;

export function NumbersPage() {
  const { data, error, refetch } = useCall(settings.routes.list, {});
  const may = useMay('settings.edit');
  const today = useToday();
  const [doing, setDoing] = useState<SettingView | null>(null);
  return (
    <div className="set">
      <h1>设置</h1>
      <Tabs tabs={TABS} label="设置" title="期限与分级" />
      <p className="al-quiet">修改只影响以后产生的期限和提醒，已经下达的不变。每次修改都记入审计。</p>
      {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        data.groups
          .filter((g) => data.items.some((i) => i.group === g.key))
          .map((g) => (
            <section key={g.key} className="set__group">
              <h2>{g.label}</h2>
              <ul>
                {data.items
                  .filter((i) => i.group === g.key)
                  .map((i) => (
                    <li key={i.key} className="set__item">
                      <div>
                        <div>{i.label}</div>
                        <div className="al-quiet">
                          {i.source}
                          {i.changed
                            ? ` · ${i.changed.byName} ${friendlyTime(i.changed.at, today)}修改：${i.changed.reason}`
                            : ''}
                        </div>
                      </div>
                      <strong>{wordOf(i, i.value)}</strong>
                      {may ? <Button onClick={() => setDoing(i)}>修改</Button> : null}
                    </li>
                  ))}
              </ul>
            </section>
          ))
      ) : error ? null : (
        <Loading lines={8} />
      )}
      {doing ? <Change key={doing.key} item={doing} onClose={() => setDoing(null)} /> : null}
    </div>
  );
}

function Change({ item, onClose }: { item: SettingView; onClose: () => void }) {
  const { message } = App.useApp();
  const send = useSend(settings.routes.change);
  const [value, setValue] = useState(item.value);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const save = async () => {
    if (reason.trim().length < 2) return setFault('请写明修改原因。');
    try {
      await send.mutateAsync({ key: item.key, value, reason: reason.trim() });
      void message.success(`已改为 ${wordOf(item, value)}`);
      onClose();
    } catch (error) {
      setFault(sentenceOf(error));
    }
  };
  return (
    <Modal
      open
      title={item.label}
      okText={`改为 ${wordOf(item, value)}`}
      cancelText="不改了"
      onOk={() => void save()}
      okButtonProps={{ disabled: value === item.value || value === '' }}
      confirmLoading={send.isPending}
      onCancel={onClose}
    >
      <div className="set__form">
        <label htmlFor="set-value">改为</label>
        {item.choices ? (
          <Select id="set-value" value={String(value)} options={item.choices} onChange={setValue} />
        ) : typeof item.value === 'number' ? (
          <InputNumber
            id="set-value"
            value={Number(value)}
            onChange={(v) => setValue(v ?? '')}
            addonAfter={item.unit}
          />
        ) : (
          <Input id="set-value" value={String(value)} onChange={(e) => setValue(e.target.value)} />
        )}
        <label htmlFor="set-reason">修改原因</label>
        <Input.TextArea
          id="set-reason"
          value={reason}
          onChange={(e) => setReason(e.target.value)}
          rows={2}
          maxLength={500}
        />
        <p className="al-quiet">
          标准值：{wordOf(item, item.standard)}。
          {value === item.standard ? null : (
            <button type="button" className="al-link" onClick={() => setValue(item.standard)}>
              恢复标准值
            </button>
          )}
        </p>
        {fault ? (
          <p className="al-field__error" role="alert">
            {fault}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}
