// One duty of the notice: who owes it, what settles it, how each unit stands, the proofs, and what can be done now.
import { type Repeat, REPEAT_LABEL } from '@anlan/contract';
import { Loading, Trouble, useCall } from '@anlan/ui';
import { directives } from '../../contract.ts';
import { ChangeLines, ChangeNotes, ChangeWays } from '../relief/changes.tsx';
import { Counts } from './counts.tsx';
import { type Clause, taskName, useClause } from './data.ts';
import { MyDuty } from './my-duty.tsx';
import { Proofs } from './proofs.tsx';
import { Owes } from './remind.tsx';
import { StripTable } from './strip-table.tsx';
import type { Strip } from './strips.ts';

type PanelProps = { id: string; clause: Clause; on: string | undefined; onClose: () => void };

export function ClausePanel({ id, clause, on, onClose }: PanelProps) {
  return (
    <aside className="ln-panel" aria-label="这项要求的完成情况">
      <header className="ln-panel__head">
        <h2>{clause.text.replace(/\s*\n\s*/g, '')}</h2>
        <button type="button" className="ln-panel__close" onClick={onClose} aria-label="收起">
          ×
        </button>
      </header>
      {clause.standing ? <Standing clause={clause} /> : <Inside key={clause.ruleId} id={id} clause={clause} on={on} />}
    </aside>
  );
}

function Standing({ clause }: { clause: Clause }) {
  return <p className="ln-panel__who">{taskName(clause.taskNo)} · 长期要求。只列出，不计期，也不需要填报。</p>;
}

function Inside({ id, clause, on }: Omit<PanelProps, 'onClose'>) {
  const { data, error, refetch } = useClause(id, clause.ruleId, on);
  const { data: changes } = useCall(directives.routes.changes, { id, ruleId: clause.ruleId }, { keep: true });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const repeat = clause.repeat in REPEAT_LABEL ? REPEAT_LABEL[clause.repeat as Repeat] : '';
  return (
    <>
      <p className="ln-panel__who">
        {[taskName(clause.taskNo), data.who, repeat, clause.bindingLabel].filter(Boolean).join(' · ')}
      </p>
      {changes ? <ChangeNotes changes={changes} /> : null}
      <MyDuty clause={clause} strips={data.strips} />
      <Counts counts={data.counts} of={clause.periodLabel} />
      <Owes ruleId={clause.ruleId} on={on} owing={data.owing} />
      {data.strips.length ? (
        <StripTable strips={data.strips} below={changes?.children ?? []} />
      ) : (
        <p className="ln-quiet">还没有产生期次。</p>
      )}
      <Explained strips={data.strips} />
      <Proofs proofs={data.proofs} count={data.proofCount} />
      {changes ? <ChangeLines changes={changes} /> : null}
      {changes ? (
        <ChangeWays id={id} ruleId={clause.ruleId} debtors={debtorsOf(data.strips)} changes={changes} />
      ) : null}
    </>
  );
}

/** Each unit once, however many of its leaders owe. */
const debtorsOf = (strips: readonly Strip[]) => [...new Map(strips.map((s) => [s.unitId, s])).values()];

/** What units themselves say of the periods they missed. */
function Explained({ strips }: { strips: readonly Strip[] }) {
  const said = strips.flatMap((s) => s.periods.flatMap((p) => (p.explanation ? [{ s, p, text: p.explanation }] : [])));
  if (!said.length) return null;
  return (
    <section className="ln-part">
      <h3>单位的说明</h3>
      <ul className="ln-said">
        {said.map(({ s, p, text }) => (
          <li key={p.id}>
            <b>
              {s.unitName} · {p.label} <span className={`al-light--${p.light}`}>{p.sign}</span>
            </b>
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
