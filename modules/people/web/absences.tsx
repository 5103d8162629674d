// 请假与代理: who is away, who stands in, until when; and coming back early.
import { Empty, Go, Loading, Section, Trouble, useCall, useMay, useToday, useUrlState } from '@anlan/ui';
import { Segmented } from 'antd';
import type { AbsenceView } from '../contract/person.ts';
import { ABSENCES } from '../contract/words.ts';
import { people } from '../contract.ts';
import { Deed } from './deed.tsx';
import { personPath, unitPath } from './words.ts';

const { absences, noteAbsence, endAbsence } = people.routes;
const WHEN = [
  { value: 'now', label: '现在不在岗' },
  { value: 'coming', label: '将要开始' },
  { value: 'past', label: '已经结束' },
] as const;
const NOBODY = { now: '现在没有人请假。', coming: '没有将要开始的请假。', past: '没有已经结束的请假。' };

export function Leave() {
  const [url, set] = useUrlState();
  const today = useToday();
  const keeps = useMay('org.people');
  const when = WHEN.find((w) => w.value === url['when'])?.value ?? 'now';
  const { data, error, refetch } = useCall(absences, { when }, { keep: true });
  return (
    <article className="al-record">
      <header className="al-record__head">
        <h1>请假与代理</h1>
        <p className="al-quiet">离岗期间由代理人（AB角）办理，办理时注明「某某代」；到期自动恢复。</p>
      </header>
      <div className="al-record__bar">
        <Segmented aria-label="时间" options={[...WHEN]} value={when} onChange={(w) => set({ when: w })} />
        {keeps ? (
          <Deed
            route={noteAbsence}
            main
            known={{ kind: 'leave', fromDay: today }}
            only={['personId', 'kind', 'reason', 'fromDay', 'toDay', 'standInPersonId']}
            consequence="有代理人的，期间的待办同时送达两人；领导整期不在岗的，系统会提请免除本期个人任务。"
            said={(a) => a.said}
          />
        ) : null}
      </div>
      {error ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Section title={`${data.items.length} 项`}>
          {data.items.length ? <Absences rows={data.items} named /> : <Empty title={NOBODY[when]} />}
        </Section>
      ) : (
        <Loading lines={6} />
      )}
    </article>
  );
}

/** Leaves as rows; `named` where they are of several people. */
export function Absences({ rows, named }: { rows: readonly AbsenceView[]; named?: boolean }) {
  return (
    <ul className="pe-rows">
      {rows.map((a) => (
        <li key={a.id}>
          <span>
            {named ? (
              <>
                <Go to={personPath(a.personId)}>{a.name}</Go> <Go to={unitPath(a.unitId)}>{a.unitName}</Go>{' '}
                {a.title}{' '}
              </>
            ) : null}
            {ABSENCES[a.kind as keyof typeof ABSENCES]}（{a.reason}）
            <span className="al-quiet">
              {' '}
              {a.fromDay} 至 {a.toDay}，{a.standInName ? `${a.standInName}代理` : '没有代理人'}
              {named ? '' : ` · ${a.unitName}${a.title}`}
            </span>
          </span>
          {a.mayKeep ? <Ending a={a} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Ending({ a }: { a: AbsenceView }) {
  const today = useToday();
  return a.fromDay > today ? (
    <Deed
      route={endAbsence}
      label="撤回"
      link
      about={a.name}
      known={{ id: a.id, lastDay: null }}
      only={[]}
      consequence={`${a.fromDay} 至 ${a.toDay} 的请假还没有开始，撤回后照常在岗。`}
    />
  ) : (
    <Deed
      route={endAbsence}
      link
      about={a.name}
      known={{ id: a.id, lastDay: today }}
      only={['lastDay']}
      consequence="从第二天起本人照常办理，代理人不再看到他的待办。"
    />
  );
}
