// How the installation is doing, in rows with a sign, a sentence and what to do: for the page, and for `anlan doctor`.
import { statfsSync } from 'node:fs';
import { sql } from 'kysely';
import { checkpointState } from '../audit/index.ts';
import { type KeptUp, backupsIn } from '../backup/index.ts';
import { type Clock, type KernelTables, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import type { DiskWatch } from '../disk/index.ts';
import { type FailedJob, failedJobs, retryJobs, workerSilence } from '../job/index.ts';

/** What is looked at; a command in a terminal has no disk watch and no worker. */
export type Places = {
  dir: string;
  backup: string | undefined;
  embedded: boolean;
  system: Database<KernelTables>;
  clock: Clock;
  disk?: DiskWatch | undefined;
  kept?: KeptUp | undefined;
};
export type Sign = 'good' | 'watch' | 'bad';
/** `says` is how it is; `todo` what to do about it, null when it is well. */
export type Finding = { key: string; label: string; sign: Sign; says: string; todo: string | null };

const GB = 1024 ** 3;
const HOUR = 3_600_000;
/** Free bytes below which a disk wants attention; a clerk's year of photos fits in twice as much. */
const ROOMY = 2 * GB;

let places: Places | undefined;

/** Told once by the program that starts the kernel. */
export const installHealth = (told: Places): void => {
  places = told;
};

const good = (key: string, label: string, says: string): Finding => ({ key, label, sign: 'good', says, todo: null });
const ill = (sign: 'watch' | 'bad', key: string, label: string, says: string, todo: string): Finding => ({
  key,
  label,
  sign,
  says,
  todo,
});

/** Everything that is looked at, in the order in which it matters. None where nothing was told, as in tests of modules. */
export async function findings(at: Places | undefined = places): Promise<Finding[]> {
  if (!at) return [];
  const db = at.system.as(systemMember('health').actor);
  return [
    dataDisk(at),
    ...(await backups(at)),
    await jobs(at),
    ...(at.disk ? [worker()] : []),
    await checkpoint(at),
    await files(db),
    await versions(db),
  ];
}

/** Jobs that wait for a hand, and the hand. */
export const waitingJobs = async (): Promise<FailedJob[]> => (places ? failedJobs(places.system) : []);
export const retry = async (ids: readonly number[]): Promise<void> => {
  if (places) await retryJobs(places.system, ids);
};
/** Whether this server makes backups itself. */
export const makesBackups = (): boolean => places?.backup !== undefined;

const sizeText = (bytes: number) =>
  bytes >= GB ? `${(bytes / GB).toFixed(1)} GB` : `${Math.round(bytes / 1024 ** 2)} MB`;

const room = (path: string) => {
  const { bavail, blocks, bsize } = statfsSync(path);
  return { free: bavail * bsize, total: blocks * bsize, full: false };
};

function dataDisk({ dir, disk }: Places): Finding {
  const [key, label] = ['disk', '数据磁盘'];
  const { free, total, full } = disk?.state() ?? room(dir);
  const says = `剩余 ${sizeText(free)}，共 ${sizeText(total)}`;
  if (full)
    return ill(
      'bad',
      key,
      label,
      `已满，暂停保存新内容，${says}`,
      '请清理磁盘或扩容，腾出空间后自动恢复；查看和登录不受影响。',
    );
  return free < ROOMY
    ? ill('watch', key, label, says, '请尽快清理磁盘或扩容，写满后将不能保存。')
    : good(key, label, says);
}

function ageText(ms: number): string {
  const hours = Math.floor(ms / HOUR);
  return hours < 1 ? '不到 1 小时前' : hours < 48 ? `${hours} 小时前` : `${Math.floor(hours / 24)} 天前`;
}

/** Hours: a night missed, and two. */
const MISSED = 26;
const MISSED_TWICE = 50;

async function backups(at: Places): Promise<Finding[]> {
  const [key, label] = ['backup', '备份'];
  const db = at.system.as(systemMember('health').actor);
  const log = await archive(db, at);
  if (!at.embedded)
    return [
      log ??
        ill('watch', key, label, '数据库没有归档日志', '请数据库管理员用 pgBackRest 备份，做法见手册《备份与恢复》。'),
    ];
  if (!at.backup)
    return [ill('bad', key, label, '没有设置备份', '请用 ANLAN_BACKUP 写明备份目录（最好在另一块磁盘）后重新启动。')];
  const last = backupsIn(at.backup).at(-1);
  const rows: Finding[] = [];
  if (!last) rows.push(ill('watch', key, label, '还没有备份', '今晚会自动备份；系统管理员也可以点「立即备份」。'));
  else {
    const age = at.clock.now().getTime() - Date.parse(last.manifest.ended);
    const says = `最近一份在 ${ageText(age)}，已试恢复`;
    const todo = '请看下面失败的后台任务，排除原因后点「立即备份」。';
    rows.push(
      age > MISSED_TWICE * HOUR
        ? ill('bad', key, label, says, todo)
        : age > MISSED * HOUR
          ? ill('watch', key, label, says, todo)
          : good(key, label, says),
    );
  }
  if (log) rows.push(log);
  try {
    const { free } = room(at.backup);
    const says = `剩余 ${sizeText(free)}`;
    rows.push(
      free < ROOMY
        ? ill('watch', 'backup.disk', '备份磁盘', says, '请清理或扩容，写满后不能再备份。')
        : good('backup.disk', '备份磁盘', says),
    );
  } catch {
    rows.push(ill('bad', 'backup.disk', '备份磁盘', '读不到备份目录', '请检查备份磁盘是否接好、目录是否还在。'));
  }
  return rows;
}

/** Minutes: pieces of the log come at least every five. */
const LOG_LATE = 15;

/** The log between backups; null where none is archived. */
async function archive(db: ReturnType<Places['system']['as']>, { clock, kept }: Places): Promise<Finding | null> {
  const [key, label] = ['log', '日志归档'];
  const { rows } = await sql<{ mode: string; arrived: Date | null; failed: Date | null }>`
    select current_setting('archive_mode') as mode, last_archived_time as arrived, last_failed_time as failed
      from pg_stat_archiver`.execute(db);
  const { mode, arrived, failed } = rows[0]!;
  if (mode === 'off') return null;
  const todo = '请检查备份目录能否写入、磁盘是否已满；排除后会自动补上。';
  if (failed && (!arrived || failed > arrived)) return ill('bad', key, label, '最近一次归档失败', todo);
  if (kept?.trouble) return ill('bad', key, label, '附件或日志没有复制到备份目录', todo);
  if (kept?.at && clock.now().getTime() - kept.at.getTime() > LOG_LATE * 60_000)
    return ill('watch', key, label, `${ageText(clock.now().getTime() - kept.at.getTime())}起没有复制`, todo);
  return good(key, label, '正常，最多丢失最近 5 分钟');
}

async function jobs(at: Places): Promise<Finding> {
  const [key, label] = ['jobs', '后台任务'];
  const failed = (await failedJobs(at.system)).length;
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from graphile_worker._private_jobs
     where is_available and run_at <= now() - interval '1 minute'`.execute(at.system.as(systemMember('health').actor));
  const waiting = rows[0]!.waiting;
  if (failed) return ill('bad', key, label, `${failed} 件失败`, '请看失败原因，排除后点「重新执行」。');
  return waiting
    ? ill('watch', key, label, `${waiting} 件等了 1 分钟以上`, '稍等再看；一直不减少时请重新启动服务。')
    : good(key, label, '没有积压');
}

/** Seconds without a sign of life. */
const SILENT = 60;

function worker(): Finding {
  const seconds = Math.round(workerSilence());
  return seconds < SILENT
    ? good('worker', '后台进程', `正常，${seconds} 秒前有响应`)
    : ill(
        'bad',
        'worker',
        '后台进程',
        `${seconds} 秒没有响应`,
        '提醒和后续处理已停，请重新启动服务，并查看服务器日志。',
      );
}

/** Minutes after which a checkpoint that is due is missed: three times its interval. */
const UNSIGNED = 30;

async function checkpoint(at: Places): Promise<Finding> {
  const [key, label] = ['audit', '审计检查点'];
  const db = at.system.as(systemMember('health').actor);
  const [state, { rows }] = await Promise.all([
    checkpointState({ db }),
    sql<{
      seq: number;
      at: Date | null;
    }>`select seq::int as seq, at from audit order by audit.seq desc limit 1`.execute(db),
  ]);
  const faults = Object.values(state.sent).filter((how) => how !== 'ok' && how !== 'off');
  const last = rows[0];
  const age = last?.at ? at.clock.now().getTime() - last.at.getTime() : 0;
  if (last && last.seq > state.seq && age > UNSIGNED * 60_000)
    return ill('bad', key, label, `第 ${state.seq} 条之后没有检查点`, '请查看服务器日志，并重新启动服务。');
  if (faults.length) return ill('watch', key, label, `没有送到库外：${faults[0]}`, '请到「设置」核对检查点的去处。');
  const when = state.at ? `，${ageText(at.clock.now().getTime() - state.at.getTime())}` : '';
  return Object.values(state.sent).includes('ok')
    ? good(key, label, `已到第 ${state.seq} 条${when}`)
    : ill('watch', key, label, `已到第 ${state.seq} 条${when}，只存在数据目录`, '请到「设置」写明检查点另存的文件夹。');
}

async function files(db: ReturnType<Places['system']['as']>): Promise<Finding> {
  const { rows } = await sql<{ n: number; bytes: number }>`
    select count(*)::int as n, coalesce(sum(size), 0)::float8 as bytes from (select distinct sha256, size from file) f`.execute(
    db,
  );
  return good('files', '附件', `${rows[0]!.n} 个，共 ${sizeText(rows[0]!.bytes)}`);
}

async function versions(db: ReturnType<Places['system']['as']>): Promise<Finding> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
  return good('version', '数据库', `可用，PostgreSQL ${rows[0]!.version}，Node.js ${process.versions.node}`);
}
