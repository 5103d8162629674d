// Everybody reads and ticks off his own messages; they are written through `inbox_put`.
import type { PolicyTable } from '../db/index.ts';

export const policies: PolicyTable = [
  { table: 'inbox', shape: 'own', column: 'person_id', app: ['select', 'update'] },
  { table: 'notice_off', shape: 'own', column: 'person_id', app: ['select', 'insert', 'delete'] },
  // The secret is for the worker alone.
  { table: 'gateway', shape: 'open', write: 'none', app: [] },
];
