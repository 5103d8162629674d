// The light of a clause in the margin: its sign, how many have done it, what was missed before. A change fades in.
import { LIGHT_SIGN } from '@anlan/contract';
import { useState } from 'react';
import { type Clause, clauseWords } from './data.ts';

/** True from the first change of `value` on: what was there at the beginning does not fade in. */
export function useChanged(value: string): boolean {
  const [first] = useState(value);
  return value !== first;
}

/** Stands inside its sentence for the sake of its line, and shows in the margin. A reader hears it with the sentence. */
export function Mark({ clause }: { clause: Clause }) {
  const state = `${clause.light} ${clause.done}/${clause.total} ${clause.missedBefore}`;
  const changed = useChanged(state);
  if (clause.standing)
    return (
      <span className="ln-mark ln-mark--standing" data-why={clauseWords(clause)} aria-hidden="true">
        长期
      </span>
    );
  return (
    <span
      key={state}
      className={`ln-mark al-light--${clause.light}${changed ? ' ln-fresh' : ''}`}
      data-why={clauseWords(clause)}
      aria-hidden="true"
    >
      <span className="ln-mark__sign">
        {LIGHT_SIGN[clause.light]}
        {clause.missedBefore ? <small className="al-light--missed">✕{clause.missedBefore}</small> : null}
      </span>
      {clause.total > 1 ? (
        <span className="ln-mark__count">
          {clause.done}/{clause.total}
        </span>
      ) : null}
    </span>
  );
}
