// `anlan doctor`: looks at the installation and says, line by line, what is well and what to do about the rest.
import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf, withAdmin } from '@anlan/kernel/db';
import { sql } from 'kysely';
import { readConfig } from './config.ts';

type Finding = { ok: boolean; says: string };

/** @returns 0 when all is well, 1 when something needs a hand. */
export async function doctor(): Promise<number> {
  const config = readConfig(process.env);
  const findings: Finding[] = [
    node(),
    space(config.dir),
    running(config.dir),
    ...(config.databaseUrl ? [await database(config.directUrl ?? config.databaseUrl)] : []),
  ];
  for (const f of findings) console.log(`${f.ok ? '正常' : '注意'}  ${f.says}`);
  return findings.every((f) => f.ok) ? 0 : 1;
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
