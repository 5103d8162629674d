// One meeting as a page: the agenda, the situation of the day, what was found and decided, who came.
import { TOLD } from '@anlan/contract';
import {
  ActionDialog,
  Deadline,
  Go,
  Loading,
  type PageProps,
  RecordPage,
  Section,
  StateTag,
  Term,
  Trouble,
  deskPath,
  openActions,
  useCall,
  useMe,
} from '@anlan/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { AGENDA, KINDS, decisionLife, meetings } from '../contract.ts';
import { AmendForm, HoldForm, decideKnown } from './acts.tsx';
import { type Shown, type Thing, decisions, kind } from './kind.ts';
import { OutlookTable } from './outlook.tsx';

const forms = { hold: HoldForm, amend: AmendForm };

export const ShowMeeting = ({ params }: PageProps) => <MeetingRecord id={params['id']!} />;

/** The record; `beside` a list in one column. */
export function MeetingRecord({ id, beside }: { id: string; beside?: boolean }) {
  const { units } = useMe();
  return (
    <RecordPage
      kind={kind}
      id={id}
      beside={beside}
      forms={forms}
      known={(r) => ({
        reschedule: { heldOn: r.body.heldOn, place: r.body.place },
        decide: decideKnown(r),
        confirm: { unitId: r.body.joint.find((j) => !j.confirmedOn && units.some((u) => u.id === j.unitId))?.unitId },
      })}
    >
      {(r) => <Body record={r} />}
    </RecordPage>
  );
}

function Body({ record }: { record: Shown }) {
  const { body, state } = record;
  const [text, setText] = useState<string | null>(null);
  const action = openActions(kind.type.life, record.can).find((a) => a.action === 'decide' && !a.no) ?? null;
  const planned = state === 'planned';
  const decided = useCall(meetings.routes.decided, { id: record.id }, { enabled: !planned });
  const made = decided.data?.items.filter((d) => d.state !== 'void').map((d) => d.title) ?? [];
  const decide = (line: string) => (action && !made.includes(line) ? setText : undefined);
  return (
    <>
      <Section title="议题">
        <ol className="mt-list">
          {body.agenda.map((a) => (
            <Line key={a.title} text={a.title} decide={decide(a.title)}>
              <span className="al-state">{AGENDA[a.kind]}</span> {a.title}
            </Line>
          ))}
        </ol>
        <dl className="al-fields">
          <Row word="会议种类" text={KINDS[body.kind]} />
          <Row word="地点" text={body.place} />
          <Row word="主持人" text={`${body.chairName}（${body.chairAs}）`} />
          {body.recorder ? <Row word="记录人" text={body.recorder} /> : null}
          {body.recordedFor ? (
            <Row
              word={<Term name="代录" />}
              text={`${body.recordedFor.saidBy}${TOLD[body.recordedFor.how]}告知，${record.createdByName}登记`}
            />
          ) : null}
          {body.makesGoodLabel ? <Row word={<Term name="补办" />} text={`${body.makesGoodLabel}的缺期`} /> : null}
        </dl>
      </Section>
      {body.problems.length ? (
        <Section title="研判出的问题">
          <ol className="mt-list">
            {body.problems.map((p) => (
              <Line key={p} text={p} decide={decide(p)}>
                {p}
              </Line>
            ))}
          </ol>
        </Section>
      ) : null}
      {planned ? null : <Decided of={decided} />}
      {planned ? null : (
        <Section title="会议内容">
          <p className="mt-minutes">{body.minutes || <span className="al-quiet">没有记录会议内容。</span>}</p>
        </Section>
      )}
      {planned ? null : <Presence record={record} />}
      {body.joint.length ? <JointUnits record={record} /> : null}
      {body.outlook ? (
        <Section title="当时的形势">
          <OutlookTable outlook={body.outlook} />
        </Section>
      ) : null}
      <ActionDialog
        kind={kind}
        record={record}
        action={text === null ? null : action}
        known={decideKnown(record, text ?? '')}
        onClose={() => setText(null)}
      />
    </>
  );
}

/** A line that one click makes a decision of. */
const Line = ({
  text,
  decide,
  children,
}: {
  text: string;
  decide: ((text: string) => void) | undefined;
  children: ReactNode;
}) => (
  <li>
    {children}
    {decide ? (
      <button type="button" className="al-link mt-decide" onClick={() => decide(text)}>
        立为议定事项
      </button>
    ) : null}
  </li>
);

const Row = ({ word, text }: { word: ReactNode; text: string }) => (
  <div>
    <dt>{word}</dt>
    <dd>{text}</dd>
  </div>
);

/** What was decided and how it stands. */
function Decided({ of: { data, error, refetch } }: { of: UseQueryResult<{ items: Thing[] }> }) {
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <Section title="议定事项" more={data?.items.length ? <span>{data.items.length} 件</span> : undefined}>
      {!data ? (
        <Loading lines={2} />
      ) : data.items.length === 0 ? (
        <p className="al-quiet">没有议定事项。</p>
      ) : (
        <table className="mt-table">
          <thead>
            <tr>
              <th>事项</th>
              <th>责任单位</th>
              <th>完成时限</th>
              <th>状态</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((d) => (
              <tr key={d.id}>
                <td>
                  <Go to={deskPath(decisions, d.id)}>{d.title}</Go>
                </td>
                <td>
                  {d.unitName}
                  {d.body.person ? `　${d.body.person}` : ''}
                </td>
                <td>{d.state === 'open' && d.deadline ? <Deadline day={d.deadline} /> : d.deadline}</td>
                <td>
                  <StateTag life={decisionLife} state={d.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Presence({ record: { body } }: { record: Shown }) {
  return (
    <Section
      title="参加人员"
      more={
        <span>
          实到 {body.attended} 人，应到 {body.expected} 人
        </span>
      }
    >
      <p>{body.attendees.join('、')}</p>
      {body.observers.length ? <p>列席：{body.observers.join('、')}</p> : null}
      {body.absent.length ? <p>请假：{body.absent.map((a) => `${a.name}（${a.reason}）`).join('、')}</p> : null}
    </Section>
  );
}

function JointUnits({ record: { body, state } }: { record: Shown }) {
  const open = state === 'planned' ? '会后确认' : '待确认，确认前不计入该单位任务';
  return (
    <Section title="联合召开单位">
      <table className="mt-table">
        <tbody>
          {body.joint.map((j) => (
            <tr key={j.unitId}>
              <td>{j.unitName}</td>
              <td>{j.confirmedOn ? `${j.confirmedOn} 已确认` : open}</td>
              <td>{j.attendees.join('、')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
