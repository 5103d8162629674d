// The kinds of record that the pages of meetings are about, and what a meeting is usually called.
import { type PeriodView, type RecordView, spanOf } from '@anlan/contract';
import { kindOf } from '@anlan/ui';
import { type Decision, type KINDS, type Meeting, meetings } from '../contract.ts';

export const kind = kindOf(meetings, 'meetings');
export const decisions = kindOf(meetings, 'decisions');
export type Shown = RecordView<Meeting>;
export type Thing = RecordView<Decision>;

const CALLED: Record<keyof typeof KINDS, string> = {
  regular: '安全生产例会',
  topic: '安全生产专题会',
  analysis: '安全风险研判会',
  dispatch: '安全生产调度会',
};

/** 「2026年11月安全生产例会」. */
export const titleOf = (what: keyof typeof KINDS, heldOn: string) => `${spanOf('month', heldOn).label}${CALLED[what]}`;

/** How a meeting is asked whether it makes a missed month good. */
export const GOOD = {
  ask: (p: PeriodView) => `这次会议是补 ${p.label}的缺期`,
  consequence: '这次会议不再计入所在月份，本月须另行召开。',
};
