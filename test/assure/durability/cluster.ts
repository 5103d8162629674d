// A PostgreSQL of the trial's own that waits for the disk, given to servers by address as a bureau's own would be.
import { join } from 'node:path';
import { type Cluster, type Store, createDatabase, ensureRoles, startEmbedded } from '@anlan/kernel/db';
import { furnish, quiet } from './rig.ts';

export type Given = Omit<Store, 'stop'> & { cluster: Cluster; port: number };

/** A furnished database on a server of its own under `dir`. */
export async function openCluster(dir: string, accounts: readonly string[]): Promise<Given> {
  const cluster = await startEmbedded({ dir: join(dir, 'cluster'), log: quiet });
  await createDatabase(cluster.adminUrl, 'anlan');
  const adminUrl = cluster.url('anlan');
  const roles = await ensureRoles(adminUrl, join(dir, 'cluster/secrets'));
  const given = { ...roles, adminUrl, cluster, port: Number(new URL(adminUrl).port) };
  await furnish(given, accounts);
  return given;
}

/** The environment in which a server uses it, through `via` where something stands between. */
export const addressed = (
  { adminUrl, appUrl, workerUrl }: Omit<Store, 'stop' | 'names'>,
  via: (url: string) => string = (url) => url,
): NodeJS.ProcessEnv => ({
  DATABASE_URL: via(adminUrl),
  DATABASE_APP_URL: via(appUrl),
  DATABASE_WORKER_URL: via(workerUrl),
});
