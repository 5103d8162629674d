// Starts everything in order, prints how to get in, and stops everything in order.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RESTORING, keepUp } from '@anlan/kernel/backup';
import { openKernel, prepare, type Running } from '@anlan/kernel/boot';
import { systemMember } from '@anlan/kernel/ctx';
import { type Store, Unready, openStore } from '@anlan/kernel/db';
import { roomToStart, watchDisk } from '@anlan/kernel/disk';
import { installHealth } from '@anlan/kernel/health';
import { buildServer } from '@anlan/kernel/http';
import { settings } from '@anlan/kernel/setting';
import { backupChores } from './backup-chores.ts';
import { type Config, readConfig } from './config.ts';
import { publish } from './connect.ts';
import { contentsOf } from './contents.ts';
import { loadServers } from './modules.ts';
import { serveDesk } from './static.ts';

const log = {
  info: (message: string) => console.log(message),
  warn: (message: string) => console.warn(message),
  error: (message: string) => console.error(message),
};

/** How long an open session is believed without asking again, milliseconds; assurance asks that it ends within a second everywhere. */
const TRUST = 500;

/** How long one part may take to stop, and the database, in milliseconds: what hangs must not keep the rest from ending. */
const STOP_PART = 5_000;
const STOP_STORE = 30_000;

async function within(ms: number, work: Promise<unknown>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(() => {
      log.warn(`停止超过 ${ms / 1000} 秒，不再等待。A part did not stop in time.`);
      done();
    }, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function start(config: Config) {
  mustBeRestored(config.dir);
  const released = roomToStart(config.dir);
  if (released > 0)
    log.warn(
      `磁盘已满，已释放预留的 ${Math.round(released / 1024 ** 2)} MB 以便启动，请尽快清理磁盘。Disk full: ballast released.`,
    );
  const disk = watchDisk(config.dir, log);
  const store = await openStore({
    dir: config.dir,
    url: config.databaseUrl,
    archive: config.archive,
    directUrl: config.directUrl,
    appUrl: config.appUrl,
    workerUrl: config.workerUrl,
    log,
  });
  const parts: { stop(): Promise<unknown> }[] = [store];
  const stop = async () => {
    for (const part of parts.toReversed()) await within(part === store ? STOP_STORE : STOP_PART, part.stop());
  };
  try {
    const servers = await loadServers();
    await prepare(store.adminUrl, servers, store.names, store.workerUrl, config.clock.now());
    const { demo, password } = config.demo ? await demonstrate(config, store, servers) : await withoutDemo(store);
    const running = await openKernel({
      appUrl: store.appUrl,
      workerUrl: store.workerUrl,
      pooler: store.pooler,
      dir: config.dir,
      clock: config.clock,
      servers,
      demo,
      disk,
      ...backupChores(config),
      trust: TRUST,
      log,
    });
    parts.push({ stop: () => running.close() });
    disk.hold((await settings(running.kernel.system.as(systemMember('start').actor)))['disk.ballastMb']);
    parts.push({ stop: async () => disk.stop() });
    const kept = config.backup ? keepUp(config.dir, config.backup, log) : undefined;
    if (kept) parts.push({ stop: () => kept.stop() });
    installHealth({
      dir: config.dir,
      backup: config.backup,
      embedded: !config.databaseUrl,
      system: running.kernel.system,
      clock: config.clock,
      disk,
      kept: kept?.state,
    });
    const address = await listen(config, running);
    parts.push({ stop: () => address.close() });
    const retract = publish(config.dir, store);
    parts.push({ stop: async () => retract() });
    announce(address.url, demo, password);
    // A hint only: a database that is silent just now must not end a server that is at work.
    if ((await contentsOf(store.workerUrl).catch(() => null)) === 'empty')
      log.info(
        '这里还没有单位和账号，请另开一个终端执行：npm run -s anlan -- init 本局全称。Empty store: create your bureau with `anlan init`.',
      );
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** A restore that was interrupted leaves a folder that must not be mistaken for a store. */
function mustBeRestored(dir: string) {
  if (existsSync(join(dir, RESTORING)))
    throw new Unready(`${dir} 里的恢复没有完成，请清空它，再执行 npm run -s anlan -- restore 备份目录。`);
}

/** Loads the demonstration bureau into an empty store. */
async function demonstrate(config: Config, store: Store, servers: Awaited<ReturnType<typeof loadServers>>) {
  const { loadDemo } = await import('./demo/load.ts');
  return loadDemo({ store, servers, dir: config.dir, clock: config.clock, password: config.demoPassword, log });
}

/** Demonstration data that is there stays what it is, whatever the environment says now. */
async function withoutDemo(store: Store): Promise<{ demo: boolean; password?: string }> {
  const contents = await contentsOf(store.workerUrl);
  if (contents === 'half')
    throw new Unready(
      '这里有一份没有装完的演示数据：去掉 ANLAN_DEMO=0 再启动会重新装好；要正式使用，请用 ANLAN_DATA 指定新的数据目录。',
    );
  return { demo: contents === 'demo' };
}

async function listen(config: Config, { kernel }: Running) {
  const { app } = await buildServer(kernel, {
    logLevel: process.env.LOG_LEVEL ?? 'warn',
    checkAnswers: process.env.NODE_ENV === 'development',
    ...(config.trustProxy ? { trustProxy: config.trustProxy } : {}),
    ...(config.https ? { https: config.https } : {}),
  });
  await serveDesk(app, join(import.meta.dirname, '../web'));
  try {
    const url = await app.listen({ port: config.port, host: config.host });
    return { url, close: () => app.close() };
  } catch (error) {
    await app.close();
    if ((error as { code?: string }).code === 'EADDRINUSE')
      throw new Unready(`端口 ${config.port} 已被占用，请先停掉占用它的程序，或用 PORT 换一个端口。`);
    throw error;
  }
}

function announce(url: string, demo: boolean, password: string | undefined) {
  log.info(`\n安澜已就绪 Anlan is ready: ${url}`);
  if (!demo) return;
  log.info(
    '演示账号 demonstration accounts: anjian（安全监管科） juzhang（局长） pingding（平定县） yuxian（盂县） jinju（市晋剧院） changsuo（场所）',
  );
  log.info(
    password
      ? `演示密码 password: ${password}（只显示这一次 shown once）`
      : '演示密码在首次启动时显示过；忘记了可删除数据目录重新开始。The password was shown at the first start.',
  );
}

try {
  const started = start(readConfig(process.env));
  // From the first moment: whoever is stopped while starting leaves no database behind.
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info('正在停止 Stopping…');
      started
        .then((stop) => stop())
        .then(
          () => process.exit(0),
          (error: unknown) => {
            console.error(error);
            process.exit(1);
          },
        );
    });
  await started;
} catch (error) {
  if (!(error instanceof Unready)) throw error;
  console.error(error.message);
  process.exit(2);
}
