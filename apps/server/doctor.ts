// `anlan doctor`: looks at the installation and says, line by line, what is well and what to do about the rest.
import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { KernelTables } from '@anlan/kernel/ctx';
import { Database, holderOf, withAdmin } from '@anlan/kernel/db';
import { releaseBallast } from '@anlan/kernel/disk';
import { findings } from '@anlan/kernel/health';
import { sql } from 'kysely';
import { type Config, readConfig } from './config.ts';
import { withStore } from './connect.ts';

type Finding = { ok: boolean; says: string };

/** @returns 0 when all is well, 1 when something needs a hand. */
export async function doctor(args: readonly string[] = []): Promise<number> {
  const config = readConfig(process.env);
  if (args.includes('--release-ballast')) return release(config.dir);
  const lines: Finding[] = [
    node(),
    space(config.dir),
    running(config.dir),
    ...(config.databaseUrl ? [await database(config.directUrl ?? config.databaseUrl)] : []),
    ...(await store(config)),
  ];
  for (const f of lines) console.log(`${f.ok ? '正常' : '注意'}  ${f.says}`);
  return lines.every((f) => f.ok) ? 0 : 1;
}

/** Gives the room away that was kept for a full disk. */
function release(dir: string): number {
  const bytes = releaseBallast(dir);
  console.log(
    bytes > 0
      ? `已释放预留的 ${Math.round(bytes / 1024 ** 2)} MB，请尽快清理磁盘；空间够了服务会重新预留。`
      : '没有可以释放的预留空间，请清理磁盘。',
  );
  return bytes > 0 ? 0 : 1;
}

/** What the page 运行状况 says, while there is a database to ask. */
async function store(config: Config): Promise<Finding[]> {
  if (!config.databaseUrl && holderOf(config.dir) === null) return [];
  return withStore(config, async ({ workerUrl }) => {
    const system = new Database<KernelTables>({ url: workerUrl, max: 2 });
    const { dir, backup, clock } = config;
    try {
      const found = await findings({ dir, backup, clock, system, embedded: !config.databaseUrl });
      return found
        .filter(({ key }) => key !== 'disk')
        .map(({ label, sign, says, todo }) => ({
          ok: sign === 'good',
          says: `${label}：${says}${todo ? `。${todo}` : ''}`,
        }));
    } finally {
      await system.close();
    }
  });
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    ok,
    says: ok ? `Node.js ${process.versions.node}` : `Node.js ${process.versions.node} 太旧，请安装 20.19 或更高版本。`,
  };
}

/** Free space below which the data folder needs attention, GiB. */
const LOW = 2;

function space(dir: string): Finding {
  const at = existsSync(dir) ? dir : join(dir, '..');
  const { bavail, bsize } = statfsSync(at);
  const free = (bavail * bsize) / 2 ** 30;
  return {
    ok: free >= LOW,
    says: `数据目录 ${dir} 所在磁盘剩余 ${free.toFixed(1)} GiB${free >= LOW ? '' : '，请清理磁盘'}`,
  };
}

function running(dir: string): Finding {
  if (!existsSync(dir)) return { ok: true, says: '还没有数据，首次启动时会自动建立。' };
  const holder = holderOf(dir);
  return { ok: true, says: holder === null ? '服务没有在运行。' : `服务正在运行，进程 ${holder}。` };
}

async function database(url: string): Promise<Finding> {
  try {
    return await withAdmin(url, async (db) => {
      const { rows } = await sql<{ v: string }>`select current_setting('server_version') as v`.execute(db);
      return { ok: true, says: `数据库 PostgreSQL ${rows[0]!.v}` };
    });
  } catch {
    return { ok: false, says: '连不上 DATABASE_URL 所指的数据库，请核对地址并确认它在运行。' };
  }
}
