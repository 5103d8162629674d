// What people of the demonstration do, as intentions: whoever loads them acts them through the product's own commands.
import type { ClauseKey } from './notice.ts';

/** One intention: on a day, at a time (Asia/Shanghai), by an account. Units and people are keys of org.ts and people.ts. */
export type Act = { on: string; at: string; by: string } & Deed;

export type Deed =
  | { do: 'upload' | 'propose' | 'instruct' | 'send' }
  | { do: 'review'; answers: { code: 'body-annex-differ' | 'unit-unknown'; task: number; answer: string }[] }
  | { do: 'bind'; clauses: ClauseKey[] }
  | { do: 'number'; docNumber: string }
  | { do: 'receive'; unit: string }
  | { do: 'remind'; unit: string; text: string }
  | Study
  | { do: 'confirm'; unit: string; study: string }
  | Report
  | Meeting
  | Visit
  | { do: 'explain'; unit: string; task: number; clause: ClauseKey; period: string; text: string };

export type Study = {
  do: 'study';
  id: string;
  /** More than one for a joint sitting; the first one records it, the others confirm. */
  units: string[];
  heldOn: string;
  topic: string;
  materials: { title: string; date?: string }[];
  place: string;
  host: string;
  agenda: { title: string; kind: 'study' | 'analysis' | 'other' }[];
  attendees: string[];
  /** All who sat there, named or not. */
  headcount: number;
  absent: { person: string; reason: string; makeUpOn: string }[];
  minutes: string;
};

/** A sentence that settles a clause, or the quarter's progress of a task without countable clause. */
export type Report = {
  do: 'report';
  unit: string;
  task: number | null;
  clause: ClauseKey | 'progress';
  /** 2026Q2, 2026H1, 2026-05, or the due date of a dated clause. */
  period: string;
  occurredOn: string;
  text: string;
  file?: string;
  /** 代录: who said it and how. */
  onBehalf?: { person: string; how: '电话' | '纸质' | '当面' };
};

export type Meeting = {
  do: 'meeting';
  unit: string;
  heldOn: string;
  chair: string;
  problems: string[];
  decisions: { text: string; owner: string; due: string }[];
};

export type Visit = { do: 'visit'; leader: string; unit: string; object: string; heldOn: string; found: string };
