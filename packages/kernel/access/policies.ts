// Which tables of access the app may touch: grants on records it sees, one's own account, and those one is to keep.
import type { PolicyTable } from '../db/index.ts';

/** One's own, or all for whoever keeps the accounts. */
const ownOrKept = `person_id = (select ctx_person()) or (select ctx_may('org.accounts'))`;

export const policies: PolicyTable = [
  { table: 'account', shape: 'directory', using: ownOrKept, app: ['select', 'insert', 'update'] },
  { table: 'session', shape: 'directory', using: ownOrKept, app: ['select', 'delete'] },
  // Keys, codes and known browsers are the system's alone: no page and no search can come near them.
  { table: 'factor', shape: 'open', write: 'none', app: [] },
  { table: 'recovery_code', shape: 'open', write: 'none', app: [] },
  { table: 'device', shape: 'open', write: 'none', app: [] },
  { table: 'sign_in_try', shape: 'directory', using: `(select ctx_may('org.accounts'))`, app: ['select', 'delete'] },
  { table: 'scope_epoch', shape: 'open', write: 'none', app: [] },
  {
    table: 'role',
    shape: 'directory',
    using: '(select ctx_known())',
    check: `(select ctx_may('settings.roles'))`,
    app: ['select', 'update'],
  },
  { table: 'permission_met', shape: 'open', write: 'none', app: [] },
  {
    table: 'access_grant',
    shape: 'child',
    of: 'record',
    by: 'record_id',
    app: ['select', 'insert', 'update', 'delete'],
  },
];
