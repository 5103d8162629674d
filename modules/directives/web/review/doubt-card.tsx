// One question to the reviewer: what is doubtful, why, and the answers with their keys.
import { DayInput } from '@anlan/ui';
import { Input } from 'antd';
import { useState } from 'react';
import type { Doubt } from '../../breakdown.ts';
import { answer, editClause, editHead } from '../../review-ops.ts';
import { answersTo, meaning, toMatch, undertake } from './answers.ts';
import { useBench } from './bench.tsx';
import { plainBind } from './clause-edit.tsx';
import { Compare } from './compare.tsx';
import { clauseItem, doubtItem, doubtName, whereOf } from './items.ts';
import { UnitOrGroup } from './unit-or-group.tsx';

export function DoubtCard({ doubt: d }: { doubt: Doubt }) {
  const bench = useBench();
  const { review, editable, current } = bench;
  const item = doubtItem(d);
  const answers = answersTo(review.paper, d, bench.draft.suggestions, bench.inForce.window.to);
  return (
    <article
      className={`dr-item dr-doubt${current === item ? ' is-current' : ''}`}
      data-item={item}
      onClick={() => current !== item && bench.go(item)}
      onMouseEnter={() => bench.light(item)}
      onMouseLeave={() => bench.light(null)}
    >
      <header className="dr-item__head">
        <b className="dr-kind">{doubtName(d)}</b>
        <span>{whereOf(review.paper, d)}</span>
      </header>
      {d.places.length ? null : <p className="dr-doubt__message">{d.message}</p>}
      <Compare doubt={d} />
      {editable ? (
        <div className="dr-answers">
          {answers.map((a, i) => (
            <button key={a.label} type="button" className="dr-button" onClick={() => bench.answer(d, i)}>
              <kbd>{i + 1}</kbd>
              {a.label}
            </button>
          ))}
          <Further doubt={d} />
        </div>
      ) : null}
    </article>
  );
}

/** What no key can say: another unit, a day, a title. */
function Further({ doubt: d }: { doubt: Doubt }) {
  const { review, go } = useBench();
  const name = d.code === 'units' ? d.a?.text : undefined;
  const clause = review.paper.clauses.find((c) => d.target.type === 'clause' && c.id === d.target.id);
  if (name) return <UnitOrGroup placeholder="是另一个单位……" onPick={(s) => review.change(meaning(name, s))} />;
  if (d.code === 'no-unit')
    return (
      <UnitOrGroup
        placeholder="指定单位或分组"
        onPick={(s) =>
          review.change((b) =>
            undertake(answer(b, [d.id], `由「${s.name}」承担`), d, [{ name: s.name, ...toMatch(s) }]),
          )
        }
      />
    );
  if (d.code === 'units' && clause)
    return (
      <UnitOrGroup
        placeholder="指定单位或分组"
        onPick={(s) => review.change((b) => editClause(b, clause.id, { who: [{ name: s.name, ...toMatch(s) }] }))}
      />
    );
  if (d.code === 'no-deadline' && clause)
    return (
      <DayInput
        {...plainBind(`due-${d.id}`)}
        value={null}
        onChange={(due) => due && review.change((b) => editClause(b, clause.id, { due }))}
      />
    );
  if (d.code === 'head' && d.target.id === 'date')
    return (
      <DayInput
        {...plainBind(`date-${d.id}`)}
        value={null}
        onChange={(date) => date && review.change((b) => editHead(b, { date }))}
      />
    );
  if (d.code === 'head' && d.target.id === 'title') return <TitleAnswer />;
  if (clause)
    return (
      <button type="button" className="dr-small" onClick={() => go(clauseItem(clause), 'edit')}>
        修改这项要求
      </button>
    );
  const first = review.paper.clauses.find((c) => d.target.type === 'task' && c.taskNo === d.target.id);
  return first && d.code !== 'body-annex-differ' ? (
    <button type="button" className="dr-small" onClick={() => go(clauseItem(first), 'edit')}>
      修改本任务的要求
    </button>
  ) : null;
}

function TitleAnswer() {
  const { review } = useBench();
  const [title, setTitle] = useState('');
  return (
    <Input.Search
      value={title}
      onChange={(e) => setTitle(e.target.value)}
      placeholder="照原文填写标题"
      enterButton="补上"
      onSearch={() => title.trim().length >= 2 && review.change((b) => editHead(b, { title: title.trim() }))}
    />
  );
}
