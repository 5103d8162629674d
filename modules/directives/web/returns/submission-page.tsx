// One unit's material: the latest version in front, every earlier one below with why it came back.
import { chineseDay } from '@anlan/contract';
import { Files, Go, type PageProps, RecordPage, Section, localTime, useCall } from '@anlan/ui';
import { type FileView, type RecordView, deskRoutes } from '@anlan/contract';
import type { Submission, Version } from '../../contract.ts';
import type { z } from 'zod';
import { submissionKind } from '../directive-kind.ts';
import './returns.css';

type Sub = z.infer<typeof Submission>;

const toReturns = ({ body }: { body: Sub }) =>
  body.directiveId ? <Go to={`/directives/${body.directiveId}/returns`}>各单位报送情况</Go> : null;

export default function SubmissionPage({ params }: PageProps) {
  return (
    <RecordPage kind={submissionKind} id={params['id']!} buttons={toReturns}>
      {(record) => <Body record={record} />}
    </RecordPage>
  );
}

function Body({ record }: { record: RecordView<Sub> }) {
  const { body } = record;
  const { data } = useCall(deskRoutes.recordFiles, { id: record.id });
  const files = data?.items ?? [];
  return (
    <>
      <Section title="报送要求">
        <p>{body.clause}</p>
        <p className="al-quiet">
          {body.periodLabel} · 期限 {chineseDay(body.due)}
          {body.receivedAt ? ` · ${body.receivedByName}于${localTime(body.receivedAt)}收到` : ''}
        </p>
      </Section>
      {body.versions.toReversed().map((v) => (
        <OneVersion key={v.no} version={v} latest={v.no === body.no} files={files} />
      ))}
    </>
  );
}

type OneVersionProps = { version: Version; latest: boolean; files: readonly FileView[] };

function OneVersion({ version: v, latest, files }: OneVersionProps) {
  return (
    <Section title={`第 ${v.no} 版${latest ? '（最新）' : ''}`}>
      <p>{v.text}</p>
      <p className="al-quiet">
        {v.sentByName}，{chineseDay(v.sentOn)}报送{v.daysLate ? `，晚 ${v.daysLate} 天` : ''}
      </p>
      <Files files={files.filter((f) => v.files.includes(f.id))} />
      {v.returned ? (
        <p className="rt-back">
          {v.returned.byName}于{chineseDay(v.returned.on)}退回：{v.returned.reason}
        </p>
      ) : null}
    </Section>
  );
}
