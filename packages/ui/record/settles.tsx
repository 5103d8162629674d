// 「本记录完成了」: the duties that this one record settles, wherever they come from.
import { deskRoutes } from '@anlan/contract';
import { useCall } from '../data/query.ts';
import { PeriodLight } from '../sign/light.tsx';
import { Loading, Trouble } from '../sign/state-of-things.tsx';

export function Settles({ recordId }: { recordId: string }) {
  const { data, error, refetch } = useCall(deskRoutes.settles, { id: recordId });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={2} />;
  if (!data.items.length) return <p className="al-quiet">还没有任务由这条记录完成。</p>;
  return (
    <ul className="al-settles">
      {data.items.map((p) => (
        <li key={p.id}>
          <PeriodLight period={p} />
          <div>
            <div>{p.title}</div>
            <div className="al-quiet">
              {p.leaderName ?? p.unitName} · {p.label} · {p.sourceTitle}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
