// The kinds of record of this module as the shared pieces take them.
import { kindOf } from '@anlan/ui';
import { type Directive, directives } from '../contract.ts';

export const directiveKind = kindOf(directives, 'directives');
/** Papers that a document does not have: what was received has its original, no notice of ours. */
export const notMade = ({ door }: Pick<Directive, 'door'>) => (door === 'own' ? [] : ['notice']);
export const receiptKind = kindOf(directives, 'receipts');
export const reliefKind = kindOf(directives, 'reliefs');
export const assignmentKind = kindOf(directives, 'assignments');
export const reportKind = kindOf(directives, 'reports');
export const cosignKind = kindOf(directives, 'cosigns');
export const submissionKind = kindOf(directives, 'submissions');
