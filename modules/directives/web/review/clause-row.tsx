// One clause in the panel: its words, what it asks in one line, and, when it is the current one, what can be done with it.
/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- the pointer is a shortcut; the same is done by the keys of use-keys.ts */
import { memo } from 'react';
import { v7 as newId } from 'uuid';
import type { Clause } from '../../breakdown.ts';
import { previewClause } from '../../preview.ts';
import { nextOf, split } from '../../review-cut.ts';
import { doubtsAbout, lacks } from '../../review-ops.ts';
import { type Mode, useInHand, useTools } from './bench.tsx';
import { Months, Strip, inWords } from './calendar.tsx';
import { ClauseEdit } from './clause-edit.tsx';
import { type Look, clauseItem } from './items.ts';
import { SplitLine } from './split-line.tsx';
import { bindingWords, rhythm, whoWords } from './words.ts';

const SIGN = { doubt: '?', wanting: '!', open: '○', done: '✓', listed: '·' } as const;
const STANDS = { doubt: '有疑问', wanting: '缺内容', open: '待确认', done: '已确认', listed: '只列出' } as const;

type RowProps = {
  clause: Clause;
  /** The same with its days as they will be in force. */
  moved: Clause;
  look: Look;
  inView: boolean;
  mode: Mode;
};

export const ClauseRow = memo(function ClauseRow({ clause: c, moved, look, inView, mode }: RowProps) {
  const { bindings, go, light } = useTools();
  const item = clauseItem(c);
  const wanting = lacks(c);
  return (
    <article
      className={`dr-item dr-clause dr-clause--${look}${inView ? ' is-current' : ''}`}
      data-item={item}
      onClick={() => inView || go(item)}
      onMouseEnter={() => light(item)}
      onMouseLeave={() => light(null)}
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
          {c.binding === 'none' ? null : <span>{bindingWords(c.binding, bindings)}</span>}
          {wanting ? <em>{wanting}</em> : null}
        </p>
        {inView ? <Opened clause={c} mode={mode} /> : null}
      </div>
    </article>
  );
});

function Opened({ clause: c, mode }: { clause: Clause; mode: Mode }) {
  const { text, editable, today, change, go, accept, merge, strike } = useTools();
  const { paper } = useInHand();
  const item = clauseItem(c);
  const shown = previewClause(paper, c.id, today);
  const open = doubtsAbout(paper, c).length;
  const toggle = (m: Mode) => go(item, mode === m ? null : m);
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
          onCancel={() => go(item)}
          onCut={(at) => change((b) => split(b, text, c.id, at, newId())) && go(item)}
        />
      ) : null}
      {editable && mode && mode !== 'split' ? (
        <ClauseEdit key={mode} clause={c} focus={mode === 'edit' ? null : mode} />
      ) : null}
      {editable ? (
        <div className="dr-do">
          <Do k="a" main={!c.accepted} onClick={() => accept(c)}>
            {c.accepted ? '取消确认' : '确认'}
          </Do>
          <Do k="e" on={mode === 'edit'} onClick={() => toggle('edit')}>
            修改
          </Do>
          <Do k="s" on={mode === 'split'} onClick={() => toggle('split')}>
            拆分
          </Do>
          {nextOf(paper, c.id) ? (
            <Do k="m" onClick={() => merge(c)}>
              并入下一项
            </Do>
          ) : null}
          <Do k="x" onClick={() => strike(c)}>
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
