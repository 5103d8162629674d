// What meetings decided: the list, one of them as a page, and the small form by which its owner reports it done.
import { chineseDay, TOLD } from '@anlan/contract';
import {
  AutoForm,
  type DutyFormProps,
  Empty,
  Go,
  Loading,
  type PageProps,
  RecordList,
  RecordPage,
  Section,
  Trouble,
  deskPath,
  useAct,
  useRecord,
  useToday,
} from '@anlan/ui';
import type { ReactNode } from 'react';
import { Done } from '../contract.ts';
import { type Thing, decisions, kind } from './kind.ts';

const views = [
  { label: '逾期', filters: { state: 'open', late: '1', sort: 'deadline' } },
  { label: '办理中', filters: { state: 'open', sort: 'deadline' } },
  { label: '待确认', filters: { state: 'done' } },
];

const beside = (id: string) => <DecisionRecord key={id} id={id} beside />;

export const DecisionList = () => (
  <RecordList
    kind={decisions}
    views={views}
    empty={
      <Empty title="还没有议定事项。登记会议时议定的每一件事，都会列在这里并交责任单位办理。">
        <Go className="al-link" to="/meetings/new">
          登记会议
        </Go>
      </Empty>
    }
    show={beside}
  />
);

export const ShowDecision = ({ params }: PageProps) => <DecisionRecord id={params['id']!} />;

const toMeeting = ({ body }: Thing) => (
  <Go className="al-link" to={deskPath(kind, body.meetingId)}>
    查看会议
  </Go>
);

function DecisionRecord({ id, beside: narrow }: { id: string; beside?: boolean }) {
  const today = useToday();
  return (
    <RecordPage
      kind={decisions}
      id={id}
      beside={narrow}
      known={() => ({
        done: { doneOn: today },
        doneFor: { doneOn: today, recordedFor: { saidBy: '', how: 'phone' } },
      })}
      buttons={toMeeting}
    >
      {(r) => <Body record={r} />}
    </RecordPage>
  );
}

const Row = ({ word, children }: { word: string; children: ReactNode }) => (
  <div>
    <dt>{word}</dt>
    <dd>{children}</dd>
  </div>
);

function Body({ record: { body, unitName, deadline } }: { record: Thing }) {
  return (
    <>
      <Section title="要办的事">
        <dl className="al-fields">
          <Row word="责任单位">{unitName}</Row>
          {body.person ? <Row word="责任人">{body.person}</Row> : null}
          {deadline ? <Row word="完成时限">{chineseDay(deadline)}</Row> : null}
          <Row word="出自会议">
            {chineseDay(body.decidedOn)} {body.meetingTitle}
          </Row>
        </dl>
      </Section>
      <Section title="办理结果">
        {body.result ? (
          <>
            <p className="mt-minutes">{body.result}</p>
            <p className="al-quiet">
              {body.doneOn ? `${chineseDay(body.doneOn)}办结` : ''}
              {body.recordedFor ? `，${body.recordedFor.saidBy}${TOLD[body.recordedFor.how]}告知` : ''}
            </p>
          </>
        ) : (
          <p className="al-quiet">还没有办结。</p>
        )}
      </Section>
    </>
  );
}

const PREFIX = 'decision:';
export const isDecision = (factKind: string) => factKind.startsWith(PREFIX);

/** 登记办结 on the spot, wherever the duty stands. */
export function DoneHere({ period, onDone, onCancel }: DutyFormProps) {
  const { data, error, refetch } = useRecord(decisions, period.factKind.slice(PREFIX.length));
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  return data ? <DoneForm record={data} onDone={onDone} onCancel={onCancel} /> : <Loading lines={4} />;
}

function DoneForm({ record, onDone, onCancel }: { record: Thing; onDone: () => void; onCancel: () => void }) {
  const today = useToday();
  const act = useAct(decisions, record);
  return (
    <AutoForm
      schema={Done}
      draft={`meetings.done.${record.id}`}
      known={{ doneOn: today }}
      button="登记办结"
      onCancel={onCancel}
      consequence={
        record.deadline && today > record.deadline
          ? `完成时限是${chineseDay(record.deadline)}：时限以后办结的，缺期保留，显示为「✕→补」。`
          : undefined
      }
      send={async (input) => {
        await act.mutateAsync({ action: 'done', input });
        onDone();
      }}
    />
  );
}
