// What the environment says, read once and refused in a sentence where it cannot be meant.
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { Unready } from '@anlan/kernel/db';
import { type Clock, systemClock } from '@anlan/kernel/ctx';

export type Config = {
  port: number;
  host: string;
  dir: string;
  /** ANLAN_BACKUP: where the server keeps backups of the embedded database, and the log between them. */
  backup: string | undefined;
  archive: string | undefined;
  databaseUrl: string | undefined;
  directUrl: string | undefined;
  appUrl: string | undefined;
  workerUrl: string | undefined;
  demo: boolean;
  demoPassword: string | undefined;
  clock: Clock;
  https: { cert: string; key: string } | undefined;
  trustProxy: string | undefined;
};

const loopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** A clock that starts at `ISO` and runs on, or stands still at `@ISO`. */
function clockFrom(told: string | undefined, production: boolean): Clock {
  if (!told) return systemClock;
  if (production) throw new Unready('NODE_ENV=production 时不能用 ANLAN_NOW 改动时间，请去掉它。');
  const frozen = told.startsWith('@');
  const at = Date.parse(frozen ? told.slice(1) : told);
  if (Number.isNaN(at))
    throw new Unready('ANLAN_NOW 不是有效的时间，写法如 2026-05-09T09:00:00+08:00，前面加 @ 表示停在这一刻。');
  const started = Date.now();
  return { now: () => new Date(frozen ? at : at + Date.now() - started) };
}

/** Only whoever starts the program says where copies of everything go: no page and no setting can. */
function backupIn(env: NodeJS.ProcessEnv, dir: string): Pick<Config, 'backup' | 'archive'> {
  if (!env.ANLAN_BACKUP) return { backup: undefined, archive: undefined };
  if (env.DATABASE_URL)
    throw new Unready(
      '用 DATABASE_URL 时，数据库由 pgBackRest 备份，请去掉 ANLAN_BACKUP（见 docs/manual/backup.md）。',
    );
  const backup = resolve(env.ANLAN_BACKUP);
  if (`${backup}/`.startsWith(`${dir}/`) || `${dir}/`.startsWith(`${backup}/`))
    throw new Unready('ANLAN_BACKUP 不能在数据目录里，也不能包含它，最好在另一块磁盘上。');
  return { backup, archive: join(backup, 'wal') };
}

/** @throws Unready with one sentence. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const dir = resolve(env.ANLAN_DATA ?? 'data');
  const port = Number(env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Unready('PORT 应是 1 到 65535 之间的整数。');
  const host = env.HOST ?? '127.0.0.1';
  const { ANLAN_TLS_CERT: cert, ANLAN_TLS_KEY: key, TRUST_PROXY: trustProxy } = env;
  if (Boolean(cert) !== Boolean(key)) throw new Unready('ANLAN_TLS_CERT 和 ANLAN_TLS_KEY 要一起设置。');
  if (!loopback(host) && !cert && !trustProxy)
    throw new Unready(
      'HOST 不是本机地址时，须设置 ANLAN_TLS_CERT 和 ANLAN_TLS_KEY，或在反向代理后设置 TRUST_PROXY：登录、拍照和定位都要求加密连接。',
    );
  if (env.DATABASE_DIRECT_URL && !env.DATABASE_URL)
    throw new Unready('设置了 DATABASE_DIRECT_URL，还须用 DATABASE_URL 写明经过连接池的地址。');
  return {
    port,
    host,
    dir,
    ...backupIn(env, dir),
    databaseUrl: env.DATABASE_URL,
    directUrl: env.DATABASE_DIRECT_URL,
    appUrl: env.DATABASE_APP_URL,
    workerUrl: env.DATABASE_WORKER_URL,
    demo: env.ANLAN_DEMO !== '0',
    demoPassword: env.ANLAN_DEMO_PASSWORD,
    clock: clockFrom(env.ANLAN_NOW, env.NODE_ENV === 'production'),
    https: cert && key ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : undefined,
    trustProxy,
  };
}
