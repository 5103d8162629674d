// `anlan city`: fills an empty store with a made-up bureau and three years of its work, for trials and measurements.
import { parseArgs } from 'node:util';
import { hashPassword } from '@anlan/kernel/access';
import { verify } from '@anlan/kernel/audit';
import { prepare } from '@anlan/kernel/boot';
import { localDay, makeCtx } from '@anlan/kernel/ctx';
import { type Store, Unready, holderOf, withAdmin } from '@anlan/kernel/db';
import { sql } from 'kysely';
import { type Config, readConfig } from '../config.ts';
import { withStore } from '../connect.ts';
import { DEMO_LOADED, asSystem, contentsOf } from '../contents.ts';
import { loadServers } from '../modules.ts';
import { randomPassword } from '../password.ts';
import { numberOf } from './days.ts';
import { type Scale, SCALES, build } from './build.ts';
import { Progress } from './progress.ts';

const USAGE = '请写：npm run -s anlan -- city --scale small|city|province [--seed 数字]';

function asked(args: readonly string[]): { scale: Scale; seed: number } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { scale: { type: 'string', default: 'small' }, seed: { type: 'string', default: '1' } },
    });
    const scale = Object.keys(SCALES).find((name) => name === values.scale) as Scale | undefined;
    const seed = Number(values.seed);
    if (scale && Number.isSafeInteger(seed) && seed >= 0) return { scale, seed };
  } catch {
    // What cannot be read is answered like what cannot be meant.
  }
  throw new Unready(USAGE);
}

/** @returns 0 when the city stands and its audit holds. @throws Unready for a store that is not empty */
export async function city(args: readonly string[]): Promise<number> {
  const { scale, seed } = asked(args);
  const config = readConfig(process.env);
  if (!config.databaseUrl && holderOf(config.dir) !== null)
    throw new Unready('服务正在使用这个数据目录，请先停止服务，或用 ANLAN_DATA 指定新的数据目录。');
  const began = performance.now();
  const made = await withStore(config, (store) => load(config, store, scale, seed));
  const seconds = (performance.now() - began) / 1000;
  const rows = [...made.rows.values()].reduce((sum, n) => sum + n, 0);
  for (const [table, n] of [...made.rows].toSorted((a, b) => b[1] - a[1])) console.log(`  ${table.padEnd(16)} ${n}`);
  console.log(
    `已建立仿真城市：${rows} 行，用时 ${Math.round(seconds)} 秒，每秒 ${Math.round(rows / seconds)} 行；审计链完整，共 ${made.audit} 条。`,
  );
  console.log(`演示账号 anjian、juzhang、pingding 等，密码 ${made.password}`);
  return 0;
}

async function load(config: Config, store: Omit<Store, 'stop'>, scale: Scale, seed: number) {
  const { adminUrl, workerUrl, names } = store;
  const now = config.clock.now();
  await prepare(adminUrl, await loadServers(), names, workerUrl, now);
  if ((await contentsOf(workerUrl)) !== 'empty')
    throw new Unready('这里已有数据，仿真城市只能装进空的数据目录；请用 ANLAN_DATA 指定新的目录。');
  const password = config.demoPassword ?? randomPassword();
  const hash = await hashPassword(password);
  const progress = new Progress();
  const rows = await asSystem(workerUrl, 'city', async ({ db, me }) => {
    const mark = { key: DEMO_LOADED, label: '演示数据已装完', source: '系统', updated_at: now };
    await db
      .insertInto('setting')
      .values({ ...mark, value: 'false' })
      .execute();
    const ctx = makeCtx(db, me, { now: () => now }, undefined as never);
    const filled = await build({ ctx, adminUrl, hash, scale, seed, today: numberOf(localDay(now)), progress });
    await db.updateTable('setting').set({ value: 'true' }).where('key', '=', DEMO_LOADED).execute();
    return filled;
  });
  progress.step('核对审计链', 0.97);
  const verdict = await verify(workerUrl);
  if (!verdict.ok) throw new Error(`the audit of the city does not hold: ${verdict.why}`);
  await withAdmin(adminUrl, (db) => sql`checkpoint`.execute(db));
  progress.end();
  return { rows, password, audit: verdict.rows };
}
