// Puts the policy table into force, and finds tables it forgot.
import { createHash } from 'node:crypto';
import { CompiledQuery, sql, type Kysely } from 'kysely';
import { alone, withAdmin } from './migrate.ts';
import { name, statementsFor, type PolicyTable, type RoleNames } from './policy.ts';

const DEFAULT_ROLES: RoleNames = { app: 'anlan_app', worker: 'anlan_worker' };

/** The kernel's own bookkeeping, which no policy table needs to name. */
const OWN: PolicyTable = [{ table: 'migration', shape: 'closed' }];

/**
 * Brings every table's grants and policies to what the table says; returns the tables that had to be changed. What is
 * in force already is left alone, so that a starting server does not lock the tables of a running one.
 */
export async function applyPolicies(
  adminUrl: string,
  table: PolicyTable,
  roles: RoleNames = DEFAULT_ROLES,
): Promise<string[]> {
  const policies = [...table, ...OWN];
  return alone(adminUrl, async (db) => {
    await run(db, `grant usage on schema public to ${name(roles.app)}, ${name(roles.worker)}`);
    const inForce = await marks(db);
    const changed = policies
      .map((policy) => ({ table: policy.table, statements: statementsFor(policy, roles) }))
      .map((rule) => ({ ...rule, mark: createHash('sha256').update(rule.statements.join(';')).digest('hex') }))
      .filter((rule) => inForce.get(rule.table) !== rule.mark);
    for (const { table: changing, statements, mark } of changed) {
      await db.transaction().execute(async (trx) => {
        const { rows } = await sql<{ policyname: string }>`select policyname from pg_policies
          where schemaname = 'public' and tablename = ${changing}`.execute(trx);
        for (const { policyname } of rows)
          await run(trx, `drop policy "${policyname.replaceAll('"', '""')}" on ${changing}`);
        for (const statement of statements) await run(trx, statement);
        await run(trx, `comment on policy owner on ${changing} is '${mark}'`);
      });
    }
    return changed.map((rule) => rule.table);
  });
}

/** What each table's rule was when it was last put into force, while row security is still forced on it. */
async function marks(db: Kysely<unknown>): Promise<Map<string, string>> {
  const { rows } = await sql<{ relname: string; mark: string }>`
    select c.relname, obj_description(p.oid, 'pg_policy') as mark
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polname = 'owner' and c.relnamespace = 'public'::regnamespace and c.relforcerowsecurity`.execute(db);
  return new Map(rows.map(({ relname, mark }) => [relname, mark]));
}

/** Tables of the schema `public` that the policy table forgot, or on which row security is not forced. */
export async function unprotected(adminUrl: string, table: PolicyTable): Promise<string[]> {
  const known = new Set([...table, ...OWN].map((policy) => policy.table));
  return withAdmin(adminUrl, async (db) => {
    const { rows } = await sql<{ relname: string; forced: boolean }>`
      select relname, relrowsecurity and relforcerowsecurity as forced from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`.execute(db);
    return rows.filter(({ relname, forced }) => !forced || !known.has(relname)).map(({ relname }) => relname);
  });
}

const run = (db: Kysely<unknown>, statement: string) => db.executeQuery(CompiledQuery.raw(statement));
