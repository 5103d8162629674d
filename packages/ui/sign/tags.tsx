// Small signs in words: the state of a record and its deadline.
import { type AnyLife, stateLabel, stateTone } from '@anlan/contract';
import { useToday } from '../data/me.ts';
import { deadlineWords } from './day-words.ts';

/** The state in the words of the lifecycle. */
export function StateTag({ life, state }: { life: Pick<AnyLife, 'states'>; state: string }) {
  const s = life.states[state];
  return <span className={`al-state al-state--${s ? stateTone(s) : 'quiet'}`}>{s ? stateLabel(s) : state}</span>;
}

/** Both the distance and the day. `settledOn` where it was met. */
export function Deadline({ day, settledOn }: { day: string; settledOn?: string | null | undefined }) {
  const { text, tone } = deadlineWords(day, useToday(), settledOn);
  return (
    <time className={`al-deadline al-deadline--${tone}`} dateTime={day}>
      {text}
    </time>
  );
}
