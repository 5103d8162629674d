// A unit found by the search: who works there, and what it owes now.
import { deskRoutes } from '@anlan/contract';
import { Deadline, Empty, Loading, PeriodLight, Section, Trouble, useCall, usePath, useUnits } from '@anlan/ui';

export function Unit() {
  const id = usePath().split('/')[2] ?? '';
  const units = useUnits();
  const owed = useCall(deskRoutes.owed, { unitId: id, only: 'open', limit: 100 });
  const people = useCall(deskRoutes.people, { unitId: id, limit: 200 });
  const unit = units.data?.items.find((u) => u.id === id);
  if (owed.error) return <Trouble error={owed.error} onRetry={() => void owed.refetch()} />;
  if (!owed.data || !people.data) return <Loading lines={8} />;
  return (
    <article className="al-record">
      <header className="al-record__head an-unit__head">
        <div className="al-record__line">单位</div>
        <h1>{unit?.name ?? '单位'}</h1>
      </header>
      <div className="al-record__cols">
        <div className="al-record__body">
          <Section title={`应办任务 ${owed.data.count}`}>
            {owed.data.items.length ? (
              <ul className="an-rows">
                {owed.data.items.map((p) => (
                  <li key={p.id} className="an-row">
                    <PeriodLight period={p} />
                    <div>
                      <div>{p.title}</div>
                      <div className="al-quiet">
                        {p.leaderName ? `${p.leaderName} · ` : ''}
                        {p.label} · {p.sourceTitle}
                      </div>
                    </div>
                    <Deadline day={p.due} />
                  </li>
                ))}
              </ul>
            ) : (
              <Empty title="没有待办的任务。" />
            )}
          </Section>
        </div>
        <div className="al-record__side">
          <Section title="人员">
            {people.data.items.length ? (
              <dl className="al-fields">
                {people.data.items.map((p) => (
                  <div key={p.postId}>
                    <dt>{p.name}</dt>
                    <dd>{p.title}</dd>
                  </div>
                ))}
              </dl>
            ) : (
              <Empty title="没有可以查看的人员。" />
            )}
          </Section>
        </div>
      </div>
    </article>
  );
}
