// One study as a page: the matter, the papers, who came and who made up, and the confirmations of units that joined.
import { chineseDay, TOLD } from '@anlan/contract';
import { Go, type PageProps, RecordPage, Section, Term, useMe, useRecord } from '@anlan/ui';
import type { ReactNode } from 'react';
import { AGENDA } from '../contract.ts';
import { AmendForm, HoldForm, MakeUpForm } from './acts.tsx';
import { type Shown, kind } from './kind.ts';
import { MinutesPaper, SignInPaper } from './papers.tsx';

const forms = { hold: HoldForm, amend: AmendForm, makeUp: MakeUpForm };

export const ShowStudy = ({ params }: PageProps) => <StudyRecord id={params['id']!} />;

const sheetLink = (r: Shown) => (
  <Go className="al-link" to={`/study/${r.id}/sheet`}>
    签到表
  </Go>
);
const paper = (r: Shown) => (r.state === 'planned' ? <SignInPaper record={r} /> : <MinutesPaper record={r} />);

/** The record; `beside` a list in one column. */
export function StudyRecord({ id, beside }: { id: string; beside?: boolean }) {
  const { units } = useMe();
  const { data } = useRecord(kind, id);
  return (
    <RecordPage
      kind={kind}
      id={id}
      beside={beside}
      forms={forms}
      known={(r) => ({
        reschedule: { heldOn: r.body.heldOn, place: r.body.place, host: r.body.host },
        confirm: { unitId: r.body.joint.find((j) => !j.confirmedOn && units.some((u) => u.id === j.unitId))?.unitId },
      })}
      without={
        data
          ? needless(
              data,
              units.map((u) => u.id),
            )
          : []
      }
      buttons={beside ? undefined : sheetLink}
      paper={paper}
    >
      {(r) => <Body record={r} />}
    </RecordPage>
  );
}

/** Actions that this study, or this reader, will never call for, so that the bar stays short. */
function needless({ body, can, unitId }: Shown, mine: readonly string[]) {
  const guest = !mine.includes(unitId) && body.joint.some((j) => mine.includes(j.unitId));
  const confirms = can.some((c) => c.action === 'confirm' && !c.no);
  return [
    ...(confirms ? [] : ['confirm']),
    ...(body.absent.length ? [] : ['makeUp']),
    ...(guest ? ['hold', 'reschedule', 'makeUp', 'amend', 'void'] : []),
  ];
}

function Body({ record }: { record: Shown }) {
  const { body, state } = record;
  const planned = state === 'planned';
  return (
    <>
      <Section title="议题">
        <ol className="st-list">
          {body.agenda.map((a) => (
            <li key={a.title}>
              <span className="al-state">{AGENDA[a.kind]}</span> {a.title}
            </li>
          ))}
        </ol>
        <dl className="al-fields">
          <Row word="地点" text={body.place} />
          <Row word="主持人" text={body.host} />
          {body.recordedFor ? (
            <Row
              word={<Term name="代录" />}
              text={`${body.recordedFor.saidBy}${TOLD[body.recordedFor.how]}告知，${record.createdByName}登记`}
            />
          ) : null}
          {body.makesGoodLabel ? <Row word={<Term name="补办" />} text={`${body.makesGoodLabel}的缺期`} /> : null}
        </dl>
      </Section>
      {body.materials.length ? (
        <Section title="材料">
          <ol className="st-list">
            {body.materials.map((m) => (
              <li key={m.title}>
                {m.title}
                <span className="al-quiet">
                  {[m.date ? chineseDay(m.date) : '', m.archiveNumber ? `档号 ${m.archiveNumber}` : '']
                    .filter(Boolean)
                    .map((t) => `　${t}`)}
                </span>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      {planned ? null : <Presence record={record} />}
      {body.joint.length ? <JointUnits record={record} /> : null}
      {planned ? null : (
        <Section title="摘录">
          <p className="st-minutes">{body.minutes || <span className="al-quiet">没有摘录。</span>}</p>
        </Section>
      )}
    </>
  );
}

const Row = ({ word, text }: { word: ReactNode; text: string }) => (
  <div>
    <dt>{word}</dt>
    <dd>{text}</dd>
  </div>
);

function Presence({ record: { body } }: { record: Shown }) {
  return (
    <Section
      title="参加与补学"
      more={
        <span>
          实到 {body.attended} 人，应到 {body.expected} 人
        </span>
      }
    >
      <p>{body.attendees.join('、')}</p>
      {body.absent.length ? (
        <table className="st-table">
          <thead>
            <tr>
              <th>未参加</th>
              <th>原因</th>
              <th>补学</th>
            </tr>
          </thead>
          <tbody>
            {body.absent.map((a) => (
              <tr key={a.name}>
                <td>{a.name}</td>
                <td>{a.reason}</td>
                <td>{a.madeUpOn ? `${a.madeUpOn} 已补学` : '待补学'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Section>
  );
}

function JointUnits({ record: { body, state } }: { record: Shown }) {
  return (
    <Section title="联合学习单位">
      <table className="st-table">
        <tbody>
          {body.joint.map((j) => (
            <tr key={j.unitId}>
              <td>{j.unitName}</td>
              <td>
                {j.confirmedOn
                  ? `${j.confirmedOn} 已确认`
                  : state === 'planned'
                    ? '学习后确认'
                    : '待确认，确认前不计入该单位任务'}
              </td>
              <td>{j.attendees.join('、')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
