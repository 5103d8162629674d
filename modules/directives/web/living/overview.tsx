// Before a sentence is chosen: what in the whole notice deserves a look, worst first. Five minutes for a leader.
import { LIGHT_LABEL, LIGHT_SIGN, type Light } from '@anlan/contract';
import { Counts } from './counts.tsx';
import { type Clause, type Living, taskName } from './data.ts';

const WORST_FIRST: readonly Light[] = ['missed', 'soon', 'going', 'ahead', 'done'];
/** As many as one looks through at a glance. */
const MOST = 12;

export function Overview({
  living,
  onSelect,
}: {
  living: Pick<Living, 'tasks' | 'clauses'>;
  onSelect: (ruleId: string) => void;
}) {
  const counted = living.clauses.filter((c) => !c.standing && c.total > 0);
  const rest = (c: Clause) => c.total - c.done;
  const look = counted
    .filter((c) => c.light === 'missed' || c.light === 'soon' || c.missedBefore > 0)
    .toSorted(
      (a, b) =>
        WORST_FIRST.indexOf(a.light) - WORST_FIRST.indexOf(b.light) ||
        rest(b) - rest(a) ||
        b.missedBefore - a.missedBefore,
    );
  return (
    <aside className="ln-panel ln-panel--overview" aria-label="全文完成情况">
      <header className="ln-panel__head">
        <h2>全文完成情况</h2>
      </header>
      <p className="ln-panel__who">点选正文中带下划线的句子，看各单位的完成情况和佐证。</p>
      <Counts counts={tally(living.tasks)} of={`${living.tasks.length} 项任务`} />
      <section className="ln-part">
        <h3>要看的地方{look.length ? <small>{look.length} 处</small> : null}</h3>
        {look.length ? (
          <ul className="ln-look">
            {look.slice(0, MOST).map((c) => (
              <li key={c.ruleId}>
                <button type="button" onClick={() => onSelect(c.ruleId)}>
                  <span className={`al-light--${c.light}`} aria-label={LIGHT_LABEL[c.light]}>
                    {LIGHT_SIGN[c.light]}
                  </span>
                  <span>
                    {c.text}
                    <small>
                      {[
                        taskName(c.taskNo),
                        c.periodLabel,
                        c.total > 1 && `${c.done}/${c.total}`,
                        c.missedBefore > 0 && `以前缺 ${c.missedBefore} 期`,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <p className="ln-quiet">没有逾期和将到期的要求。</p>
        )}
      </section>
    </aside>
  );
}

function tally(tasks: Living['tasks']) {
  const counts: Partial<Record<Light, number>> = {};
  for (const { light } of tasks) counts[light] = (counts[light] ?? 0) + 1;
  return counts;
}
