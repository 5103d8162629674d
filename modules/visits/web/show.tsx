// One visit as a page: who went and confirmed, where, what was learnt, which dangers were told and how they were answered.
import { TOLD, chineseDay } from '@anlan/contract';
import { Go, type PageProps, RecordPage, Section, Term } from '@anlan/ui';
import type { ReactNode } from 'react';
import { type Danger, HOW, type Leader, WAYS } from '../contract.ts';
import { AmendForm, MakeForm, VouchForm, WarnForm } from './acts.tsx';
import { type Shown, kind } from './kind.ts';
import { VisitPaper } from './paper.tsx';

const forms = { make: MakeForm, amend: AmendForm, vouch: VouchForm, warn: WarnForm };

export const ShowVisit = ({ params }: PageProps) => <VisitRecord id={params['id']!} />;

const paper = (r: Shown) => <VisitPaper record={r} />;
const known = (r: Shown) => {
  const danger = r.body.dangers.find((d) => d.way === 'advice' && d.answer === null);
  return {
    reschedule: { visitedOn: r.body.visitedOn },
    ...(danger ? { answerFor: { dangerId: danger.id, recordedFor: { saidBy: '', how: 'phone' } } } : {}),
  };
};

/** The record; `beside` a list in one column. */
export function VisitRecord({ id, beside }: { id: string; beside?: boolean }) {
  return (
    <RecordPage kind={kind} id={id} beside={beside} forms={forms} known={known} paper={paper}>
      {(r) => <Body record={r} />}
    </RecordPage>
  );
}

function Body({ record: { body, state } }: { record: Shown }) {
  const planned = state === 'planned';
  return (
    <>
      <Section title="去了哪里">
        <dl className="al-fields">
          <Row word="方式">{body.mannerText}</Row>
          <Row word="到了哪里">
            <ol className="vs-places">
              {body.places.map((p) => (
                <li key={p.unitId}>
                  <Go className="al-link" to={`/visits/at/${p.unitId}`}>
                    {p.unitName}
                  </Go>
                </li>
              ))}
              {body.elsewhere ? <li>{body.elsewhere}</li> : null}
            </ol>
          </Row>
          {body.companions.length ? <Row word="随行人员">{body.companions.join('、')}</Row> : null}
          {body.makesGoodLabel ? <Row word={<Term name="补办" />}>{body.makesGoodLabel}的缺期</Row> : null}
        </dl>
      </Section>
      <Section title="领导">
        <table className="vs-table">
          <tbody>
            {body.leaders.map((l) => (
              <tr key={l.postId}>
                <td>{l.name}</td>
                <td>
                  {l.unitName} {l.title}
                </td>
                <td>{planned ? '去过以后确认' : <Confirmed leader={l} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      {planned ? null : (
        <>
          <Section title="了解到的情况">
            <p className="vs-text">{body.learnt}</p>
          </Section>
          {body.requirements ? (
            <Section title="现场要求">
              <p className="vs-text">{body.requirements}</p>
            </Section>
          ) : null}
          {body.dangers.length ? (
            <Section title="看到的危险">
              <ul className="vs-dangers">
                {body.dangers.map((d) => (
                  <DangerItem key={d.id} danger={d} />
                ))}
              </ul>
            </Section>
          ) : null}
          {body.followUp ? (
            <Section title="后续跟进">
              <p className="vs-text">{body.followUp}</p>
            </Section>
          ) : null}
        </>
      )}
    </>
  );
}

const Row = ({ word, children }: { word: ReactNode; children: ReactNode }) => (
  <div>
    <dt>{word}</dt>
    <dd>{children}</dd>
  </div>
);

/** How and when a leader confirmed, in words. */
function Confirmed({ leader: { how, confirmedOn, byName } }: { leader: Leader }) {
  if (!how || !confirmedOn) return <strong>待本人确认，确认前不计入</strong>;
  if (how === 'self') return <>{confirmedOn} 本人确认</>;
  return (
    <>
      {confirmedOn} {HOW[how]}，{byName}
      <Term name="代录" />
    </>
  );
}

function DangerItem({ danger: d }: { danger: Danger }) {
  return (
    <li>
      <p className="vs-text">
        <span className="al-state">{WAYS[d.way]}</span> {d.unitName}：{d.text}
      </p>
      {d.answer !== null && d.answeredOn ? (
        <p className="vs-answer">
          {chineseDay(d.answeredOn)}答复：{d.answer}
          <span className="al-quiet">
            　{d.answeredFor ? `${d.answeredFor.saidBy}${TOLD[d.answeredFor.how]}告知，` : ''}
            {d.answeredByName}
          </span>
        </p>
      ) : (
        <p className="vs-answer al-quiet">{d.way === 'advice' ? '待该单位答复' : '已送安全监管科，由其决定是否检查'}</p>
      )}
    </li>
  );
}
