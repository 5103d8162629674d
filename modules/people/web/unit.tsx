// One unit: who works there and how to reach them, what stands below, what it owes, what became of it.
import { deskRoutes } from '@anlan/contract';
import { Deadline, Empty, Go, Loading, type PageProps, PeriodLight, Section, Trouble, useCall } from '@anlan/ui';
import type { UnitPage as Shown } from '../contract/unit.ts';
import { UNIT_TYPES } from '../contract/words.ts';
import { people } from '../contract.ts';
import { Deed } from './deed.tsx';
import { Notes } from './person.tsx';
import { UnitActs } from './unit-acts.tsx';
import { awayWords, countWords, personPath, unitPath } from './words.ts';

const { routes } = people;

export function UnitPage({ params }: PageProps) {
  const { data, error, refetch } = useCall(routes.unit, { id: params['id']! });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return <Unit u={data} />;
}

function Unit({ u }: { u: Shown }) {
  return (
    <article className="al-record">
      <header className="al-record__head">
        <nav className="al-record__line" aria-label="上级单位">
          {u.above.map((a) => (
            <Go key={a.id} to={unitPath(a.id)}>
              {a.name}
            </Go>
          ))}
        </nav>
        <h1>{u.name}</h1>
        <div className="al-record__line">
          <span>{UNIT_TYPES[u.type as keyof typeof UNIT_TYPES] ?? u.type}</span>
          <span>{countWords(u) || '没有登记人员'}</span>
          {u.aliases.length ? <span>又称 {u.aliases.join('、')}</span> : null}
        </div>
        {u.closedOn ? (
          <p className="pe-closed">
            {u.closedOn} 撤销{u.closedWhy ? `：${u.closedWhy}` : ''}。
            {u.successor ? (
              <>
                由 <Go to={unitPath(u.successor.id)}>{u.successor.name}</Go> 承接。
              </>
            ) : null}
          </p>
        ) : null}
      </header>
      <UnitActs u={u} />
      <div className="al-record__cols">
        <div className="al-record__body">
          <Staff u={u} />
          {u.owing.length ? <Owing u={u} /> : <Owed id={u.id} />}
          {u.below.length ? (
            <Section title={`下属单位 ${u.below.length}`}>
              <ul className="pe-rows">
                {u.below.map((b) => (
                  <li key={b.id}>
                    <Go to={unitPath(b.id)}>{b.name}</Go>
                    <span className="al-quiet">{countWords(b)}</span>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
        <div className="al-record__side">
          <Notes notes={u.notes} />
          {u.former.length ? (
            <Section title="以前的人员">
              <ul className="pe-rows">
                {u.former.map((f) => (
                  <li key={`${f.personId}${f.fromDay}`}>
                    <span>
                      <Go to={personPath(f.personId)}>{f.name}</Go> {f.title}
                    </span>
                    <span className="al-quiet">至 {f.toDay}</span>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
      </div>
    </article>
  );
}

function Staff({ u }: { u: Shown }) {
  return (
    <Section title={`人员 ${u.people}`}>
      {u.vacancies.map((v) => (
        <p key={v.title} className="pe-closed">
          {v.title}自 {v.since} 起空缺（前任{v.lastHolder}）。
        </p>
      ))}
      {u.staff.length ? (
        <ul className="pe-rows">
          {u.staff.map((p) => (
            <li key={p.postId}>
              <span>
                <Go to={personPath(p.personId)}>{p.name}</Go> {p.title}
                {p.leader ? <span className="pe-tag">班子</span> : null}
                {p.away ? <span className="al-quiet"> {awayWords(p.away)}</span> : null}
              </span>
              <span>{p.phone ?? ''}</span>
            </li>
          ))}
        </ul>
      ) : (
        <Empty title="没有可以查看的人员。" />
      )}
    </Section>
  );
}

function Owed({ id }: { id: string }) {
  const { data } = useCall(deskRoutes.owed, { unitId: id, only: 'open', limit: 100 });
  if (!data?.items.length) return <Section title="应办任务">没有待办的任务。</Section>;
  return (
    <Section title={`应办任务 ${data.count}`}>
      <ul className="an-rows">
        {data.items.map((p) => (
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
    </Section>
  );
}

/** What a closed unit left undone, and the decision on it. */
function Owing({ u }: { u: Shown }) {
  return (
    <Section
      title={`撤销时未完的任务 ${u.owing.length}`}
      more={
        u.may.settle ? (
          <Deed
            route={routes.settleUnit}
            label="作出决定"
            about={u.shortName}
            link
            known={{ id: u.id, how: u.successor ? 'handOver' : 'exempt' }}
            only={['how', 'reason']}
            consequence="由承接单位继续完成的，同样的期次和期限转到承接单位；免除的显示「—」并注明理由。原单位的记录都保留。"
            said={(a) => `已对 ${a.settled} 项作出决定`}
          />
        ) : null
      }
    >
      <ul className="pe-rows">
        {u.owing.map((p) => (
          <li key={p.id}>
            <span>
              {p.title}
              <span className="al-quiet">
                {' '}
                {p.label}
                {p.leaderName ? ` · ${p.leaderName}` : ''}
              </span>
            </span>
            <Deadline day={p.due} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
