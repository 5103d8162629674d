// Row-level security of the record tables.
import type { PolicyTable } from '../db/index.ts';

export const policies: PolicyTable = [
  { table: 'record', shape: 'scoped', grants: true, app: ['select', 'insert', 'update'] },
  { table: 'timeline', shape: 'child', of: 'record', by: 'record_id', app: ['select', 'insert'] },
  { table: 'op', shape: 'own', column: 'person_id', app: ['select', 'insert', 'update'] },
  { table: 'outbox', shape: 'child', of: 'record', by: 'record_id', app: ['insert'] },
  { table: 'search_doc', shape: 'child', of: 'record', by: 'record_id', app: ['select', 'insert', 'update'] },
  { table: 'series', shape: 'closed' },
];
