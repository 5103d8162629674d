// The tables every module may read: each folder of the kernel adds its own by declaration merging.
import type { Kysely } from 'kysely';

/** Extended beside each kernel table: `declare module '../db/tables.ts' { interface KernelTables { unit: … } }`. */
export interface KernelTables {
  migration: { name: string; applied_at: Date };
}

/** The same connection, knowing a module's own tables besides the kernel's. */
export function own<Tables extends Record<string, object>>(db: Kysely<KernelTables>) {
  return db.withTables<Tables>();
}
