// Where the repository is, for sources and for the bundle that runs, which both lie two folders below.
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
