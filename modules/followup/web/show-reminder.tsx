// One reminder: the text to copy, whom to ring and what came of it, and who has done it since.
import { shortDay } from '@anlan/contract';
import { type PageProps, RecordPage, Section, useCall, useMay, useRecord, useToday } from '@anlan/ui';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { followup } from '../contract.ts';
import { CALL, type Call } from '../contract/reminder.ts';
import { textFor, textForAll } from '../words.ts';
import { CallForm } from './call-form.tsx';
import { type ShownReminder, reminders } from './kinds.ts';
import { OwedTable, Sign } from './owed-table.tsx';

export const ShowReminder = ({ params }: PageProps) => <ReminderRecord id={params['id']!} />;

/** Calls are noted beside the unit. */
const ELSEWHERE = ['call'];

export function ReminderRecord({ id, beside }: { id: string; beside?: boolean }) {
  return (
    <RecordPage kind={reminders} id={id} beside={beside} without={ELSEWHERE}>
      {(r) => <Body record={r} />}
    </RecordPage>
  );
}

function Body({ record }: { record: ShownReminder }) {
  const { data } = useCall(followup.routes.standing, { id: record.id });
  const stands = new Map(data?.items.map((i) => [i.periodId, i]));
  const done = data?.items.filter((i) => i.fulfilled).length ?? 0;
  const { items, left } = record.body;
  return (
    <>
      <CopyText record={record} />
      <Phones record={record} />
      <Section title="催办之后" more={data ? <span>{`已完成 ${done} / ${items.length}`}</span> : null}>
        <OwedTable label="催办之后的完成情况" rows={items} last="现在">
          {(i) => {
            const at = stands.get(i.periodId);
            return at ? <Sign of={at} about={i} word={at.fulfilled ? '已办' : '未办'} /> : null;
          }}
        </OwedTable>
      </Section>
      {left.length ? (
        <Section title="没有催办的单位">
          <p>{left.map((l) => `${l.unitName}（${l.why}）`).join('、')}</p>
        </Section>
      ) : null}
    </>
  );
}

/** One text for all, or one for each unit; copied, never sent by itself. */
function CopyText({ record: { body, occurredOn } }: { record: ShownReminder }) {
  const { message } = App.useApp();
  const today = useToday();
  const on = occurredOn ?? today;
  const units = [...new Map(body.items.map((i) => [i.unitId, i.unitName]))];
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => message.success('已复制，可以粘贴到微信或短信'),
      () => message.warning('没有复制成功，请选中文字后手动复制'),
    );
  const text = textForAll(body.items, body.note, on);
  return (
    <Section title="通知文字">
      <p className="fu-text">{text}</p>
      <div className="al-quick">
        <button type="button" className="al-chip" onClick={() => copy(text)}>
          复制全文
        </button>
        {units.length > 1
          ? units.map(([id, name]) => (
              <button
                key={id}
                type="button"
                className="al-chip"
                onClick={() =>
                  copy(
                    textFor(
                      body.items.filter((i) => i.unitId === id),
                      body.note,
                      on,
                    ),
                  )
                }
              >
                复制给{name}
              </button>
            ))
          : null}
      </div>
    </Section>
  );
}

function callWords(c: Call, today: string) {
  const promise = c.promisedOn ? `，${shortDay(c.promisedOn, today)}前` : '';
  return `${CALL[c.result]}${promise}${c.note ? `：${c.note}` : ''}（${shortDay(c.on, today)}，${c.byName}）`;
}

/** Whom to ring in each unit, and what came of it. */
function Phones({ record }: { record: ShownReminder }) {
  const today = useToday();
  const may = useMay('followup.remind');
  const { data: now } = useRecord(reminders, record.id);
  const { data } = useCall(followup.routes.standing, { id: record.id });
  const [ringing, setRinging] = useState<string | null>(null);
  const name = new Map(record.body.items.map((i) => [i.unitId, i.unitName]));
  if (!data) return null;
  return (
    <Section title="电话联系">
      <table className="fu-table" aria-label="电话联系">
        <thead>
          <tr>
            <th>单位</th>
            <th>联络员</th>
            {data.mayRing ? <th>电话</th> : null}
            <th>结果</th>
            <th>办理</th>
          </tr>
        </thead>
        <tbody>
          {data.phones.map((p) => (
            <tr key={p.unitId}>
              <td>{name.get(p.unitId)}</td>
              <td data-word="联络员">{p.name ?? '没有登记'}</td>
              {data.mayRing ? (
                <td data-word="电话">{p.phone ? <a href={`tel:${p.phone}`}>{p.phone}</a> : '没有登记'}</td>
              ) : null}
              <td data-word="结果">
                {record.body.calls
                  .filter((c) => c.unitId === p.unitId)
                  .map((c, n) => (
                    <div key={n}>{callWords(c, today)}</div>
                  ))}
              </td>
              <td>
                {may && record.state === 'sent' ? (
                  <Button
                    size="small"
                    onClick={() => setRinging(p.unitId)}
                    aria-label={`记电话结果：${name.get(p.unitId)}`}
                  >
                    记结果
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {ringing && now ? (
        <Modal
          open
          onCancel={() => setRinging(null)}
          title={`电话结果 · ${name.get(ringing)}`}
          footer={null}
          destroyOnHidden
        >
          <CallForm record={now} unitId={ringing} onDone={() => setRinging(null)} />
        </Modal>
      ) : null}
    </Section>
  );
}
