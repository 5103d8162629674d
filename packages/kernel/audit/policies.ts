// Nobody but the chainer touches the audit: people write through `audit_push`, and nothing is ever changed in it.
import type { PolicyTable } from '../db/index.ts';

export const policies: PolicyTable = [
  { table: 'audit_in', shape: 'open', write: 'none', app: [], worker: ['select', 'delete'] },
  { table: 'audit', shape: 'open', write: 'none', app: [], worker: ['select', 'insert'] },
];
