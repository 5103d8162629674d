// How far the review is, and whether what was done is kept.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- drawn as one quiet line */
import { openDoubts } from '../../breakdown.ts';
import type { Directive } from '../../contract.ts';
import { useInHand, useTools } from './bench.tsx';
import type { Saving } from './use-review.ts';

type ProgressProps = { door: Directive['door']; onKeys: () => void; onCalendar: () => void };

export function Progress({ door, onKeys, onCalendar }: ProgressProps) {
  const { editable } = useTools();
  const { review, paper } = useInHand();
  const { saving } = review;
  const doubts = openDoubts(paper).length;
  const waiting = paper.clauses.filter((c) => !c.accepted).length;
  const all = paper.doubts.length + paper.clauses.length;
  const share = all ? (all - doubts - waiting) / all : 1;
  return (
    <div className="dr-progress">
      <div className="dr-progress__line">
        <output className="dr-progress__said">
          {doubts
            ? `还有 ${doubts} 个疑问`
            : waiting
              ? `疑问已答完，还有 ${waiting} 项待确认`
              : editable
                ? `全部核对完毕，可以${door === 'own' ? '送核' : '送批'}`
                : '已全部核对'}
        </output>
        {doubts && waiting ? <span>{waiting} 项待确认</span> : null}
        <span className="dr-progress__more">
          {editable ? <Saved saving={saving} onRetry={() => void review.save()} /> : null}
          {review.canUndo ? (
            <button type="button" className="dr-small" onClick={review.undo} aria-keyshortcuts="z">
              撤销 <kbd>z</kbd>
            </button>
          ) : null}
          <button type="button" className="dr-small" onClick={onCalendar} aria-keyshortcuts="c">
            日历 <kbd>c</kbd>
          </button>
          {editable ? (
            <button type="button" className="dr-small dr-wide" onClick={onKeys} aria-keyshortcuts="?">
              按键 <kbd>?</kbd>
            </button>
          ) : null}
        </span>
      </div>
      <div
        className="dr-progress__bar"
        role="progressbar"
        aria-valuenow={Math.round(share * 100)}
        aria-label="核对进度"
      >
        <i style={{ width: `${share * 100}%` }} />
      </div>
      <Clash />
    </div>
  );
}

const WORDS = { saved: '已保存', waiting: '待保存', saving: '保存中' } as const;

function Saved({ saving, onRetry }: { saving: Saving; onRetry: () => void }) {
  if (saving.state === 'failed')
    return (
      <button type="button" className="dr-small dr-bad" onClick={onRetry} data-why={saving.why}>
        没有存上，重试
      </button>
    );
  return <span className="dr-saved">{saving.state === 'clash' ? '已按您的保存' : WORDS[saving.state]}</span>;
}

/** Two changed the same: said in the open, mine stands, the other's is one click away. */
function Clash() {
  const { review } = useInHand();
  const { saving } = review;
  if (saving.state === 'failed') return <p className="dr-notice dr-notice--bad">{saving.why}</p>;
  if (saving.state !== 'clash') return null;
  return (
    <div className="dr-notice" role="alert">
      <p>同事刚才也改了：{saving.what.join('、')}。现在按您的保存，其余改动已经合在一起。</p>
      <button type="button" className="dr-button" onClick={() => review.takeTheirs(saving.theirs)}>
        改用同事的
      </button>
      <button type="button" className="dr-small" onClick={review.keepMine}>
        保持我的
      </button>
    </div>
  );
}
