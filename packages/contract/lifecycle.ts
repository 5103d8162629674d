// A life declared once: states, and the actions that lead from one to the next.
import type { z } from 'zod';

/** How a state looks as a tag; `quiet` is the default. */
export type Tone = 'quiet' | 'busy' | 'ok' | 'warn' | 'bad';
export type State = string | { label: string; final?: boolean; tone?: Tone };

/** Who did what to this record before: `deeds.by('fix')` are the people who did `fix`, latest last. */
export type Deeds = { by(action: string): readonly string[] };

/** What a condition may look at besides the record itself. */
export type Standing = {
  me: { personId: string; unitIds: readonly string[] };
  today: string;
  deeds: Deeds;
};

/** What every record has, whatever its module. */
export type Head = { id: string; state: string; unitId: string; version: number };

/** `true`; the sentence that the person will read on the button; or `false` where the act does not belong to this record at all. */
export type Verdict = boolean | string;

export type Action<R, S extends string> = {
  label: string;
  from: S | readonly S[];
  to: S;
  /** The permission that the act needs. */
  by: string;
  input: z.ZodObject;
  when?(record: R & Head, standing: Standing): Verdict;
  /** Said before the act where it cannot be undone; names the consequence. */
  confirm?: string;
  /** The act that the record is waiting for is drawn first. */
  main?: boolean;
  /** Only people of the record's own unit do this, however far others see. */
  own?: boolean;
  /** Only people of units to which the record was shown by a grant do this. */
  guest?: boolean;
};

export type Life<
  R = unknown,
  S extends string = string,
  A extends Record<string, Action<R, S>> = Record<string, Action<R, S>>,
> = {
  states: Record<S, State>;
  initial: S;
  actions: A;
};

/** Any life, where the record's own type does not matter. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- conditions are contravariant in the record
export type AnyLife = Life<never, string, Record<string, Action<never, string>>>;

/**
 * Declares a life. The middle call fixes the record type, which TypeScript cannot infer beside the others.
 * @example lifecycle({ held: '已登记' }).of<Study>()('held', { void: {...} })
 */
export function lifecycle<const S extends Record<string, State>>(states: S) {
  type Name = Extract<keyof S, string>;
  return {
    of:
      <R>() =>
      <const A extends Record<string, Action<R, Name>>>(initial: Name, actions: A): Life<R, Name, A> => ({
        states,
        initial,
        actions,
      }),
  };
}

export const stateLabel = (state: State) => (typeof state === 'string' ? state : state.label);
export const stateTone = (state: State): Tone => (typeof state === 'string' ? 'quiet' : (state.tone ?? 'quiet'));
export const isFinal = (state: State) => typeof state !== 'string' && state.final === true;
export const leaves = (action: { from: string | readonly string[] }, state: string) =>
  typeof action.from === 'string' ? action.from === state : action.from.includes(state);

/** One entry of `can`: an action open in this state, and why not where it is closed to this reader. */
export type Can = { action: string; no?: string };

/**
 * What this person may do with this record now; the same function serves the answer, the door and the phone.
 * Actions of other states, those the person has no permission for, and those that do not belong to the record are left out.
 */
export function open<R>(
  life: Life<R, string, Record<string, Action<R, string>>>,
  record: R & Head,
  standing: Standing,
  holds: (permission: string) => boolean,
): Can[] {
  return Object.entries(life.actions)
    .filter(
      ([, a]) => leaves(a, record.state) && holds(a.by) && (!a.own || standing.me.unitIds.includes(record.unitId)),
    )
    .flatMap(([action, a]) => {
      const verdict = a.when ? a.when(record, standing) : true;
      return verdict === false ? [] : verdict === true ? [{ action }] : [{ action, no: verdict }];
    });
}
