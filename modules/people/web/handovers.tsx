// 交接: the list, and one sheet with its items.
import { type RecordView } from '@anlan/contract';
import { Deadline, Empty, Go, type PageProps, RecordList, RecordPage, Section, kindOf } from '@anlan/ui';
import type { Handover } from '../contract/handover.ts';
import { people } from '../contract.ts';
import { personPath } from './words.ts';

const kind = kindOf(people, 'handovers');
const KINDS = { record: '待办', duty: '个人任务', note: '其他' } as const;
const views = [
  { label: '正在交接', filters: { state: 'open,given' } },
  { label: '已交接', filters: { state: 'done' } },
];

const beside = (id: string) => <Sheet key={id} id={id} beside />;

export const Handovers = () => (
  <RecordList
    kind={kind}
    views={views}
    show={beside}
    empty={<Empty title="没有交接。有人离开岗位时，在其人员页点「发起交接」。" />}
  />
);

export const HandoverPage = ({ params }: PageProps) => <Sheet id={params['id']!} />;

const Sheet = ({ id, beside: narrow }: { id: string; beside?: boolean }) => (
  <RecordPage kind={kind} id={id} beside={narrow}>
    {(r) => <Body r={r} />}
  </RecordPage>
);

function Body({ r: { body: h, state } }: { r: RecordView<Handover> }) {
  return (
    <>
      <Section title="交接双方">
        <dl className="al-fields">
          <div>
            <dt>移交人</dt>
            <dd>
              <Go to={personPath(h.personId)}>{h.personName}</Go>（{h.postTitle}）
            </dd>
          </div>
          <div>
            <dt>接收人</dt>
            <dd>
              <Go to={personPath(h.successorId)}>{h.successorName}</Go>
              {h.succeeds ? '，接任同一岗位' : ''}
            </dd>
          </div>
          <div>
            <dt>最后任职日</dt>
            <dd>{h.lastDay}</dd>
          </div>
          {h.note ? (
            <div>
              <dt>说明</dt>
              <dd>{h.note}</dd>
            </div>
          ) : null}
          {state === 'done' && h.confirmedBy ? (
            <div>
              <dt>确认人</dt>
              <dd>{h.confirmedBy}</dd>
            </div>
          ) : null}
        </dl>
      </Section>
      <Section title={`交接事项 ${h.itemCount}`}>
        {h.items.length ? (
          <ol className="pe-rows">
            {h.items.map((i) => (
              <li key={`${i.path}${i.title}`}>
                <span>
                  <span className="al-state">{KINDS[i.what]}</span> {i.path ? <Go to={i.path}>{i.title}</Go> : i.title}
                  <span className="al-quiet"> {i.state}</span>
                </span>
                {i.due ? <Deadline day={i.due} /> : null}
              </li>
            ))}
          </ol>
        ) : (
          <p className="al-quiet">发起时没有待办的事项；钥匙、台账、账号等可以用「补充事项」写上。</p>
        )}
      </Section>
    </>
  );
}
