// One directive: under review until it is signed, the living notice from then on.
import {
  ActionBar,
  FileList,
  Loading,
  PaperMenu,
  Section,
  StateTag,
  Timeline,
  Trouble,
  fileUrl,
  useMay,
  useRecord,
} from '@anlan/ui';
import type { RecordView } from '@anlan/contract';
import { Suspense, lazy, useEffect } from 'react';
import { DOOR, type Directive } from '../../contract.ts';
import { correctable } from '../../contract/reading.ts';
import { ReadingPage } from '../intake/reading.tsx';
import { Cosigns } from './cosigns.tsx';
import { FlowFacts } from './flow-facts.tsx';
import { Rewrite } from './rewrite.tsx';
import { ReviewPage } from './review-page.tsx';
import { Summary } from './summary.tsx';
import { directiveKind, notMade } from '../directive-kind.ts';
import './review.css';

const LivingPage = lazy(() => import('../living/living-page.tsx'));

export default function DirectivePage({ id }: { id: string }) {
  const { data, error, refetch } = useRecord(directiveKind, id);
  useEffect(() => {
    if (data) document.title = `${data.title} · 安澜`;
  }, [data]);
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={12} />;
  if (data.state === 'issued' || data.state === 'closed')
    return (
      <Suspense fallback={<Loading lines={12} />}>
        <LivingPage id={id} />
      </Suspense>
    );
  return <UnderReview record={data} />;
}

/** What was proposed stands in the form of the instruction. */
const knownOf = ({ lead, helpers }: Directive) => ({
  instruct: { leadUnitId: lead?.unitId ?? null, helpUnitIds: helpers.map((h) => h.unitId) },
});

function UnderReview({ record }: { record: RecordView<Directive> }) {
  const { body } = record;
  const signing = record.state === 'signing';
  const mayDraft = useMay('directives.draft');
  return (
    <article className="dr">
      <header className="dr-top">
        <div className="dr-top__said">
          <h1>{record.title}</h1>
          <p>
            <StateTag life={directiveKind.type.life} state={record.state} />
            <span>{DOOR[body.door]}</span>
            <span>{body.docNumber ?? (body.door === 'own' ? '签发后编文号' : '没有文号')}</span>
            <span>{body.taskCount} 项任务</span>
            <span>{record.createdByName} 登记</span>
            {body.fileId ? (
              <a href={fileUrl(body.fileId)} target="_blank" rel="noreferrer">
                原文件
              </a>
            ) : null}
            {record.state === 'reading' ? null : (
              <PaperMenu kind={directiveKind} record={record} without={notMade(body)} />
            )}
            {record.state === 'draft' && mayDraft && correctable(body) ? <Rewrite record={record} /> : null}
          </p>
        </div>
        <ActionBar kind={directiveKind} record={record} known={knownOf(body)} />
      </header>
      {record.state === 'reading' ? <ReadingPage record={record} /> : null}
      {record.state === 'reading' ? null : (
        <ReviewPage
          id={record.id}
          door={body.door}
          scanPages={body.reading?.pages}
          top={
            <>
              {body.door === 'own' ? <Cosigns id={record.id} /> : null}
              {signing ? <Summary /> : null}
            </>
          }
          foot={
            <>
              <FlowFacts body={body} />
              <Section title="附件">
                <FileList recordId={record.id} />
              </Section>
              <Section title="办理过程">
                <Timeline recordId={record.id} kind={directiveKind} />
              </Section>
            </>
          }
        />
      )}
    </article>
  );
}
