// One question to the reviewer: what is doubtful, why, and the answers with their keys.
/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the pointer is a shortcut; the same is done by the keys of use-keys.ts */
import { DayInput } from '@anlan/ui';
import { Input } from 'antd';
import { memo, useState } from 'react';
import type { Doubt } from '../../breakdown.ts';
import { answer, editClause, editHead } from '../../review-ops.ts';
import { meaning, toMatch, undertake } from './answers.ts';
import { useInHand, useTools } from './bench.tsx';
import { plainBind } from './clause-edit.tsx';
import { Compare } from './compare.tsx';
import { clauseItem, doubtItem, doubtName } from './items.ts';
import { UnitOrGroup } from './unit-or-group.tsx';

type CardProps = {
  doubt: Doubt;
  where: string;
  /** The answers in the order of their keys, a line each: text, so that an unchanged card is known as such. */
  answers: string;
  inView: boolean;
};

export const DoubtCard = memo(function DoubtCard({ doubt: d, where, answers, inView }: CardProps) {
  const tools = useTools();
  const { editable, go, light } = tools;
  const item = doubtItem(d);
  return (
    <article
      className={`dr-item dr-doubt${inView ? ' is-current' : ''}`}
      data-item={item}
      onClick={() => inView || go(item)}
      onMouseEnter={() => light(item)}
      onMouseLeave={() => light(null)}
    >
      <header className="dr-item__head">
        <b className="dr-kind">{doubtName(d)}</b>
        <span>{where}</span>
      </header>
      {d.places.length ? null : <p className="dr-doubt__message">{d.message}</p>}
      <Compare doubt={d} />
      {editable ? (
        <div className="dr-answers">
          {answers
            .split('\n')
            .filter(Boolean)
            .map((label, i) => (
              <button key={label} type="button" className="dr-button" onClick={() => tools.answer(d, i)}>
                <kbd>{i + 1}</kbd>
                {label}
              </button>
            ))}
          {inView ? <Further doubt={d} /> : null}
        </div>
      ) : null}
    </article>
  );
});

/** What no key can say: another unit, a day, a title. */
function Further({ doubt: d }: { doubt: Doubt }) {
  const { change, go } = useTools();
  const { paper } = useInHand();
  const name = d.code === 'units' ? d.a?.text : undefined;
  const clause = paper.clauses.find((c) => d.target.type === 'clause' && c.id === d.target.id);
  if (name) return <UnitOrGroup placeholder="是另一个单位……" onPick={(s) => change(meaning(name, s))} />;
  if (d.code === 'no-unit')
    return (
      <UnitOrGroup
        placeholder="指定单位或分组"
        onPick={(s) =>
          change((b) => undertake(answer(b, [d.id], `由「${s.name}」承担`), d, [{ name: s.name, ...toMatch(s) }]))
        }
      />
    );
  if (d.code === 'units' && clause)
    return (
      <UnitOrGroup
        placeholder="指定单位或分组"
        onPick={(s) => change((b) => editClause(b, clause.id, { who: [{ name: s.name, ...toMatch(s) }] }))}
      />
    );
  if (d.code === 'no-deadline' && clause)
    return (
      <DayInput
        {...plainBind(`due-${d.id}`)}
        value={null}
        onChange={(due) => due && change((b) => editClause(b, clause.id, { due }))}
      />
    );
  if (d.code === 'head' && d.target.id === 'date')
    return (
      <DayInput
        {...plainBind(`date-${d.id}`)}
        value={null}
        onChange={(date) => date && change((b) => editHead(b, { date }))}
      />
    );
  if (d.code === 'head' && d.target.id === 'title') return <TitleAnswer />;
  if (clause)
    return (
      <button type="button" className="dr-small" onClick={() => go(clauseItem(clause), 'edit')}>
        修改这项要求
      </button>
    );
  const first = paper.clauses.find((c) => d.target.type === 'task' && c.taskNo === d.target.id);
  return first && d.code !== 'body-annex-differ' ? (
    <button type="button" className="dr-small" onClick={() => go(clauseItem(first), 'edit')}>
      修改本任务的要求
    </button>
  ) : null;
}

function TitleAnswer() {
  const { change } = useTools();
  const [title, setTitle] = useState('');
  return (
    <Input.Search
      value={title}
      onChange={(e) => setTitle(e.target.value)}
      placeholder="照原文填写标题"
      enterButton="补上"
      onSearch={() => title.trim().length >= 2 && change((b) => editHead(b, { title: title.trim() }))}
    />
  );
}
