// Everybody reads and ticks off his own messages; they are written through `inbox_put`.
import type { PolicyTable } from '../db/index.ts';

export const policies: PolicyTable = [{ table: 'inbox', shape: 'own', column: 'person_id', app: ['select', 'update'] }];
