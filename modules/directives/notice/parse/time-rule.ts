// What a rule for a time phrase is, and what it finds.
import type { Recurrence } from '../schema.ts';

/** `year` and `today` are those of the notice; null when it carries no date. */
export type Clock = { year: number | null; today: string | null };

/** A time phrase found at s[from, to). `date` may lack its day when the words leave it open: then `doubt` says why. */
export type TimeHit = {
  from: number;
  to: number;
  rule: string;
  kind: 'date' | 'repeat' | 'soon' | 'standing';
  due: string | null;
  period: Recurrence;
  doubt: string | null;
};

/** One way of saying a time. `find` is global; `due` turns its match into a day. */
export type TimeRule = {
  name: string;
  /** One of these characters must occur; it spares the search where none does. */
  needs: string;
  example: string;
  find: RegExp;
  kind: TimeHit['kind'];
  period?: Recurrence;
  due?: (m: RegExpExecArray, clock: Clock) => string | null;
  doubt?: string;
};
