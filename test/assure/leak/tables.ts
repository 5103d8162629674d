// What PostgreSQL itself says of its tables and of a connection on which nobody acts.
import type { World } from '@anlan/kernel/testing';
import pg from 'pg';

/** Tables without row-level security for everybody, and why that may be. */
export const EXCEPT: Readonly<Record<string, string>> = {
  anlan_migration: '迁移的记录：应用角色没有任何权限',
};

/** Tables that do not force row-level security, and those of which an unnamed connection, used before, sees rows. */
export async function nakedTables(w: World, appUrl: string): Promise<{ faults: string[]; tables: number }> {
  const faults: string[] = [];
  const admin = new pg.Client({ connectionString: w.adminUrl });
  const app = new pg.Client({ connectionString: appUrl });
  await Promise.all([admin.connect(), app.connect()]);
  try {
    const { rows: tables } = await admin.query<{ name: string; forced: boolean; mine: boolean }>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
              has_table_privilege($1, c.oid, 'select') as mine
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p')`,
      [new URL(appUrl).username],
    );
    const { rows: someone } = await admin.query<{ id: string }>('select id from person limit 1');
    // The connection has been somebody's before: his context ended with his transaction.
    await app.query('begin');
    await app.query(`select set_config('app.person', $1, true), set_config('app.counties', '{140321}', true)`, [
      someone[0]!.id,
    ]);
    await app.query('commit');
    for (const { name, forced, mine } of tables) {
      if (!forced && !EXCEPT[name]) faults.push(`${name}: row-level security is not forced`);
      if (!mine) continue;
      const { rows } = await app.query(`select 1 from "${name}" limit 1`);
      if (rows.length) faults.push(`${name}: rows for nobody`);
    }
    return { faults, tables: tables.length };
  } finally {
    await Promise.all([admin.end(), app.end()]);
  }
}
