// The door of the database: who acts, the one way to data, migrations and policies.
export { ONE_PLAN, systemActor, type Actor } from './actor.ts';
export { applyPolicies, unprotected } from './apply.ts';
export { Copy, type Value } from './copy.ts';
export { Database, type DatabaseOptions } from './database.ts';
export { dataFolder, recordedFolder, startEmbedded, type Cluster, type EmbeddedOptions } from './embedded.ts';
export { Broken, Busy, isConnectionLoss, NotCommitted, sqlState, Unready } from './errors.ts';
export { holderOf, lock, type Lock } from './lock.ts';
export { alone, collect, migrate, withAdmin, type Migration } from './migrate.ts';
export { type Command, type PolicyTable, type RoleNames, type TablePolicy } from './policy.ts';
export { type Log } from './postgres.ts';
export { ensureRoles, type GivenLogins, type Roles } from './roles.ts';
export { secret } from './secret.ts';
export { createDatabase, openStore, type Store, type StoreOptions } from './store.ts';
export { first, last, together, type Statement } from './together.ts';
export { union, walks } from './walk.ts';
