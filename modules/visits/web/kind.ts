// The kind of record that all pages of visits are about.
import { type RecordView } from '@anlan/contract';
import { kindOf } from '@anlan/ui';
import { type Visit, visits } from '../contract.ts';

export const kind = kindOf(visits, 'visits');
export type Shown = RecordView<Visit>;
