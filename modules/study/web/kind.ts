// The kind of record that all pages of study are about.
import { type RecordView } from '@anlan/contract';
import { kindOf } from '@anlan/ui';
import { type Study, study } from '../contract.ts';

export const kind = kindOf(study, 'study');
export type Shown = RecordView<Study>;
