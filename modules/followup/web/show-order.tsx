// One order: what is wanted of whom, the tasks it is about as they stand, and what was answered each time.
import { TOLD, chineseDay } from '@anlan/contract';
import { type PageProps, RecordPage, Section } from '@anlan/ui';
import { type ShownOrder, orders } from './kinds.ts';
import { OwedTable } from './owed-table.tsx';

export const ShowOrder = ({ params }: PageProps) => <OrderRecord id={params['id']!} />;

const known = ({ title, body }: ShownOrder) => ({
  amend: { title, wanted: body.wanted, replyOn: body.replyOn, official: body.official },
});

export function OrderRecord({ id, beside }: { id: string; beside?: boolean }) {
  return (
    <RecordPage kind={orders} id={id} beside={beside} known={known}>
      {(r) => <Body record={r} />}
    </RecordPage>
  );
}

function Body({ record: { body } }: { record: ShownOrder }) {
  return (
    <>
      <Section title="督办要求">
        <p className="fu-text">{body.wanted}</p>
        <dl className="al-fields">
          <div>
            <dt>承办单位</dt>
            <dd>{body.toUnitName}</dd>
          </div>
          <div>
            <dt>回复期限</dt>
            <dd>{chineseDay(body.replyOn)}</dd>
          </div>
          {body.official ? (
            <div>
              <dt>文号</dt>
              <dd>{body.docNumber ?? '待编号'}</dd>
            </div>
          ) : null}
        </dl>
      </Section>
      {body.items.length ? (
        <Section title="涉及任务" more={<span>{body.items.length} 期</span>}>
          <OwedTable label="涉及任务" rows={body.items} withUnit={false} last="负责人">
            {(i) => i.leaderName ?? ''}
          </OwedTable>
        </Section>
      ) : null}
      {body.replies.length ? (
        <Section title="回复">
          <ol className="fu-replies">
            {body.replies.map((r) => (
              <li key={r.round}>
                <b>
                  第 {r.round} 次回复 · {chineseDay(r.on)} · {r.byName}
                  {r.recordedFor ? `代录（${r.recordedFor.saidBy}${TOLD[r.recordedFor.how]}告知）` : ''}
                </b>
                <p className="fu-text">{r.text}</p>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
    </>
  );
}
