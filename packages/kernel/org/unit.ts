// Units come into being, change their names, move and end. A closed unit stays in history with all it did.
import { type Day, Problem, chineseDay } from '@anlan/contract';
import { sql } from 'kysely';
import { push } from '../audit/push.ts';
import type { Ctx } from '../ctx/index.ts';
import { sqlState } from '../db/index.ts';
import { newId } from '../record/id.ts';
import { noteChange } from './note.ts';

export type UnitType = 'bureau' | 'section' | 'affiliated' | 'county' | 'countySection' | 'township' | 'venue';

export type NewUnit = {
  id?: string | undefined;
  parentId: string;
  name: string;
  /** The name where it stands alone; the full name where none is given. */
  shortName?: string | undefined;
  type: UnitType;
  /** GB/T 2260 code; needed for a county only, every other unit has that of the unit above. */
  countyId?: number | undefined;
  /** For a venue: what kind of object it is. */
  objectKind?: string | null | undefined;
  aliases?: readonly string[] | undefined;
  openedOn?: Day | undefined;
};

const BELOW: Record<UnitType, readonly UnitType[]> = {
  bureau: ['section', 'affiliated', 'county', 'venue'],
  section: [],
  affiliated: ['section', 'venue'],
  county: ['countySection', 'township', 'venue', 'affiliated'],
  countySection: [],
  township: ['venue'],
  venue: ['venue'],
};

const fault = (code: string, message: string, path: string) =>
  new Problem(code, 400, message, { fields: [{ path, message }] });

/** What may stand below a unit of this type. */
export const typesBelow = (type: string): readonly UnitType[] => BELOW[type as UnitType] ?? [];

async function openUnit(ctx: Ctx, id: string, path: string) {
  const unit = await ctx.db.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst();
  if (!unit) throw fault('unit-unknown', '没有找到这个单位，请重新选择。', path);
  if (unit.closed_on)
    throw fault('unit-closed', `「${unit.name}」已于${chineseDay(unit.closed_on)}撤销，请选择在用的单位。`, path);
  return unit;
}

const nameTaken = (error: unknown, name: string) =>
  sqlState(error) === '23505'
    ? fault('unit-name-taken', `已有名为「${name}」的单位，请核对后换一个全称。`, 'name')
    : error;

/**
 * A new unit below another. Usable in bulk: four statements each, parents first.
 * @returns its id. @throws 400 `unit-unknown`, `unit-closed`, `unit-place`, `county-code`, `unit-name-taken` with the field.
 */
export async function putUnit(ctx: Ctx, unit: NewUnit): Promise<string> {
  const parent = await openUnit(ctx, unit.parentId, 'parentId');
  if (!typesBelow(parent.type).includes(unit.type))
    throw fault('unit-place', `「${parent.short_name}」下面不能设这一类单位，请改选上级单位或单位类型。`, 'type');
  if (unit.type === 'county' && !unit.countyId)
    throw fault('county-code', '县区局须填写六位行政区划代码，例如 140321。', 'countyId');
  const id = unit.id ?? newId(ctx.now);
  await sql`
    insert into unit (id, parent_id, name, short_name, type, county_id, object_kind, sort, opened_on)
    values (${id}, ${unit.parentId}, ${unit.name}, ${unit.shortName ?? unit.name}, ${unit.type}, ${unit.countyId ?? parent.county_id},
      ${unit.objectKind ?? null}, (select coalesce(max(sort), 0) + 1 from unit), ${unit.openedOn ?? ctx.today})`
    .execute(ctx.db)
    .catch((error: unknown) => {
      throw nameTaken(error, unit.name);
    });
  if (unit.aliases?.length) await setAliases(ctx, id, unit.aliases);
  await noteChange(ctx, {
    verb: 'unit.create',
    unitId: id,
    text: `设立「${unit.name}」，上级为「${parent.short_name}」。`,
  });
  return id;
}

/** Gives a unit another name; the old one stays as an alias, so that older documents still find it. */
export async function renameUnit(ctx: Ctx, id: string, to: { name: string; shortName: string }): Promise<void> {
  const unit = await openUnit(ctx, id, 'id');
  await ctx.db
    .updateTable('unit')
    .set({ name: to.name, short_name: to.shortName })
    .where('id', '=', id)
    .execute()
    .catch((error: unknown) => {
      throw nameTaken(error, to.name);
    });
  const old = [unit.name, unit.short_name].filter((n) => n !== to.name && n !== to.shortName);
  if (old.length)
    await ctx.db
      .insertInto('unit_alias')
      .values([...new Set(old)].map((name) => ({ unit_id: id, name })))
      .onConflict((oc) => oc.doNothing())
      .execute();
  await noteChange(ctx, {
    verb: 'unit.rename',
    unitId: id,
    text: `由「${unit.name}」更名为「${to.name}」，原名仍可查找。`,
  });
}

/** The other names of a unit, all of them. @throws 400 `alias-taken` where one is another unit's name. */
export async function setAliases(ctx: Ctx, id: string, aliases: readonly string[]): Promise<void> {
  const names = [...new Set(aliases.map((a) => a.trim()).filter(Boolean))];
  if (names.length) {
    const { rows } = await sql<{ name: string; of: string }>`
      select n as name, u.name as of from unnest(${names}::text[]) n
        join unit u on u.closed_on is null and u.id <> ${id}
         and (u.name = n or exists (select 1 from unit_alias a where a.unit_id = u.id and a.name = n)) limit 1`.execute(
      ctx.db,
    );
    if (rows[0]) throw fault('alias-taken', `「${rows[0].name}」已经指「${rows[0].of}」，请去掉这个别名。`, 'aliases');
  }
  await ctx.db.deleteFrom('unit_alias').where('unit_id', '=', id).execute();
  if (names.length)
    await ctx.db
      .insertInto('unit_alias')
      .values(names.map((name) => ({ unit_id: id, name })))
      .execute();
}

/**
 * Moves a unit with everything below it; its records, duties and files are seen from the new place at once.
 * @throws 400 `unit-place` where it cannot stand there.
 */
export async function moveUnit(ctx: Ctx, id: string, parentId: string): Promise<void> {
  const unit = await openUnit(ctx, id, 'id');
  const parent = await openUnit(ctx, parentId, 'parentId');
  const below = await ctx.db
    .selectFrom('unit_closure')
    .select('depth')
    .where('ancestor', '=', id)
    .where('descendant', '=', parentId)
    .executeTakeFirst();
  if (below) throw fault('unit-place', '不能把单位移到它自己或它的下属单位下面，请重新选择上级单位。', 'parentId');
  if (!typesBelow(parent.type).includes(unit.type as UnitType))
    throw fault('unit-place', `「${parent.short_name}」下面不能设这一类单位，请重新选择上级单位。`, 'parentId');
  await sql`select unit_move(${id}::uuid, ${parentId}::uuid)`.execute(ctx.db);
  await noteChange(ctx, {
    verb: 'unit.move',
    unitId: id,
    text: `「${unit.short_name}」改由「${parent.short_name}」管理，此前的记录随单位一并移交。`,
    detail: { from: unit.parent_id, to: parentId },
  });
}

/**
 * Ends a unit: it leaves lists and groups, its posts end on that day, and nothing further is asked of it. What was asked before stays
 * owed until somebody decides.
 * @throws 409 `unit-not-empty` while units stand below it; 400 `unit-successor`.
 */
export async function closeUnit(
  ctx: Ctx,
  id: string,
  { on, successorId, why }: { on: Day; successorId: string | null; why: string },
): Promise<{ posts: number }> {
  const unit = await openUnit(ctx, id, 'id');
  if (on > ctx.today || on < unit.opened_on)
    throw fault('unit-close-day', '撤销日期应在设立以后、今天以前（含今天），请核对。', 'on');
  const child = await ctx.db
    .selectFrom('unit')
    .select('short_name')
    .where('parent_id', '=', id)
    .where('closed_on', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (child)
    throw new Problem(
      'unit-not-empty',
      409,
      `「${unit.short_name}」还有下属单位「${child.short_name}」等，请先把下属单位移走或撤销。`,
    );
  if (successorId === id) throw fault('unit-successor', '承接单位不能是它自己，请重新选择。', 'successorId');
  const successor = successorId ? await openUnit(ctx, successorId, 'successorId') : null;
  const ended = await ctx.db
    .updateTable('post')
    .set({ to_day: on })
    .where('unit_id', '=', id)
    .where('from_day', '<=', on)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>', on)]))
    .returning('id')
    .execute();
  await ctx.db
    .updateTable('unit')
    .set({ closed_on: on, successor_id: successorId, closed_why: why })
    .where('id', '=', id)
    .execute();
  await noteChange(ctx, {
    verb: 'unit.close',
    unitId: id,
    text: `自${chineseDay(on)}起撤销：${why}。${successor ? `由「${successor.short_name}」承接。` : ''}${ended.length}个岗位同日结束。`,
    detail: { on, successorId },
  });
  return { posts: ended.length };
}

/** A named group of units, by types and by name; new where `id` is not known. @returns its id. */
export async function putGroup(
  ctx: Ctx,
  group: {
    id?: string | undefined;
    name: string;
    aliases: readonly string[];
    types: readonly string[];
    unitIds: readonly string[];
  },
): Promise<string> {
  const id = group.id ?? newId(ctx.now);
  const { name, types, unitIds } = group;
  const row = { name, aliases: [...group.aliases], rule: JSON.stringify({ types, unitIds }) };
  await ctx.db
    .insertInto('unit_group')
    .values({ id, ...row, sort: 999 })
    .onConflict((oc) => oc.column('id').doUpdateSet(row))
    .execute()
    .catch((error: unknown) => {
      throw sqlState(error) === '23505'
        ? fault('group-name-taken', `已有名为「${name}」的分组，请换一个名称。`, 'name')
        : error;
    });
  await push(ctx, 'group.save', id, { types, unitIds });
  return id;
}
