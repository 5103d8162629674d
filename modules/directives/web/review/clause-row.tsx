// One clause in the panel: its words, what it asks in one line, and, when it is the current one, what can be done with it.
import { v7 as newId } from 'uuid';
import type { Clause } from '../../breakdown.ts';
import { previewClause } from '../../preview.ts';
import { nextOf, split } from '../../review-cut.ts';
import { doubtsAbout, lacks } from '../../review-ops.ts';
import { type Mode, useBench } from './bench.tsx';
import { Months, Strip, inWords } from './calendar.tsx';
import { ClauseEdit } from './clause-edit.tsx';
import { clauseItem, lookOf } from './items.ts';
import { SplitLine } from './split-line.tsx';
import { bindingWords, rhythm, whoWords } from './words.ts';

const SIGN = { doubt: '?', wanting: '!', open: '○', done: '✓', listed: '·' } as const;
const STANDS = { doubt: '有疑问', wanting: '缺内容', open: '待确认', done: '已确认', listed: '只列出' } as const;

export function ClauseRow({ clause: c }: { clause: Clause }) {
  const bench = useBench();
  const { review, current, draft } = bench;
  const item = clauseItem(c);
  const look = lookOf(review.paper, c);
  const wanting = lacks(c);
  const inView = current === item;
  const moved = bench.inForce.clauses.find((x) => x.id === c.id) ?? c;
  return (
    <article
      className={`dr-item dr-clause dr-clause--${look}${inView ? ' is-current' : ''}`}
      data-item={item}
      onClick={() => !inView && bench.go(item)}
      onMouseEnter={() => bench.light(item)}
      onMouseLeave={() => bench.light(null)}
    >
      <span className="dr-clause__sign" role="img" aria-label={STANDS[look]} data-why={wanting ?? STANDS[look]}>
        {SIGN[look]}
      </span>
      <div className="dr-clause__main">
        <p className="dr-clause__text">
          {c.text}
          {c.progress ? <small data-why="这项任务没有可计数的要求，按期填报一句话进展">看进展</small> : null}
        </p>
        <p className="dr-clause__asks">
          <b>{rhythm(moved)}</b>
          <span>{whoWords(c)}</span>
          {c.binding === 'none' ? null : <span>{bindingWords(c.binding, draft.bindings)}</span>}
          {wanting ? <em>{wanting}</em> : null}
        </p>
        {inView ? <Opened clause={c} mode={bench.mode} /> : null}
      </div>
    </article>
  );
}

function Opened({ clause: c, mode }: { clause: Clause; mode: Mode }) {
  const bench = useBench();
  const { review, draft, editable, today } = bench;
  const item = clauseItem(c);
  const shown = previewClause(review.paper, c.id, today);
  const open = doubtsAbout(review.paper, c).length;
  const toggle = (m: Mode) => bench.go(item, mode === m ? null : m);
  return (
    <>
      {shown?.spans.length ? (
        <div className="dr-clause__calendar">
          <p>如今天签发：{inWords(shown)}</p>
          <Months />
          <Strip preview={shown} today={today} />
        </div>
      ) : null}
      {editable && mode === 'split' ? (
        <SplitLine
          clause={c}
          onCancel={() => bench.go(item)}
          onCut={(at) => review.change((b) => split(b, draft.text, c.id, at, newId())) && bench.go(item)}
        />
      ) : null}
      {editable && mode && mode !== 'split' ? (
        <ClauseEdit key={mode} clause={c} focus={mode === 'edit' ? null : mode} />
      ) : null}
      {editable ? (
        <div className="dr-do">
          <Do k="a" main={!c.accepted} onClick={() => bench.accept(c)}>
            {c.accepted ? '取消确认' : '确认'}
          </Do>
          <Do k="e" on={mode === 'edit'} onClick={() => toggle('edit')}>
            修改
          </Do>
          <Do k="s" on={mode === 'split'} onClick={() => toggle('split')}>
            拆分
          </Do>
          {nextOf(review.paper, c.id) ? (
            <Do k="m" onClick={() => bench.merge(c)}>
              并入下一项
            </Do>
          ) : null}
          <Do k="x" onClick={() => bench.strike(c)}>
            删去
          </Do>
          {open ? <span className="dr-hint">还有 {open} 个相关疑问在上面</span> : null}
        </div>
      ) : null}
    </>
  );
}

function Do({
  k,
  main,
  on,
  onClick,
  children,
}: {
  k: string;
  main?: boolean;
  on?: boolean;
  onClick: () => void;
  children: string;
}) {
  return (
    <button
      type="button"
      className={`dr-button${main ? ' dr-button--main' : ''}${on ? ' is-on' : ''}`}
      aria-keyshortcuts={k}
      onClick={onClick}
    >
      <kbd>{k}</kbd>
      {children}
    </button>
  );
}
