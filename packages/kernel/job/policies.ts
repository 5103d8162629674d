// Only the worker sees what is due and what has reacted; a deed asks for work through `job_push`.
import type { PolicyTable } from '../db/index.ts';

export const policies: PolicyTable = [
  { table: 'job_later', shape: 'open', write: 'none', app: [] },
  { table: 'reaction_done', shape: 'open', write: 'none', app: [] },
];
