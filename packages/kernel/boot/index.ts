// From addresses of a database and a list of modules to a kernel that runs; the server and the tests begin here alike.
import { join } from 'node:path';
import { sql } from 'kysely';
import { distrust, openAccess, policies as accessPolicies, seedRoles, tidyAccess } from '../access/index.ts';
import { policies as auditPolicies, checkTask, hostTask, openAnchor, openKey, weeklyCheck } from '../audit/index.ts';
import { policies as calendarPolicies, seedCalendar } from '../calendar/index.ts';
import { type Clock, type Ctx, type KernelTables, systemMember } from '../ctx/index.ts';
import {
  Database,
  type PolicyTable,
  type RoleNames,
  applyPolicies,
  collect,
  migrate,
  unprotected,
} from '../db/index.ts';
import type { DiskWatch } from '../disk/index.ts';
import { openDue, policies as dutyPolicies } from '../duty/index.ts';
import { openStore, policies as filePolicies, scanTask } from '../file/index.ts';
import type { Kernel } from '../http/index.ts';
import { todo } from '../http/todo.ts';
import {
  type Nightly,
  type Reaction,
  type Task,
  migrateJobs,
  policies as jobPolicies,
  startWork,
  type Work,
} from '../job/index.ts';
import { digestTask, planDigest } from '../notify/digest.ts';
import { gatewayTask } from '../notify/gateway.ts';
import { openLive, policies as notifyPolicies } from '../notify/index.ts';
import { policies as orgPolicies } from '../org/index.ts';
import { policies as paperPolicies } from '../paper/index.ts';
import { type AnyServer, closedKinds, kindsOf, policies as recordPolicies, setKinds } from '../record/index.ts';
import { policies as settingPolicies, seedSettings } from '../setting/index.ts';
import { kernelMigrations } from './migrations.ts';

/** Every table's row-level security: the kernel's and the modules'. */
export const policyTable = (servers: readonly AnyServer[]): PolicyTable => [
  ...orgPolicies,
  ...accessPolicies,
  ...recordPolicies,
  ...dutyPolicies,
  ...filePolicies,
  ...jobPolicies,
  ...notifyPolicies,
  ...settingPolicies,
  ...calendarPolicies,
  ...paperPolicies,
  ...auditPolicies,
  ...servers.flatMap((s) => s.policies),
];

/**
 * Brings a database to today's shape: migrations of all folders, policies, roles and settings.
 * @throws when a table is left without forced row-level security.
 */
export async function prepare(
  adminUrl: string,
  servers: readonly AnyServer[],
  names: RoleNames,
  workerUrl: string,
  now: Date,
) {
  await migrate(adminUrl, [...collect(kernelMigrations), ...servers.flatMap((s) => collect(s.migrations))]);
  await migrateJobs(adminUrl, names);
  const table = policyTable(servers);
  await applyPolicies(adminUrl, table, names);
  const open = await unprotected(adminUrl, table);
  if (open.length) throw new Error(`tables without forced row-level security: ${open.join(', ')}`);
  const system = new Database<KernelTables>({ url: workerUrl, max: 1 });
  try {
    const db = system.as(systemMember('boot').actor);
    // Of two servers that start at once, the second finds done what the first did.
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${SEEDING})`.execute(trx);
      await seedRoles(
        trx,
        servers.map((s) => s.contract),
      );
      await seedSettings(trx, now);
      await seedCalendar(trx, now);
    });
  } finally {
    await system.close();
  }
}

/** The lock under which roles, settings and calendars are first written down. */
const SEEDING = 7_201_127;
/** Connections of each kind kept for reserved routes. */
const RESERVED = 2;

export type KernelOptions = {
  appUrl: string;
  workerUrl: string;
  /** The same logins through a pooler of transactions, for requests; who listens and works on jobs keeps a session. */
  pooler?: { appUrl: string; workerUrl: string } | undefined;
  /** Where files are kept. */
  dir: string;
  clock: Clock;
  servers: readonly AnyServer[];
  demo: boolean;
  disk?: DiskWatch;
  /** Long work and nightly passes of the program that starts the kernel. */
  tasks?: readonly Task[];
  nightly?: readonly Nightly[];
  pool?: number;
  /** How long an open session is believed without asking the store, milliseconds; default not at all. */
  trust?: number;
  /** For a load in bulk: what deeds leave behind is taken up by `work.drain()` alone. */
  onlyWhenDrained?: boolean;
  log: { info(message: string): void; warn(message: string): void; error(message: string): void };
};
export type Running = { kernel: Kernel; work: Work; close(): Promise<void> };

/** Opens the databases, the file store, live updates and the worker. */
export async function openKernel(options: KernelOptions): Promise<Running> {
  const { workerUrl, pooler, clock, servers, demo, log } = options;
  const now = () => clock.now();
  let closing = false;
  const onIdleError = (error: Error) => {
    if (!closing) log.warn(`database: ${error.message}`);
  };
  const { appUrl, workerUrl: systemUrl } = pooler ?? options;
  const open = (url: string, max: number) =>
    new Database<KernelTables>({ url, max, now, pooled: pooler !== undefined, onIdleError });
  const app = open(appUrl, options.pool ?? 10);
  const system = open(systemUrl, 5);
  const access = openAccess(system, clock, join(options.dir, 'secrets'), { trust: options.trust ?? 0 });
  const reserve = { app: open(appUrl, RESERVED), access: { ...access, system: open(systemUrl, RESERVED) } };
  const store = await openStore(join(options.dir, 'files'));
  const auditKey = openKey(options.dir);
  const kinds = kindsOf(servers);
  setKinds(kinds, servers);
  const live = await openLive({ url: workerUrl, app, ended: () => distrust(access), log });
  const reactions: Reaction[] = servers.flatMap((s) =>
    Object.entries(s.reacts ?? {}).map(([on, run]) => ({ name: `${s.contract.id}:${on}`, on, run })),
  );
  const nightly: Nightly[] = [
    { name: 'duty.open', run: (ctx: Ctx) => openDue(ctx) },
    planDigest,
    { name: 'access.tidy', run: (ctx: Ctx) => tidyAccess(ctx.db, ctx.now) },
    weeklyCheck,
    ...servers.flatMap((s) =>
      Object.entries(s.nightly ?? {}).map(([name, run]) => ({ name: `${s.contract.id}.${name}`, run })),
    ),
    ...(options.nightly ?? []),
  ];
  const labelOf = (type: string) => servers.find((s) => s.contract.id === type)?.contract.title ?? '通知';
  const tasks: Task[] = [
    digestTask({ app, clock, store, todo }),
    gatewayTask(labelOf),
    scanTask,
    hostTask({ system, key: auditKey }),
    checkTask({ system, key: auditKey, dir: options.dir, closed: closedKinds(servers) }),
    ...servers.flatMap((s) =>
      Object.entries(s.jobs ?? {}).map(([name, run]) => ({ name: `${s.contract.id}.${name}`, run })),
    ),
    ...(options.tasks ?? []),
  ];
  const work = await startWork({
    url: workerUrl,
    system,
    store,
    clock,
    reactions,
    nightly,
    tasks,
    log,
    anchor: openAnchor({ system, clock, store, key: auditKey, dir: options.dir }),
    onlyWhenDrained: options.onlyWhenDrained ?? false,
  });
  const kernel: Kernel = {
    app,
    reserve,
    auditKey,
    system,
    clock,
    access,
    store,
    live,
    servers,
    kinds,
    demo,
    disk: options.disk,
  };
  return {
    kernel,
    work,
    async close() {
      closing = true;
      await work.stop();
      await live.close();
      await Promise.all([app, system, reserve.app, reserve.access.system].map((each) => each.close()));
    },
  };
}
