// The kernel's own migrations, by file name.
import type { Migration } from '../db/index.ts';

export const kernelMigrations = import.meta.glob<Pick<Migration, 'up'>>('../*/migrations/*.ts', { eager: true });
