// 与上年对照: this notice beside one issued before; what was decided then is taken over by a person, one by one or all that is kept at once.
import { Loading, Trouble, useCall } from '@anlan/ui';
import { Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { Clause, Task } from '../../breakdown.ts';
import { type Comparison, type Proposal, type Twin, carry, carryKept, compare, isOpen } from '../../compare.ts';
import { directives } from '../../contract.ts';
import { useInHand, useTools } from './bench.tsx';
import { TwinText } from './twin-text.tsx';
import { bindingWords, rhythm, whoWords } from './words.ts';

export type EarlierNotices = z.output<typeof directives.routes.earlier.output>;
type Kind = Twin<Task>['kind'];
const KIND: Record<Kind, string> = { kept: '未变', changed: '有改动', new: '今年新增', dropped: '今年没有' };

export function Earlier({ notices }: { notices: EarlierNotices }) {
  const [chosen, setChosen] = useState<string | null>(notices.likely);
  return (
    <section className="dr-earlier" aria-label="与上年对照">
      <Select
        className="dr-earlier__choice"
        aria-label="对照哪一份"
        placeholder="选择以前下达的一份通知"
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen}
        onChange={setChosen}
        options={notices.items.map((n) => ({
          value: n.id,
          label: `${n.issueDate ? `${n.issueDate.slice(0, 4)}年 · ` : ''}${n.title}`,
        }))}
      />
      {chosen ? <Compared key={chosen} id={chosen} /> : <p className="dr-hint">选一份以前的通知，逐项比较。</p>}
    </section>
  );
}

function Compared({ id }: { id: string }) {
  const { paper } = useInHand();
  const { data, error, refetch } = useCall(directives.routes.draft, { id });
  const before = data?.breakdown;
  const comparison = useMemo(() => (before ? compare(before, paper) : null), [before, paper]);
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!comparison) return <Loading lines={8} label="正在对照" />;
  return <Shown comparison={comparison} />;
}

function Shown({ comparison: c }: { comparison: Comparison }) {
  const { change, editable } = useTools();
  const [only, setOnly] = useState<Kind | 'all'>('all');
  const count = (k: Kind) => c.tasks.filter((t) => t.kind === k).length;
  const waiting = c.clauses.filter((t) => t.kind === 'kept' && openOf(c, t)).length + c.names.length + c.answers.length;
  const tasks = c.tasks.filter(
    (t) => only === 'all' || t.kind === only || clausesOf(c, t).some((x) => x.kind === only),
  );
  const loose = c.clauses.filter((t) => (t.now ?? t.before).taskNo === null && (only === 'all' || t.kind === only));
  return (
    <>
      <p className="dr-earlier__sum">
        {count('kept')} 项任务未变，{count('changed')} 项有改动，新增 {count('new')} 项，{count('dropped')} 项今年没有。
      </p>
      {editable && waiting ? (
        <button type="button" className="dr-button" onClick={() => change((b) => carryKept(b, c))}>
          未变的全部沿用上年
        </button>
      ) : null}
      <Segmented
        size="small"
        value={only}
        onChange={setOnly}
        options={[{ value: 'all' as const, label: '全部' }, ...kinds.map((k) => ({ value: k, label: KIND[k] }))]}
      />
      {tasks.map((t) => (
        <TaskTwin
          key={`${t.now?.no ?? '-'} ${t.before?.no ?? '-'}`}
          task={t}
          clauses={clausesOf(c, t)}
          comparison={c}
        />
      ))}
      {loose.length ? (
        <section className="dr-task">
          <h3>不在任务内的要求</h3>
          {loose.map((t) => (
            <ClauseTwin key={(t.now ?? t.before).id} clause={t} comparison={c} />
          ))}
        </section>
      ) : null}
    </>
  );
}

const kinds: Kind[] = ['changed', 'new', 'dropped', 'kept'];

const openOf = (c: Comparison, t: Twin<Clause>): Proposal | null => {
  const p = t.now ? c.proposals.get(t.now.id) : undefined;
  return p && isOpen(p) ? p : null;
};

/** Clauses of a task of this year; what is gone stands where it stood. */
const clausesOf = (c: Comparison, t: Twin<Task>) =>
  c.clauses.filter((x) => (x.now ? x.now.taskNo === t.now?.no : t.before !== null && x.before.taskNo === t.before.no));

type TaskTwinProps = { task: Twin<Task>; clauses: readonly Twin<Clause>[]; comparison: Comparison };

function TaskTwin({ task, clauses, comparison }: TaskTwinProps) {
  const { no, title } = task.now ?? task.before;
  const moved = task.now && task.before && task.before.no !== task.now.no ? `上年第 ${task.before.no} 项` : null;
  return (
    <section className={`dr-task dr-twin dr-twin--${task.kind}`}>
      <h3>
        <span className="dr-task__no">{no}</span>
        {title}
        <small>{[KIND[task.kind], moved].filter(Boolean).join(' · ')}</small>
      </h3>
      {task.kind === 'changed' ? (
        <p className="dr-twin__text">
          <TwinText twin={task} />
        </p>
      ) : null}
      {clauses.map((x) => (
        <ClauseTwin key={(x.now ?? x.before).id} clause={x} comparison={comparison} />
      ))}
    </section>
  );
}

function ClauseTwin({ clause: t, comparison }: { clause: Twin<Clause>; comparison: Comparison }) {
  const { bindings, change, editable } = useTools();
  const open = openOf(comparison, t);
  const said = t.before ?? t.now;
  return (
    <article className={`dr-twin__clause dr-twin--${t.kind}`}>
      <p>
        <TwinText twin={t} />
      </p>
      <p className="dr-twin__how">
        <b>{KIND[t.kind]}</b>
        {t.before ? `上年：${whoWords(said)}；${rhythm(said)}；${bindingWords(said.binding, bindings)}` : null}
        {open && editable ? (
          <button type="button" className="dr-small" onClick={() => change((b) => carry(b, open))}>
            沿用
          </button>
        ) : t.now && t.before ? (
          <span>{t.now.accepted ? '已确认' : '待确认'}</span>
        ) : null}
      </p>
    </article>
  );
}
