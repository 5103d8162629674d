// The two login roles of the program. They own nothing and cannot pass row security; the migration login is another.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery, sql, type Kysely } from 'kysely';
import { sqlState, Unready } from './errors.ts';
import { alone, withAdmin } from './migrate.ts';
import { name, type RoleNames } from './policy.ts';
import { secret } from './secret.ts';

/** How the web server and the worker sign in, and what their roles are called. */
export type Roles = { appUrl: string; workerUrl: string; names: RoleNames };
/** Logins that somebody else looks after (DATABASE_APP_URL, DATABASE_WORKER_URL). */
export type GivenLogins = { appUrl?: string | undefined; workerUrl?: string | undefined };

/** Milliseconds; the worker has time for statistics and imports. */
const LIMITS = { app: { statement: 5_000, idle: 10_000 }, worker: { statement: 300_000, idle: 60_000 } } as const;

type Kind = keyof typeof LIMITS;

/**
 * Makes the roles `anlan_app` and `anlan_worker` for the database of `adminUrl`, with passwords kept in `secretsDir`,
 * or checks the logins given. `foreign` says that the server is not ours alone: an existing role whose password we do
 * not have is then left as it is and refused.
 */
export async function ensureRoles(
  adminUrl: string,
  secretsDir: string,
  { appUrl, workerUrl, foreign = false }: GivenLogins & { foreign?: boolean } = {},
): Promise<Roles> {
  return alone(adminUrl, async (db) => {
    const app = appUrl ?? (await makeRole(db, 'app', adminUrl, secretsDir, foreign));
    const worker = workerUrl ?? (await makeRole(db, 'worker', adminUrl, secretsDir, foreign));
    const names = { app: await checked(db, 'app', app), worker: await checked(db, 'worker', worker) };
    return { appUrl: app, workerUrl: worker, names };
  });
}

async function makeRole(db: Kysely<unknown>, kind: Kind, adminUrl: string, dir: string, foreign: boolean) {
  const role = `anlan_${kind}`;
  const variable = `DATABASE_${kind.toUpperCase()}_URL`;
  const { rows } = await sql`select 1 from pg_roles where rolname = ${role}`.execute(db);
  if (rows.length > 0 && foreign && !existsSync(join(dir, role)))
    throw new Unready(`角色 ${role} 已存在而本机没有它的口令；请设置 ${variable}，或从原服务器复制 ${dir}。`);
  const password = secret(dir, role).value;
  try {
    const rights = `login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '${password}'`;
    if (rows.length === 0) await run(db, `create role ${role} ${rights}`);
    else if (!foreign) await run(db, `alter role ${role} ${rights}`);
    await limit(db, role, kind);
  } catch (error) {
    if (sqlState(error) !== '42501') throw error;
    throw new Unready(
      `DATABASE_URL 的登录名无权建立角色 ${role}；请给它 CREATEROLE 权限，或建好两个登录角色后设置 ${variable}。`,
    );
  }
  return Object.assign(new URL(adminUrl), { username: role, password }).href;
}

async function limit(db: Kysely<unknown>, role: string, kind: Kind): Promise<void> {
  const { statement, idle } = LIMITS[kind];
  await run(db, `alter role ${role} set statement_timeout = ${statement}`);
  await run(db, `alter role ${role} set idle_in_transaction_session_timeout = ${idle}`);
  await run(db, `alter role ${role} set timezone = 'UTC'`);
}

/** Signs in once: the role must not be able to pass row security, and its statements must have a time limit. */
async function checked(admin: Kysely<unknown>, kind: Kind, url: string): Promise<string> {
  const signIn = <R>(work: (db: Kysely<unknown>) => Promise<R>) =>
    withAdmin(url, work).catch((error: unknown) => {
      if (!sqlState(error)?.startsWith('28')) throw error;
      throw new Unready(
        `数据库不接受 ${new URL(url).username} 的口令；请设置 DATABASE_${kind.toUpperCase()}_URL，或改回口令。`,
      );
    });
  const seen = await signIn(async (db) => {
    const { rows } = await sql<{ role: string; strong: boolean; owns: boolean; limit: string }>`
      select current_user as role, rolsuper or rolbypassrls as strong,
        exists (select 1 from pg_class where relowner = pg_roles.oid) as owns, current_setting('statement_timeout') as limit
      from pg_roles where rolname = current_user`.execute(db);
    return rows[0]!;
  });
  if (seen.strong || seen.owns)
    throw new Unready(`登录角色 ${seen.role} 能绕过行级权限（超级用户、BYPASSRLS 或拥有表）；请换一个普通角色。`);
  if (seen.limit === '0') {
    await limit(admin, name(seen.role), kind).catch(() => {
      throw new Unready(`请先执行 alter role ${seen.role} set statement_timeout = ${LIMITS[kind].statement}，再启动。`);
    });
  }
  return seen.role;
}

const run = (db: Kysely<unknown>, statement: string) => db.executeQuery(CompiledQuery.raw(statement));
