// Letterheads are known to everybody inside; a paper is seen with its record.
import type { PolicyTable } from '../db/index.ts';

export const policies: PolicyTable = [
  { table: 'letterhead', shape: 'open', write: 'app', app: ['select', 'insert', 'update'] },
  { table: 'document_series', shape: 'open', write: 'app', app: ['select', 'insert', 'update'] },
  { table: 'paper', shape: 'child', of: 'record', by: 'record_id', app: ['select', 'insert'] },
];
