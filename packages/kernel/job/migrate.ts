// Makes the queue's own tables and lets the worker's role use them; it owns nothing there either.
import { CompiledQuery, sql } from 'kysely';
import { runMigrations } from 'graphile-worker';
import { type RoleNames, alone } from '../db/index.ts';
import { queueLogger } from './log.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** Brings the queue to the shape this program knows, with the migration login. Run it before `startWork`. */
export async function migrateJobs(
  adminUrl: string,
  { worker }: RoleNames = { app: 'anlan_app', worker: 'anlan_worker' },
): Promise<void> {
  await alone(adminUrl, async (db) => {
    await runMigrations({ connectionString: adminUrl, maxPoolSize: 1, logger: queueLogger(quiet) });
    const { rows } = await sql<{ name: string; open: boolean }>`
      select c.relname as name, exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'worker') as open
        from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r'`.execute(db);
    const statements = [
      `grant usage on schema graphile_worker to ${worker}`,
      `grant select, insert, update, delete on all tables in schema graphile_worker to ${worker}`,
      `grant usage on all sequences in schema graphile_worker to ${worker}`,
      ...rows
        .filter(({ open }) => !open)
        .map(
          ({ name }) => `create policy worker on graphile_worker.${name} to ${worker} using (true) with check (true)`,
        ),
    ];
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
  });
}
