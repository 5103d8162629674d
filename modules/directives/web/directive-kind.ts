// The three kinds of record of this module as the shared pieces take them.
import { kindOf } from '@anlan/ui';
import { directives } from '../contract.ts';

export const directiveKind = kindOf(directives, 'directives');
export const receiptKind = kindOf(directives, 'receipts');
export const reportKind = kindOf(directives, 'reports');
