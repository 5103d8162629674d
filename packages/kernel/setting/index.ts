// Settings: numbers that a bureau may change, each with the source that it rests on.
import { Problem } from '@anlan/contract';
import type { Kysely } from 'kysely';
import { push } from '../audit/push.ts';
import type { Ctx, KernelTables } from '../ctx/index.ts';
import { type PolicyTable, type Statement, together } from '../db/index.ts';
import { SETTINGS, type SettingKey, type Settings } from './catalog.ts';

export { GROUPS, SETTINGS, type SettingGroup, type SettingKey, type Settings } from './catalog.ts';

export const policies: PolicyTable = [
  {
    table: 'setting',
    shape: 'directory',
    using: '(select ctx_known())',
    check: `(select ctx_may('settings.edit'))`,
    app: ['select', 'insert', 'update'],
  },
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
        changed_by_name: null,
        changed_reason: null,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export type SettingView = {
  key: SettingKey;
  value: unknown;
  /** Who changed it last, when and why; null while it is as the product came. */
  changed: { byName: string; at: Date; reason: string } | null;
};

/** Every setting as it stands, in the order of the catalogue. */
export async function listSettings(ctx: Ctx): Promise<SettingView[]> {
  const rows = await ctx.db.selectFrom('setting').selectAll().execute();
  const now = valuesOf(rows);
  return (Object.keys(SETTINGS) as SettingKey[]).map((key) => {
    const row = rows.find((r) => r.key === key);
    const by = row?.changed_by_name;
    return {
      key,
      value: now[key],
      changed: row && by ? { byName: by, at: row.updated_at, reason: row.changed_reason ?? '' } : null,
    };
  });
}

const isKey = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key);

/**
 * Changes a setting from now on; what was stamped before stays as it was.
 * @throws 404 for a setting that does not exist, 400 with the bounds it leaves
 */
export async function changeSetting(ctx: Ctx, key: string, value: unknown, reason: string) {
  if (!isKey(key)) throw new Problem('no-setting', 404, '没有这一项设置，请刷新页面。');
  const checked = SETTINGS[key].schema.safeParse(value);
  if (!checked.success) {
    const message = checked.error.issues[0]!.message;
    throw new Problem('setting-bounds', 400, `「${SETTINGS[key].label}」${message}。`, {
      fields: [{ path: 'value', message }],
    });
  }
  const before = (await settings(ctx.db))[key];
  const { label, source } = SETTINGS[key];
  const now = {
    value: JSON.stringify(checked.data),
    updated_at: ctx.now,
    changed_by_name: ctx.me.name,
    changed_reason: reason,
  };
  await ctx.db
    .insertInto('setting')
    .values({ key, label, source, ...now })
    .onConflict((oc) => oc.column('key').doUpdateSet(now))
    .execute();
  known.delete(ctx.db);
  await push(ctx, 'setting.change', key, { before, after: checked.data, reason });
}
