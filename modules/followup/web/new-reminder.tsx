// A reminder before it is sent: who still owes, who is chosen, what they will read.
import { call } from '@anlan/contract';
import {
  AutoField,
  Empty,
  FormFrame,
  Go,
  Loading,
  Trouble,
  deskPath,
  refresh,
  useCall,
  useForm,
  useGo,
  useToday,
  useUrlState,
} from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { type Owing, followup } from '../contract.ts';
import { textForAll } from '../words.ts';
import { reminders } from './kinds.ts';
import { OwedTable, Sign } from './owed-table.tsx';

/** The address says which clause, and which span of it. */
export function NewReminder() {
  const [url] = useUrlState();
  const { rule = '', key, on } = url;
  return rule ? (
    <Compose key={`${rule} ${key}`} ask={{ ruleId: rule, ...(key ? { key } : {}), ...(on ? { on } : {}) }} />
  ) : (
    <Empty title="请从「建议」「今日」或公文里选择要催办的任务。">
      <Go to="/followup">看建议</Go>
    </Empty>
  );
}

function Compose({ ask }: { ask: { ruleId: string; key?: string; on?: string } }) {
  const { data, error, refetch } = useCall(followup.routes.owing, ask, { staleTime: Infinity });
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return (
    <article className="al-record fu-form">
      <header className="al-record__head">
        <h1>催办：{data.title}</h1>
        <p className="al-quiet">发出时再核对一次：已经完成、补办或说明原因的单位不会收到。</p>
      </header>
      {data.items.some((o) => o.left === null) ? (
        <Form items={data.items} />
      ) : (
        <Empty title={data.items.length ? '没有需要催办的单位。' : '这一期都已完成。'}>
          {data.items.map((o) => `${o.unitName}${o.left ?? ''}`).join('、')}
        </Empty>
      )}
    </article>
  );
}

/** The late and nearly late first; where there are none, all who still owe. */
export function pressing(items: readonly Owing[]): Set<string> {
  const open = items.filter((o) => o.left === null);
  const late = open.filter((o) => o.light === 'missed' || o.light === 'soon');
  return new Set((late.length ? late : open).map((o) => o.periodId));
}

function Form({ items }: { items: readonly Owing[] }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  const today = useToday();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => pressing(items));
  const picked = items.filter((o) => chosen.has(o.periodId));
  const units = new Set(picked.map((o) => o.unitId)).size;
  const form = useForm({
    schema: followup.routes.remind.input.pick({ note: true }),
    draft: 'followup.remind',
    send: async (input, key) => {
      const made = await call(followup.routes.remind, { ...input, periodIds: [...chosen] }, { key });
      void message.success(`已催办 ${made.body.unitCount} 个单位`);
      void refresh(client, 'followup');
      go(deskPath(reminders, made.id), { replace: true });
    },
  });
  const note = typeof form.values.note === 'string' ? form.values.note : '';
  return (
    <>
      <OwedTable label="催办单位" rows={items} chosen={chosen} onChoose={setChosen} no={(o) => o.left} last="现在">
        {(o) => (
          <>
            <Sign of={o} about={o} />
            <span className="al-quiet">{said(o)}</span>
          </>
        )}
      </OwedTable>
      <FormFrame
        form={form}
        button={units ? `催办 ${units} 个单位` : '请先选择单位'}
        consequence={
          units ? <span className="fu-text">{textForAll(picked, note, today)}</span> : '还没有选择要催办的单位。'
        }
      >
        <AutoField form={form} name="note" help="写进通知文字和消息；不写隐患细节和个人信息。" />
      </FormFrame>
    </>
  );
}

const said = (o: Owing) => o.left ?? (o.times ? `催过 ${o.times} 次，最近 ${o.remindedOn}` : '');
