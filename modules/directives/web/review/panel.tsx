// The right side of the review: what is doubtful first, then the tasks with their clauses.
import { useMemo, useState } from 'react';
import type { Directive } from '../../contract.ts';
import { accept, answer, clear, indexOf } from '../../review-ops.ts';
import { answersTo } from './answers.ts';
import { useInHand, useTools } from './bench.tsx';
import { ClauseRow } from './clause-row.tsx';
import { DoubtCard } from './doubt-card.tsx';
import { HeadSection } from './head-section.tsx';
import { type TaskGroup, clauseItem, doubtItem, doubtName, doubtsInOrder, lookOf, tasksOf, whereOf } from './items.ts';

export function Panel({ door }: { door: Directive['door'] }) {
  const { editable, change, suggestions } = useTools();
  const { paper, inForce, current } = useInHand();
  const doubts = useMemo(
    () =>
      doubtsInOrder(paper).map((d) => ({
        doubt: d,
        where: whereOf(paper, d),
        answers: answersTo(paper, d, suggestions, inForce.window.to)
          .map((x) => x.label)
          .join('\n'),
      })),
    [paper, suggestions, inForce],
  );
  const ready = useMemo(() => clear(paper), [paper]);
  const waiting = paper.clauses.filter((c) => !c.accepted).length;
  return (
    <>
      <HeadSection door={door} />
      {doubts.length ? (
        <section className="dr-section">
          <header className="dr-section__head">
            <h2>疑问</h2>
            <BodyHolds />
          </header>
          {doubts.map((d) => (
            <DoubtCard key={d.doubt.id} {...d} inView={current === doubtItem(d.doubt)} />
          ))}
        </section>
      ) : null}
      <section className="dr-section">
        <header className="dr-section__head">
          <h2>任务和要求</h2>
          {editable && ready.length ? (
            <button
              type="button"
              className="dr-button"
              onClick={() =>
                change((b) =>
                  accept(
                    b,
                    clear(b).map((c) => c.id),
                  ),
                )
              }
            >
              {ready.length === waiting
                ? `${ready.length} 项都无疑问，全部确认`
                : `其中 ${ready.length} 项无疑问，全部确认`}
            </button>
          ) : null}
        </header>
        {tasksOf(paper).map((t) => (
          <Task key={t.no ?? ''} task={t} />
        ))}
      </section>
      <Answered />
    </>
  );
}

/** The body is the legal text: where many places differ, one click says so for all of them. */
function BodyHolds() {
  const { editable, change } = useTools();
  const { paper } = useInHand();
  const differ = doubtsInOrder(paper).filter((d) => d.code === 'body-annex-differ');
  if (!editable || differ.length < 2) return null;
  const ids = differ.map((d) => d.id);
  return (
    <button type="button" className="dr-button" onClick={() => change((b) => answer(b, ids, '以正文为准'))}>
      {ids.length} 项正文与附表不同，一律以正文为准
    </button>
  );
}

function Task({ task }: { task: TaskGroup }) {
  const { paper, inForce, current, mode } = useInHand();
  const moved = inForce === paper ? null : indexOf(inForce).clause;
  const full = indexOf(paper).task.get(task.no ?? '');
  return (
    <section className="dr-task">
      <h3>
        {task.no ? <span className="dr-task__no">{task.no}</span> : null}
        {task.title}
        {full?.deadlineText ? <small>{full.deadlineText}</small> : null}
      </h3>
      {task.clauses.map((c) => (
        <ClauseRow
          key={c.id}
          clause={c}
          moved={moved?.get(c.id) ?? c}
          look={lookOf(paper, c)}
          inView={current === clauseItem(c)}
          mode={current === clauseItem(c) ? mode : null}
        />
      ))}
      {task.clauses.length ? null : <p className="dr-hint">没有要求。可在左边原文中选中文字，新增一项。</p>}
    </section>
  );
}

/** What was answered, by whom; each can be asked again. */
function Answered() {
  const { editable, change } = useTools();
  const { paper } = useInHand();
  const [open, setOpen] = useState(false);
  const done = paper.doubts.filter((d) => d.answer !== null);
  if (!done.length) return null;
  return (
    <section className="dr-section">
      <header className="dr-section__head">
        <h2>已答复的疑问 {done.length}</h2>
        <button type="button" className="dr-small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起' : '展开'}
        </button>
      </header>
      {open ? (
        <ul className="dr-answered">
          {done.map((d) => (
            <li key={d.id}>
              <span>
                {doubtName(d)} · {whereOf(paper, d)}
              </span>
              <b>{d.answer}</b>
              <span>{d.answeredByName}</span>
              {editable ? (
                <button type="button" className="dr-small" onClick={() => change((b) => answer(b, [d.id], null))}>
                  重新答复
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
