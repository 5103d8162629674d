// Everything a running server holds, put together once at boot and handed to whoever needs it.
import type { Access } from '../access/index.ts';
import type { AuditKey } from '../audit/index.ts';
import type { Clock, KernelTables } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import type { DiskWatch } from '../disk/index.ts';
import type { FileStore } from '../file/index.ts';
import type { Live } from '../notify/index.ts';
import type { AnyServer, Kind } from '../record/index.ts';

/** The connections that a request goes over. */
export type Lane = {
  /** As the signed-in person: row-level security sees nobody else. */
  app: Database<KernelTables>;
  access: Access;
};

export type Kernel = Lane & {
  /** Kept for reserved routes, which must be answered when all others wait. */
  reserve: Lane;
  /** As the system: jobs, sessions, reactions. */
  system: Database<KernelTables>;
  clock: Clock;
  store: FileStore;
  /** The disk under our own data; there is none to watch in tests. */
  disk?: DiskWatch | undefined;
  /** Signs the audit's checkpoints. */
  auditKey: AuditKey;
  live: Live;
  servers: readonly AnyServer[];
  kinds: ReadonlyMap<string, Kind>;
  /** The demonstration bureau says so on every page. */
  demo: boolean;
};
