// Nobody but the chainer touches the audit: people write through `audit_push`, whoever keeps it reads, and nothing is ever changed in it.
import type { PolicyTable } from '../db/index.ts';

export const policies: PolicyTable = [
  { table: 'audit_in', shape: 'open', write: 'none', app: [], worker: ['select', 'delete'] },
  {
    table: 'audit',
    shape: 'directory',
    using: `(select ctx_may('audit.read'))`,
    check: 'false',
    app: ['select'],
    worker: ['select', 'insert'],
  },
  { table: 'audit_checkpoint', shape: 'open', write: 'none', app: ['select'], worker: ['select', 'insert'] },
  { table: 'audit_sent', shape: 'open', write: 'none', app: ['select'] },
  { table: 'audit_verdict', shape: 'open', write: 'none', app: ['select'], worker: ['select', 'insert'] },
];
