// Which tables of access the app may touch: only the grants, and only on records it sees.
import type { PolicyTable } from '../db/index.ts';

export const policies: PolicyTable = [
  { table: 'account', shape: 'open', write: 'none', app: [] },
  { table: 'session', shape: 'open', write: 'none', app: [] },
  { table: 'scope_epoch', shape: 'open', write: 'none', app: [] },
  { table: 'role', shape: 'open', write: 'none', app: ['select'] },
  {
    table: 'access_grant',
    shape: 'child',
    of: 'record',
    by: 'record_id',
    app: ['select', 'insert', 'update', 'delete'],
  },
];
