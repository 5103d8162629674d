// The notice set as a page of paper, every quotation marked where it stands. Cheap for a hundred pages: blocks out of sight are not laid out.
/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions, jsx-a11y/mouse-events-have-key-events -- the pointer is a shortcut; the same is done by the keys of use-keys.ts */
import { type RefObject, memo, useMemo } from 'react';
import type { z } from 'zod';
import type { Block as BlockShape } from '../../contract.ts';
import { type Mark, cells, marksIn, segments, sortMarks } from './segments.ts';

type Block = z.infer<typeof BlockShape>;

export type Margin = `asked ${number}` | 'done' | null;

export type PaperProps = {
  text: string;
  blocks: readonly Block[];
  marks: readonly Mark[];
  /** What stands in the margin where a task begins: how many doubts are open, or that all is confirmed. */
  margin: (taskNo: string) => Margin;
  root: RefObject<HTMLDivElement | null>;
  onPick: (item: string) => void;
  onLight: (item: string | null) => void;
};

/** The innermost item under the pointer: of nested quotations the shortest. */
const itemAt = (target: EventTarget) =>
  (target as Element).closest<HTMLElement>('[data-items]')?.dataset['items']?.split(' ')[0] ?? null;

export const Paper = memo(function Paper({ text, blocks, marks, margin, root, onPick, onLight }: PaperProps) {
  const sorted = useMemo(() => sortMarks(marks), [marks]);
  const starts = useMemo(() => firstOfTask(blocks), [blocks]);
  return (
    <div
      className="dr-sheet"
      ref={root}
      lang="zh-CN"
      onClick={(e) => {
        const item = getSelection()?.isCollapsed === false ? null : itemAt(e.target);
        if (item) onPick(item);
      }}
      onMouseOver={(e) => onLight(itemAt(e.target))}
      onMouseLeave={() => onLight(null)}
    >
      {blocks.map((b, i) => (
        <PaperBlock
          key={b.source[0]}
          text={text}
          block={b}
          marks={marksIn(sorted, ...b.source)}
          margin={b.taskNo !== null && starts.get(b.taskNo) === i ? margin(b.taskNo) : null}
        />
      ))}
    </div>
  );
});

function firstOfTask(blocks: readonly Block[]) {
  const first = new Map<string, number>();
  for (const [i, b] of blocks.entries()) if (b.taskNo !== null && !first.has(b.taskNo)) first.set(b.taskNo, i);
  return first;
}

type BlockProps = { text: string; block: Block; marks: readonly Mark[]; margin: Margin };

const sameMarks = (a: readonly Mark[], b: readonly Mark[]) =>
  a.length === b.length &&
  a.every(
    (m, i) =>
      m.item === b[i]!.item &&
      m.look === b[i]!.look &&
      m.source[0] === b[i]!.source[0] &&
      m.source[1] === b[i]!.source[1],
  );

const PaperBlock = memo(
  function PaperBlock({ text, block, marks, margin }: BlockProps) {
    const [from, to] = block.source;
    const look =
      block.kind === 'heading' ? `dr-b dr-b--heading dr-b--h${block.level ?? 1}` : `dr-b dr-b--${block.kind}`;
    if (block.kind === 'row') {
      const parts = cells(text, from, to);
      return (
        <div className={look} data-cells={parts.length}>
          {parts.map(([a, b], i) => (
            <div key={a} className="dr-cell" data-col={i}>
              <Pieces text={text} from={a} to={b} marks={marks} />
            </div>
          ))}
        </div>
      );
    }
    return (
      <p className={look}>
        {margin ? (
          <span className={`dr-margin dr-margin--${margin.split(' ')[0]}`}>
            {margin === 'done' ? '✓' : `${margin.split(' ')[1]} 疑`}
          </span>
        ) : null}
        <Pieces text={text} from={from} to={to} marks={marks} />
      </p>
    );
  },
  (a, b) => a.text === b.text && a.block === b.block && a.margin === b.margin && sameMarks(a.marks, b.marks),
);

/** Each piece is one text node that begins at `data-at`, so that a selection leads back to exact offsets. Breaks of the file's lines take no room. */
function Pieces({ text, from, to, marks }: { text: string; from: number; to: number; marks: readonly Mark[] }) {
  const shortestFirst = marks.toSorted((a, b) => a.source[1] - a.source[0] - (b.source[1] - b.source[0]));
  return segments(from, to, [...shortestFirst, ...breaks(text, from, to)]).map((s) => {
    const items = s.items.filter(Boolean);
    return (
      <span
        key={s.from}
        data-at={s.from}
        data-items={items.length ? items.join(' ') : undefined}
        className={s.looks.length ? `dr-m ${s.looks.map((l) => `dr-m--${l}`).join(' ')}` : undefined}
      >
        {text.slice(s.from, s.to)}
      </span>
    );
  });
}

const breaks = (text: string, from: number, to: number): Mark[] =>
  [...text.slice(from, to).matchAll(/\n+/g)].map((m) => ({
    item: '',
    look: 'break',
    source: [from + m.index, from + m.index + m[0].length],
  }));
