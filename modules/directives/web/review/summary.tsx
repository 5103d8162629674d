// What a leader needs before signing: how much is asked, of whom, by when, and what was in doubt. Three minutes.
import { useMemo, useState } from 'react';
import { binding } from '../../breakdown.ts';
import { debtors } from '../../preview.ts';
import { useInHand, useTools } from './bench.tsx';
import { Ahead } from './calendar-sheet.tsx';

const MONTHS = 3;
/** So many units are still named one by one. */
const FEW = 12;

export function Summary() {
  const { groups, directory } = useTools();
  const { paper } = useInHand();
  const owing = useMemo(() => debtors(paper, groups), [paper, groups]);
  const counted = binding(paper);
  const watched = counted.filter((c) => c.progress).length;
  const leaders = counted.filter((c) => c.about === 'person').length;
  const shares = [...new Set(owing.map((d) => d.clauses.length))].map((n) => ({
    n,
    units: owing.filter((d) => d.clauses.length === n).map((d) => directory.get(d.unitId) ?? '其他单位'),
  }));
  return (
    <section className="dr-summary" aria-label="签发摘要">
      <div className="dr-figures">
        <Figure n={paper.tasks.length} of="项任务" />
        <Figure n={counted.length} of="项要求" say={watched ? `其中 ${watched} 项看进展` : '都可计数'} />
        <Figure n={owing.length} of="个责任单位" {...(leaders ? { say: `${leaders} 项由班子成员完成` } : {})} />
        <Figure n={paper.doubts.length} of="个疑问" say="均已答复" />
      </div>
      <h3>谁承担多少</h3>
      <ul className="dr-shares">
        {shares.map((s) => (
          <li key={s.n}>
            <b>{s.n} 项</b>
            <Units names={s.units} />
          </li>
        ))}
      </ul>
      <h3>最近三个月到期</h3>
      <Ahead months={MONTHS} />
    </section>
  );
}

/** Names of more units than fit a line or two are told by their number; a click tells them all. */
function Units({ names }: { names: readonly string[] }) {
  const [all, setAll] = useState(names.length <= FEW);
  return (
    <span>
      {(all ? names : names.slice(0, FEW / 2)).join('、')}
      {all ? null : (
        <button type="button" className="dr-small" onClick={() => setAll(true)}>
          等 {names.length} 个单位
        </button>
      )}
    </span>
  );
}

const Figure = ({ n, of, say }: { n: number; of: string; say?: string }) => (
  <div>
    <b>{n}</b>
    {of}
    {say ? <small>{say}</small> : null}
  </div>
);
