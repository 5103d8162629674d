// The notice as a page of paper, set like an official document.
import { useEffect, useMemo, useRef } from 'react';
import { type Living, livingPath, useOn } from './data.ts';
import { type Laid, type Piece, cells, inOrder, layPaper, titleLines } from './paper.ts';
import { type Drawing, Stretch, sentenceIn } from './sentence.tsx';
import { useSettledMarks } from './use-settled-marks.ts';

type SheetProps = {
  id: string;
  notice: Pick<Living, 'text' | 'blocks' | 'tasks' | 'clauses'>;
  selected: string | undefined;
  onSelect: (ruleId: string, how: 'click' | 'keys') => void;
};

export function Sheet({ id, notice, selected, onSelect }: SheetProps) {
  const on = useOn();
  const sheet = useRef<HTMLElement>(null);
  const { text, blocks, tasks, clauses } = notice;
  const laid = useMemo(() => sections(layPaper({ text, blocks, tasks, clauses })), [text, blocks, tasks, clauses]);
  const order = useMemo(() => inOrder(clauses).map((c) => c.ruleId), [clauses]);
  useSettledMarks(sheet);

  useEffect(() => {
    if (selected) sentenceIn(sheet.current, selected)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const draw: Drawing = {
    clauses: new Map(clauses.map((c) => [c.ruleId, c])),
    selected,
    reachable: selected ?? order[0],
    link: (rule) => livingPath(id, { rule, on }),
    onPick: (rule) => onSelect(rule, 'click'),
    onStep(from, by) {
      const next = order[order.indexOf(from) + by];
      if (!next) return;
      onSelect(next, 'keys');
      sentenceIn(sheet.current, next)?.focus({ preventScroll: true });
    },
  };
  return (
    <article className="ln-sheet" ref={sheet} aria-label="通知正文">
      {laid.map((part, i) =>
        Array.isArray(part) ? <Rows key={i} rows={part} draw={draw} /> : <Block key={i} block={part} draw={draw} />,
      )}
    </article>
  );
}

/** Blocks in order, rows of one table gathered, the blanks between dropped. */
function sections(pieces: readonly Piece[]): (Laid | Laid[])[] {
  const parts: (Laid | Laid[])[] = [];
  for (const piece of pieces) {
    if (!('runs' in piece)) continue;
    const last = parts.at(-1);
    if (piece.kind !== 'row') parts.push(piece);
    else if (Array.isArray(last)) last.push(piece);
    else parts.push([piece]);
  }
  return parts;
}

function Block({ block, draw }: { block: Laid; draw: Drawing }) {
  const level = block.kind === 'heading' || block.kind === 'item' ? ` ln-level-${block.level}` : '';
  const className = `ln-block ln-block--${block.kind}${level}`;
  if (block.kind === 'title')
    return (
      <h1 className={className}>
        {titleLines(block.runs.map((r) => r.text).join('')).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h1>
    );
  const runs = block.runs.map((run, i) => <Stretch key={i} run={run} draw={draw} />);
  return block.kind === 'heading' ? <h2 className={className}>{runs}</h2> : <p className={className}>{runs}</p>;
}

function Rows({ rows, draw }: { rows: readonly Laid[]; draw: Drawing }) {
  const table = rows.map((r) => cells(r.runs));
  const headed = table[0]?.[0]?.[0]?.text === '序号';
  return (
    <div className="ln-rows">
      <table>
        <tbody>
          {table.map((row, r) => (
            <tr key={r} className={headed && r === 0 ? 'ln-rows__head' : undefined}>
              {row.map((cell, c) => (
                <td key={c}>
                  {cell.map((run, i) => (
                    <Stretch key={i} run={run} draw={draw} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
