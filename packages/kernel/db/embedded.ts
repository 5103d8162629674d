// The embedded PostgreSQL: made on first use, started by us, watched, restarted after a crash, taken over after our own.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { canEnter, openFolder, programs, serviceUser, type Programs, type Service } from './binaries.ts';
import { Unready } from './errors.ts';
import { lock } from './lock.ts';
import { Postgres, stopOrphan, type Log } from './postgres.ts';
import { secret } from './secret.ts';

export type Cluster = {
  /** The superuser's address of the database `postgres`, and of any other. */
  adminUrl: string;
  url(database: string): string;
  /** Stops PostgreSQL in good order and gives the folder free. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** ANLAN_DATA. */
  dir: string;
  log: Log;
  /** Override PostgreSQL's own (tests turn fsync off). */
  settings?: Record<string, string>;
  /** A folder into which every piece of the write-ahead log is copied, at the latest after five minutes. */
  archive?: string | undefined;
  /** Milliseconds for the start; a restore replays a long log. */
  patience?: number;
};

const SUPERUSER = 'anlan';

/** Starts PostgreSQL in a folder of its own under `dir`. Throws Unready with one sentence when that cannot be. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Cluster> {
  const { dir: given, log, settings = {}, archive, patience } = options;
  const dir = resolve(given);
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const held = lock(dir);
  try {
    const service = ownerOf(dir) ?? serviceUser();
    const program = programs(service);
    const folder = databaseFolder(dir, service, log);
    const password = secret(join(dir, 'secrets'), 'postgres');
    await stopOrphan(folder, log);
    if (existsSync(folder)) {
      checkVersion(folder, program);
      if (password.fresh) await setPassword(folder, program, service, password.value);
    } else await initialise(folder, program, service, password.value);
    const port = await freePort();
    const postgres = new Postgres({
      folder,
      program: program.postgres,
      service,
      log,
      logFile: join(dir, 'postgresql.log'),
      settings: { ...defaults(), port: String(port), ...(archive ? archiving(archive, service) : {}), ...settings },
      ...(patience === undefined ? {} : { patience }),
    });
    await postgres.start();
    const url = (database: string) =>
      `postgresql://${SUPERUSER}:${password.value}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    return {
      adminUrl: url('postgres'),
      url,
      stop: async () => {
        await postgres.stop();
        held.release();
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}

function defaults(): Record<string, string> {
  const megabytes = Math.floor(totalmem() / 8 / 1024 ** 2);
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: `${Math.min(2048, Math.max(128, megabytes))}MB`,
    max_wal_size: '2GB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_line_prefix: '%m [%p] ',
  };
}

/** By PostgreSQL's own library, which needs no shell: each piece appears whole in the folder, or not at all. */
function archiving(folder: string, service: Service): Record<string, string> {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (service.uid !== undefined) chownSync(folder, service.uid, service.gid!);
  if (!canEnter(folder, service))
    throw new Unready(`数据库用户进不了备份目录 ${folder}，请让它的上级目录可以通过（chmod 711），或换一个目录。`);
  return {
    archive_mode: 'on',
    archive_library: 'basic_archive',
    archive_timeout: '300',
    'basic_archive.archive_directory': folder,
  };
}

const POINTER = 'postgresql.where';

/** Where the database of `dir` lies or will lie, and whose its files are; a new one is given its place. */
export function dataFolder(dir: string, log: Log): { folder: string; service: Service } {
  const service = ownerOf(dir) ?? serviceUser();
  return { folder: databaseFolder(dir, service, log), service };
}

/** The folder recorded for `dir`, or the one beside it. */
export function recordedFolder(dir: string): string {
  const pointer = join(dir, POINTER);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dir, 'postgresql');
}

/** As root, an existing database keeps the user it was made by. */
function ownerOf(dir: string): Service | null {
  const folder = recordedFolder(dir);
  if (!existsSync(folder)) return null;
  const { uid, gid } = statSync(folder);
  const me = process.getuid?.();
  if (me === undefined || me === uid) return {};
  if (me !== 0) throw new Unready(`数据库目录 ${folder} 属于另一个用户（编号 ${uid}），请以该用户或 root 启动。`);
  return { uid, gid };
}

/** The database's folder: under `dir` where its user can enter, else in an open place that `dir` records. */
function databaseFolder(dir: string, service: Service, log: Log): string {
  const folder = recordedFolder(dir);
  if (existsSync(folder) || existsSync(join(dir, POINTER))) return folder;
  if (canEnter(dir, service)) return folder;
  const open = join(openFolder('databases'), randomBytes(6).toString('hex'));
  writeFileSync(join(dir, POINTER), `${open}\n`);
  log.info(`数据库用户进不了 ${dir}，数据库改放在 ${open}（已记入 ${POINTER}）。`);
  return open;
}

function checkVersion(folder: string, program: Programs): void {
  const made = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const major = program.version.split('.')[0];
  if (made !== major)
    throw new Unready(`数据库由 PostgreSQL ${made} 建立，内置的是 ${major}；请用原版本 backup 后再 restore。`);
}

async function initialise(folder: string, program: Programs, service: Service, password: string): Promise<void> {
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  if (service.uid !== undefined) chownSync(half, service.uid, service.gid!);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const rest = ['--auth=trust', `--username=${SUPERUSER}`, '--data-checksums', '--no-instructions'];
  await run(program.initdb, ['-D', half, ...rest, ...locale], service);
  writeFileSync(join(half, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  await setPassword(half, program, service, password);
  renameSync(half, folder);
}

/** Works without knowing the old one: by PostgreSQL's single-user mode, while it is stopped. */
async function setPassword(folder: string, program: Programs, service: Service, password: string): Promise<void> {
  const quiet = ['-c', 'log_min_messages=fatal'];
  const sql = `alter role ${SUPERUSER} password '${password}'\n`;
  await run(program.postgres, ['--single', '-D', folder, ...quiet, 'postgres'], service, sql);
}

function run(program: string, args: string[], service: Service, input = ''): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { ...service, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0
        ? done()
        : fail(new Unready(`数据库未能建立（${said.trim().split('\n').at(-1)}）；请检查磁盘空间与目录权限。`)),
    );
    child.stdin.end(input);
  });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
