// The kind of record that all pages of study are about.
import type { PeriodView, RecordView } from '@anlan/contract';
import { kindOf } from '@anlan/ui';
import { type Study, study } from '../contract.ts';

export const kind = kindOf(study, 'study');
export type Shown = RecordView<Study>;

/** How a study is asked whether it makes a missed quarter good. */
export const GOOD = {
  ask: (p: PeriodView) => `这次学习是补 ${p.label}的缺期`,
  consequence: '这次学习不再计入所在季度，本季度须另行组织。',
};
