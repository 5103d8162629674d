// Choosing where a clause is cut: click between two characters, or move with the arrows and press Enter.
/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions, jsx-a11y/prefer-tag-over-role -- a slider over words: arrow keys move the cut */
import { useEffect, useRef, useState } from 'react';
import type { Clause } from '../../breakdown.ts';

/** Places after a mark, where a cut is most likely meant. */
const likely = (text: string) =>
  [...text.matchAll(/[，、；。：]/g)].map((m) => m.index + 1).filter((i) => i > 1 && i < text.length - 1);

export function SplitLine({
  clause,
  onCut,
  onCancel,
}: {
  clause: Clause;
  onCut: (at: number) => void;
  onCancel: () => void;
}) {
  const { text } = clause;
  const marks = likely(text);
  const [at, setAt] = useState(marks.find((m) => m >= text.length / 3) ?? marks[0] ?? Math.floor(text.length / 2));
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const move = (by: 1 | -1, far: boolean) => {
    const stops = far || !marks.length ? Array.from({ length: text.length - 1 }, (_, i) => i + 1) : marks;
    const next = by > 0 ? stops.find((s) => s > at) : stops.findLast((s) => s < at);
    if (next !== undefined) setAt(next);
  };
  return (
    <div
      ref={box}
      className="dr-split"
      tabIndex={0}
      role="slider"
      aria-label="拆分位置"
      aria-valuemin={1}
      aria-valuemax={text.length - 1}
      aria-valuenow={at}
      aria-valuetext={`「${text.slice(0, at)}」与「${text.slice(at)}」`}
      onKeyDown={(e) => {
        if (e.key === 'ArrowRight' || e.key === 'ArrowDown') move(1, e.shiftKey);
        else if (e.key === 'ArrowLeft' || e.key === 'ArrowUp') move(-1, e.shiftKey);
        else if (e.key === 'Enter' && e.target === e.currentTarget) onCut(clause.source[0] + at);
        else if (e.key === 'Escape') onCancel();
        else return;
        e.preventDefault();
        e.stopPropagation();
      }}
    >
      <p className="dr-split__text">
        {Array.from(text, (char, i) => (
          <span key={i} className={i === at ? 'dr-split__at' : undefined} onClick={() => i > 0 && setAt(i)}>
            {char}
          </span>
        ))}
      </p>
      <div className="dr-split__do">
        <button type="button" className="dr-button dr-button--main" onClick={() => onCut(clause.source[0] + at)}>
          在这里拆开
        </button>
        <button type="button" className="dr-small" onClick={onCancel}>
          不拆
        </button>
        <span className="dr-hint">点字与字之间，或用 ← → 移动（Shift 逐字），回车拆开</span>
      </div>
    </div>
  );
}
