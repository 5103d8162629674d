// `anlan backup DIR` and `anlan restore DIR [--to TIME]`: the embedded database and its files, out and in again.
import { makeBackup, restore } from '@anlan/kernel/backup';
import { localIso } from '@anlan/kernel/ctx';
import { Unready, holderOf } from '@anlan/kernel/db';
import { readConfig } from './config.ts';
import { withStore } from './connect.ts';

const quiet = { info() {}, warn() {}, error: console.error };
const say = (sentence: string) => console.log(sentence);
const sizeText = (bytes: number) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
const took = (seconds: Record<string, number>) =>
  Object.entries(seconds)
    .map(([step, s]) => `${step} ${s} 秒`)
    .join('，');
const moment = (iso: string) => localIso(new Date(iso)).slice(0, 19).replace('T', ' ');

function embedded() {
  const config = readConfig(process.env);
  if (config.databaseUrl)
    throw new Unready(
      'DATABASE_URL 指向的数据库请用 pgBackRest 备份，附件目录另行复制，做法见 docs/manual/backup.md。',
    );
  return config;
}

/** @returns 0: the backup is whole and has been restored on trial. @throws Unready with one sentence */
export async function backup(folder: string): Promise<number> {
  const config = embedded();
  const made = await withStore(config, ({ adminUrl }) =>
    makeBackup({ dir: config.dir, adminUrl, folder, log: quiet, say }),
  );
  const { files, rows, seconds, ended } = made.manifest;
  const total = Object.values(rows).reduce((sum, n) => sum + n, 0);
  say(`备份完成并已试恢复：${made.path}`);
  say(
    `数据截至 ${moment(ended)}，${Object.keys(rows).length} 张表 ${total} 行，附件 ${files.count} 个（${sizeText(files.bytes)}）。用时：${took(seconds)}。`,
  );
  say('备份里有全部数据和密钥，请把目录放在只有管理员能进入的地方。');
  return 0;
}

/** @returns 0: the data folder is ready to be started on. @throws Unready with one sentence */
export async function restoreFrom(path: string, told: string | undefined): Promise<number> {
  const { dir } = embedded();
  const to = told === undefined ? null : new Date(told);
  if (to && Number.isNaN(to.getTime()))
    throw new Unready('--to 后面请写完整的时间，例如 --to "2026-11-24T09:30:00+08:00"。');
  if (holderOf(dir) !== null) throw new Unready('服务正在运行，请先停止它，再用 ANLAN_DATA 指定一个空目录恢复。');
  const { backup: from, found, seconds } = await restore({ path, to, dir, log: quiet, say });
  say(
    `已恢复到 ${dir}：用的是 ${moment(from.manifest.ended)} 的备份${told ? `，恢复到 ${moment(to!.toISOString())}` : ''}。`,
  );
  say(
    `${Object.keys(found.rows).length} 张表，审计 ${found.audit.seq} 条完整，附件 ${found.files} 个。用时：${took(seconds)}。`,
  );
  if (found.missing.length)
    say(
      `有 ${found.missing.length} 个附件是故障前几秒上传的，没来得及备份，请上传人重新上传：${found.missing.slice(0, 20).join('、')}`,
    );
  say(`启动：ANLAN_DATA=${dir} npm start`);
  return 0;
}
