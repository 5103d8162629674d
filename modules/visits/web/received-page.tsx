// The visits that one unit received: for the venue itself, and for whoever looks after it.
import { Empty, Go, Loading, type PageProps, Trouble, useCall } from '@anlan/ui';
import { visits } from '../contract.ts';

/** `/visits/at/:id` */
export function ReceivedPage({ params }: PageProps) {
  const { data, error, refetch } = useCall(visits.routes.received, { unitId: params['id']! });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
  return (
    <article className="al-record al-form-page">
      <header className="al-record__head">
        <h1>{data.unitName}：领导到访</h1>
        <p className="al-quiet">领导到这里调研、服务指导和督导检查的记录，最近的在前。</p>
      </header>
      {data.items.length ? (
        <ul className="vs-received">
          {data.items.map((v) => (
            <li key={v.id}>
              <Go className="al-link" to={`/visits/${v.id}`}>
                {v.visitedOn}　{v.leaders}
              </Go>
              <span className="al-quiet">
                {v.fromUnit}　{v.manner}　{v.number}
              </span>
              {v.waiting ? <strong>{v.waiting} 条提示待答复</strong> : null}
            </li>
          ))}
        </ul>
      ) : (
        <Empty title="还没有领导到访的记录。" />
      )}
    </article>
  );
}
