// Settings: numbers that a bureau may change, each with the source that it rests on.
import type { Kysely } from 'kysely';
import type { KernelTables } from '../ctx/index.ts';
import { type PolicyTable, type Statement, together } from '../db/index.ts';

type Setting<T> = { value: T; label: string; source: string };

/** What a new store starts with. */
export const SETTINGS = {
  'duty.soonDays': {
    value: 10,
    label: '到期前多少天转为将到期',
    source: '产品约定：ui 与任务书，10 天',
  } as Setting<number>,
  'duty.graceDays': {
    value: 15,
    label: '期末后多少天内登记算补录',
    source: '产品约定：任务书「学习」，15 天',
  } as Setting<number>,
  'duty.progress': {
    value: 'quarter',
    label: '无量化要求的任务多久填报一次进展',
    source: '产品约定：全年任务按季度',
  } as Setting<'quarter' | 'half-year' | 'none'>,
  'followup.remindAfterDays': {
    value: 1,
    label: '逾期多少天后建议催办',
    source: '产品约定：催办、督办、通报三级',
  } as Setting<number>,
  'followup.orderAfterDays': {
    value: 7,
    label: '催办后多少天仍未完成建议督办',
    source: '产品约定：催办、督办、通报三级',
  } as Setting<number>,
  'followup.circularAfterDays': {
    value: 5,
    label: '督办回复期限过后多少天建议通报',
    source: '产品约定：催办、督办、通报三级',
  } as Setting<number>,
  'followup.replyWorkdays': {
    value: 5,
    label: '督办单回复期限预填多少个工作日',
    source: '产品约定：督办单起草时可改',
  } as Setting<number>,
  'notify.digestAt': {
    value: '08:30',
    label: '工作日几点发每日摘要',
    source: '国办函〔2026〕12号：不频繁推送，每人每天至多一条',
  } as Setting<string>,
  'file.limitMb': { value: 50, label: '单个附件上限（MB）', source: '产品约定' } as Setting<number>,
};
export type SettingKey = keyof typeof SETTINGS;
export type Settings = { [K in SettingKey]: (typeof SETTINGS)[K]['value'] };

export const policies: PolicyTable = [
  { table: 'setting', shape: 'open', write: 'none', app: ['select'] },
  { table: 'nightly_run', shape: 'open', write: 'none', app: [] },
];

/** Read once per request: every context has a database object of its own. */
const known = new WeakMap<Kysely<KernelTables>, Promise<Settings>>();

/** Settings as they stand, defaults where the store has none. */
export function settings(db: Kysely<KernelTables>): Promise<Settings> {
  const held = known.get(db) ?? read(db);
  known.set(db, held);
  return held;
}

const query = (db: Kysely<KernelTables>) => db.selectFrom('setting').select(['key', 'value']);

function valuesOf(rows: readonly { key: string; value: unknown }[]): Settings {
  const held = Object.fromEntries(rows.map((r) => [r.key, r.value]));
  return Object.fromEntries(Object.entries(SETTINGS).map(([key, s]) => [key, held[key] ?? s.value])) as Settings;
}

const read = async (db: Kysely<KernelTables>) => valuesOf(await query(db).execute());

/** The settings beside the rows of another statement: in its trip, where they are not known yet. */
export async function besides<R>(db: Kysely<KernelTables>, other: Statement<R>): Promise<[Settings, R[]]> {
  const held = known.get(db);
  if (held) return [await held, (await together(db, other))[0].rows];
  const [stored, answer] = await together(db, query(db), other);
  const now = valuesOf(stored.rows);
  known.set(db, Promise.resolve(now));
  return [now, answer.rows];
}

/** Fills in what a new store lacks; edited values stay. */
export async function seedSettings(db: Kysely<KernelTables>, now: Date) {
  await db
    .insertInto('setting')
    .values(
      Object.entries(SETTINGS).map(([key, s]) => ({
        key,
        value: JSON.stringify(s.value),
        label: s.label,
        source: s.source,
        updated_at: now,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}
