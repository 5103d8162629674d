// The life of a record: who did what, when, and what was said with it.
import { type TimelineEntry, deskRoutes } from '@anlan/contract';
import { useCall } from '../data/query.ts';
import { useToday } from '../data/me.ts';
import { friendlyTime, localTime } from '../sign/day-words.ts';
import { Empty, Loading, Trouble } from '../sign/state-of-things.tsx';

export function Timeline({ recordId }: { recordId: string }) {
  const { data, error, refetch } = useCall(deskRoutes.timeline, { id: recordId });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={3} />;
  if (!data.items.length) return <Empty title="还没有办理过程" />;
  return (
    <ol className="al-timeline">
      {data.items.map((e) => (
        <Entry key={e.id} entry={e} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
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
    </li>
  );
}
