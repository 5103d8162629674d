// A run of the notice on paper: plain, a title, or a sentence that carries a duty and can be chosen, sent as a link, walked by keys.
import { Go } from '@anlan/ui';
import type { KeyboardEvent, MouseEvent } from 'react';
import { type Clause, clauseWords } from './data.ts';
import { Mark } from './mark.tsx';
import { type Run, healed } from './paper.ts';

/** What every sentence of a sheet shares. */
export type Drawing = {
  clauses: ReadonlyMap<string, Clause>;
  selected: string | undefined;
  /** The one sentence at which the tabulator stops; arrow keys lead on. */
  reachable: string | undefined;
  link: (ruleId: string) => string;
  onPick: (ruleId: string) => void;
  onStep: (from: string, by: 1 | -1) => void;
};

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export function Stretch({ run, draw }: { run: Run; draw: Drawing }) {
  const text = healed(run.text);
  const clause = draw.clauses.get(run.rules[0] ?? '');
  const task = run.task === null ? {} : { 'data-task': run.task };
  if (clause) return <Sentence run={run} text={text} clause={clause} draw={draw} task={task} />;
  return run.title ? (
    <b className="ln-title" {...task}>
      {text}
    </b>
  ) : (
    text
  );
}

type SentenceProps = { run: Run; text: string; clause: Clause; draw: Drawing; task: { 'data-task'?: string } };

function Sentence({ run, text, clause, draw, task }: SentenceProps) {
  const { ruleId } = clause;
  const on = run.rules.includes(draw.selected ?? '');
  const begun = run.begins.flatMap((r) => draw.clauses.get(r) ?? []);
  const pick = (e: MouseEvent) => {
    if (e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    // Whoever marked some words wanted to copy them.
    if (!getSelection()?.toString()) draw.onPick(ruleId);
  };
  const step = (e: KeyboardEvent) => {
    const by = STEPS[e.key];
    if (!by) return;
    e.preventDefault();
    draw.onStep(ruleId, by);
  };
  // The marks follow the first character, so that they stand at the line on which the sentence begins.
  const [first = '', ...rest] = text;
  return (
    <Go
      to={draw.link(ruleId)}
      className={`ln-duty${clause.standing ? ' ln-duty--standing' : ''}${run.title ? ' ln-title' : ''}${on ? ' ln-duty--on' : ''}`}
      data-rule={ruleId}
      {...task}
      {...(begun.length ? { 'data-begins': '' } : {})}
      tabIndex={begun.length && ruleId === draw.reachable ? 0 : -1}
      aria-current={ruleId === draw.selected ? 'true' : undefined}
      aria-description={clauseWords(clause)}
      draggable={false}
      onClick={pick}
      onKeyDown={step}
    >
      {first}
      {begun.map((c) => (
        <Mark key={c.ruleId} clause={c} />
      ))}
      {rest.join('')}
    </Go>
  );
}

/** Where the sentence of a clause begins on a sheet. */
export const sentenceIn = (sheet: HTMLElement | null, rule: string) =>
  sheet?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(rule)}"][data-begins]`);
