// Small signs in words: the state of a record and its deadline.
import { type AnyLife, stateLabel, stateTone } from '@anlan/contract';
import { useToday } from '../data/me.ts';
import { deadlineWords } from './day-words.ts';

/** The state in the words of the lifecycle. */
export function StateTag({ life, state }: { life: Pick<AnyLife, 'states'>; state: string }) {
  const s = life.states[state];
  return <span className={`al-state al-state--${s ? stateTone(s) : 'quiet'}`}>{s ? stateLabel(s) : state}</span>;
}

/** Taken over from before the system was in use: seen as such, and never late. */
export const HistoryTag = () => (
  <span className="al-state al-state--quiet" data-why="系统启用以前的事，从表格成批补录；看得见，不算逾期。">
    历史补录
  </span>
);

/** Both the distance and the day. `settledOn` where it was met. */
export function Deadline({ day, settledOn }: { day: string; settledOn?: string | null | undefined }) {
  const { text, tone } = deadlineWords(day, useToday(), settledOn);
  return (
    <time className={`al-deadline al-deadline--${tone}`} dateTime={day}>
      {text}
    </time>
  );
}
