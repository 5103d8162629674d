// The notice as a page of paper: set like an official document, each duty a sentence that can be chosen.
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { type Clause, type Living, clauseWords } from './data.ts';
import { Mark } from './mark.tsx';
import { type Laid, type Piece, type Run, cells, healed, inOrder, layPaper, settle, titleLines } from './paper.ts';

type SheetProps = {
  notice: Pick<Living, 'text' | 'blocks' | 'tasks' | 'clauses'>;
  selected: string | undefined;
  onSelect: (ruleId: string, how: 'click' | 'keys') => void;
};

export function Sheet({ notice, selected, onSelect }: SheetProps) {
  const sheet = useRef<HTMLElement>(null);
  const { text, blocks, tasks, clauses } = notice;
  const laid = useMemo(() => sections(layPaper({ text, blocks, tasks, clauses })), [text, blocks, tasks, clauses]);
  const order = useMemo(() => inOrder(clauses).map((c) => c.ruleId), [clauses]);
  useSettledMarks(sheet, laid);

  useEffect(() => {
    if (selected) sentenceIn(sheet.current, selected)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const pick = (e: MouseEvent) => {
    const rule = ruleAt(e.target);
    if (rule && !getSelection()?.toString()) onSelect(rule, 'click');
  };
  const step = (e: KeyboardEvent) => {
    const rule = ruleAt(e.target);
    if (!rule) return;
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      return onSelect(rule, 'click');
    }
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[e.key];
    const next = by && order[order.indexOf(rule) + by];
    if (!next) return;
    e.preventDefault();
    onSelect(next, 'keys');
    sentenceIn(sheet.current, next)?.focus({ preventScroll: true });
  };
  const draw: Drawing = {
    clauses: new Map(clauses.map((c) => [c.ruleId, c])),
    selected,
    reachable: selected ?? order[0],
  };
  return (
    <article className="ln-sheet" ref={sheet} onClick={pick} onKeyDown={step} aria-label="通知正文">
      {laid.map((part, i) =>
        Array.isArray(part) ? <Rows key={i} rows={part} draw={draw} /> : <Block key={i} block={part} draw={draw} />,
      )}
    </article>
  );
}

type Drawing = { clauses: ReadonlyMap<string, Clause>; selected: string | undefined; reachable: string | undefined };

const ruleAt = (target: EventTarget) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-rule]')?.dataset.rule : undefined;
const sentenceIn = (sheet: HTMLElement | null, rule: string) =>
  sheet?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(rule)}"][role]`);

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
  const className = `ln-block ln-block--${block.kind}${block.kind === 'heading' || block.kind === 'item' ? ` ln-level-${block.level}` : ''}`;
  const runs = block.runs.map((run, i) => <Stretch key={i} run={run} draw={draw} />);
  if (block.kind === 'title')
    return (
      <h1 className={className}>
        {titleLines(block.runs.map((r) => r.text).join('')).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h1>
    );
  if (block.kind === 'heading') return <h2 className={className}>{runs}</h2>;
  return <p className={className}>{runs}</p>;
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

/** A run: plain, a title, or part of a sentence that carries a duty. */
function Stretch({ run, draw }: { run: Run; draw: Drawing }) {
  const text = healed(run.text);
  const clause = draw.clauses.get(run.rules[0] ?? '');
  const task = run.task === null ? undefined : { 'data-task': run.task };
  if (!clause)
    return run.title ? (
      <b className="ln-title" {...task}>
        {text}
      </b>
    ) : (
      <>{text}</>
    );
  const on = run.rules.includes(draw.selected ?? '');
  const className = `ln-duty${clause.standing ? ' ln-duty--standing' : ''}${run.title ? ' ln-title' : ''}${on ? ' ln-duty--on' : ''}`;
  const begun = run.begins.flatMap((r) => draw.clauses.get(r) ?? []);
  if (!begun.length)
    return (
      <span className={className} data-rule={clause.ruleId} {...task}>
        {text}
      </span>
    );
  // The marks follow the first character, so that they stand at the line on which the sentence begins.
  const [first = '', ...rest] = text;
  return (
    <span
      className={className}
      data-rule={clause.ruleId}
      {...task}
      role="button"
      tabIndex={clause.ruleId === draw.reachable ? 0 : -1}
      aria-pressed={clause.ruleId === draw.selected}
      aria-description={clauseWords(clause)}
    >
      {first}
      {begun.map((c) => (
        <Mark key={c.ruleId} clause={c} />
      ))}
      {rest.join('')}
    </span>
  );
}

/** Between two marks, in CSS pixels. */
const GAP = 5;

/** Moves marks down where two would share a line, in `em` of the sheet, so that it holds on paper too. */
function useSettledMarks(sheet: RefObject<HTMLElement | null>, laid: unknown) {
  useLayoutEffect(() => {
    const at = sheet.current;
    if (!at) return;
    const place = () => {
      const marks = [...at.querySelectorAll<HTMLElement>('.ln-mark')];
      for (const m of marks) m.style.removeProperty('--nudge');
      const em = parseFloat(getComputedStyle(at).fontSize);
      const high = Math.max(0, ...marks.map((m) => m.offsetHeight));
      const nudges = settle(
        marks.map((m) => m.getBoundingClientRect().top),
        high + GAP,
      );
      marks.forEach((m, i) => nudges[i] && m.style.setProperty('--nudge', `${(nudges[i] / em).toFixed(3)}em`));
    };
    place();
    const watch = new ResizeObserver(place);
    watch.observe(at);
    return () => watch.disconnect();
  }, [sheet, laid]);
}
