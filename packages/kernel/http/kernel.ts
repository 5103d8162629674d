// Everything a running server holds, put together once at boot and handed to whoever needs it.
import type { Access } from '../access/index.ts';
import type { Clock, KernelTables } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import type { FileStore } from '../file/index.ts';
import type { Live } from '../notify/index.ts';
import type { AnyServer, Kind } from '../record/index.ts';

export type Kernel = {
  /** As the signed-in person: row-level security sees nobody else. */
  app: Database<KernelTables>;
  /** As the system: jobs, sessions, reactions. */
  system: Database<KernelTables>;
  clock: Clock;
  access: Access;
  store: FileStore;
  live: Live;
  servers: readonly AnyServer[];
  kinds: ReadonlyMap<string, Kind>;
  /** The demonstration bureau says so on every page. */
  demo: boolean;
};
