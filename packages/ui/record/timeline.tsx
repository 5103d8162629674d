// The life of a record: who did what, when, and what was said with it.
import { type TimelineEntry, chineseDay, deskRoutes } from '@anlan/contract';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useCall } from '../data/query.ts';
import { useToday } from '../data/me.ts';
import { friendlyTime, localTime } from '../sign/day-words.ts';
import { StateTag } from '../sign/tags.tsx';
import type { RecordKind } from '../kind.ts';
import { Fields } from './fields.tsx';
import { Empty, Loading, Trouble } from '../sign/state-of-things.tsx';

export function Timeline({ recordId, kind }: { recordId: string; kind: RecordKind }) {
  const [entry, setEntry] = useState<TimelineEntry | null>(null);
  const { data, error, refetch } = useCall(deskRoutes.timeline, { id: recordId });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={3} />;
  if (!data.items.length) return <Empty title="还没有办理过程" />;
  return (
    <>
      <ol className="al-timeline">
        {data.items.map((e, i) => (
          <Entry key={e.id} entry={e} onLook={e.kept && i < data.items.length - 1 ? () => setEntry(e) : undefined} />
        ))}
      </ol>
      <Drawer title="当时的内容" open={entry !== null} onClose={() => setEntry(null)} size={520} destroyOnHidden>
        {entry ? <Stood recordId={recordId} entry={entry} kind={kind} /> : null}
      </Drawer>
    </>
  );
}

/** The record after one line of its life: what was known then. */
function Stood({ recordId, entry, kind }: { recordId: string; entry: TimelineEntry; kind: RecordKind }) {
  const { data, error } = useCall(deskRoutes.stood, { id: recordId, entryId: entry.id });
  if (error) return <Trouble error={error} />;
  if (!data) return <Loading lines={6} />;
  return (
    <>
      <p className="al-quiet">
        {localTime(data.at)} {entry.actorName}「{entry.label}」之后，状态{' '}
        <StateTag life={kind.type.life} state={data.state} />
      </p>
      <h3>{data.title}</h3>
      <p className="al-quiet">
        {kind.type.words?.occurredOn ?? '日期'} {chineseDay(data.occurredOn)}
        {data.deadline ? `，${kind.type.words?.deadline ?? '期限'} ${chineseDay(data.deadline)}` : ''}
      </p>
      <Fields schema={kind.type.schema} body={data.body} />
    </>
  );
}

function Entry({ entry, onLook }: { entry: TimelineEntry; onLook?: (() => void) | undefined }) {
  const today = useToday();
  return (
    <li>
      <div className="al-timeline__what">
        <b>{entry.label}</b> {entry.actorName}
      </div>
      <time dateTime={entry.at} title={localTime(entry.at)}>
        {friendlyTime(entry.at, today)}
      </time>
      {entry.said.length ? (
        <dl className="al-timeline__said">
          {entry.said.map((s) => (
            <div key={s.label}>
              <dt>{s.label}</dt>
              <dd>{s.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {onLook ? (
        <button type="button" className="al-link" onClick={onLook}>
          当时的内容
        </button>
      ) : null}
    </li>
  );
}
