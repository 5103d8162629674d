// Units, their names and groups, and who is who: the directory that everything else points into.
import { Problem, type GroupView, type PersonView, type UnitView } from '@anlan/contract';
import { type Kysely, sql } from 'kysely';
import type { Ctx, KernelTables, UnitTable } from '../ctx/index.ts';

export {
  ABSENCES,
  absencesCovering,
  endAbsence,
  noteAbsence,
  vacant,
  type AbsenceKind,
  type AbsenceSpan,
  type NewAbsence,
  type Vacancy,
} from './absence.ts';
export { noteChange, notesOf, type OrgNote } from './note.ts';
export {
  endPost,
  givePost,
  giveRights,
  needPost,
  putPerson,
  setLeader,
  type NewPerson,
  type NewPost,
  type Rights,
} from './person.ts';
export { checkRecordedFor } from './mine.ts';
export { policies } from './policies.ts';
export { inReach, keepsPeople } from './reach.ts';
export {
  closeUnit,
  moveUnit,
  putGroup,
  putUnit,
  renameUnit,
  setAliases,
  typesBelow,
  type NewUnit,
  type UnitType,
} from './unit.ts';

export const presentUnit = (
  u: Pick<UnitTable, 'id' | 'name' | 'short_name' | 'type' | 'parent_id' | 'county_id'>,
): UnitView => ({
  id: u.id,
  name: u.name,
  shortName: u.short_name,
  type: u.type,
  parentId: u.parent_id,
  countyId: u.county_id,
});

/** Units I may know of, by name or alias, in the order of the directory. */
export async function listUnits(
  ctx: Ctx,
  query: { q?: string | undefined; type?: string | undefined; limit: number },
): Promise<UnitView[]> {
  let rows = ctx.db
    .selectFrom('unit')
    .selectAll('unit')
    .where('closed_on', 'is', null)
    .orderBy('sort')
    .orderBy('name')
    .limit(query.limit);
  if (query.type) rows = rows.where('type', 'in', query.type.split(','));
  if (query.q) {
    const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`;
    rows = rows.where((eb) =>
      eb.or([
        eb('name', 'like', like),
        eb('short_name', 'like', like),
        eb.exists(
          eb
            .selectFrom('unit_alias')
            .select('unit_id')
            .whereRef('unit_alias.unit_id', '=', 'unit.id')
            .where('unit_alias.name', 'like', like),
        ),
      ]),
    );
  }
  return (await rows.execute()).map(presentUnit);
}

/** The unit, or the 404 of a stranger. */
export async function needUnit(ctx: Ctx, id: string): Promise<UnitView> {
  const row = await ctx.db.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row)
    throw new Problem('unit-unknown', 400, '没有找到这个单位，请重新选择。', {
      fields: [{ path: 'unitId', message: '请重新选择单位' }],
    });
  return presentUnit(row);
}

/** Whether `unitId` lies at or below a place where the reader may write: the row-level policy sees the rest. */
export async function unitsBelow(db: Kysely<KernelTables>, unitId: string): Promise<string[]> {
  const rows = await db.selectFrom('unit_closure').select('descendant').where('ancestor', '=', unitId).execute();
  return rows.map((r) => r.descendant);
}

/** Groups with the members that I may know of. */
export async function listGroups(ctx: Ctx): Promise<GroupView[]> {
  const [groups, units] = await Promise.all([
    ctx.db.selectFrom('unit_group').selectAll().orderBy('sort').execute(),
    ctx.db.selectFrom('unit').select(['id', 'type']).where('closed_on', 'is', null).orderBy('sort').execute(),
  ]);
  return groups.map((g) => ({
    id: g.id,
    name: g.name,
    aliases: g.aliases,
    unitIds: members(g.rule, units),
    types: g.rule.types,
    named: g.rule.unitIds,
  }));
}

const members = (rule: { types: string[]; unitIds: string[] }, units: { id: string; type: string }[]) =>
  units.filter((u) => rule.types.includes(u.type) || rule.unitIds.includes(u.id)).map((u) => u.id);

/** The units of groups today, straight from the rules; for duties, under the worker's eyes or the issuer's. */
export async function unitsOfGroups(db: Kysely<KernelTables>, groupIds: readonly string[]): Promise<string[]> {
  if (!groupIds.length) return [];
  const rows = await sql<{ id: string }>`
    select distinct u.id, u.sort from unit u join unit_group g
      on g.rule->'types' ? u.type or g.rule->'unitIds' ? u.id::text
     where g.id = any(${groupIds}::uuid[]) and u.closed_on is null order by u.sort`.execute(db);
  return rows.rows.map((r) => r.id);
}

/** People with a post today, leaders first; those of a unit include the people of its sections. */
export async function listPeople(
  ctx: Ctx,
  query: { unitId?: string | undefined; q?: string | undefined; limit: number },
): Promise<PersonView[]> {
  let rows = ctx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select([
      'person.id',
      'post.id as post_id',
      'person.name',
      'post.title',
      'post.unit_id',
      'unit.name as unit_name',
      'post.leader',
    ])
    .where('post.from_day', '<=', ctx.today)
    .where((eb) => eb.or([eb('post.to_day', 'is', null), eb('post.to_day', '>=', ctx.today)]))
    .orderBy('post.leader', 'desc')
    .orderBy('unit.sort')
    .orderBy('person.name')
    .limit(query.limit);
  const { unitId } = query;
  if (unitId)
    rows = rows.where((eb) =>
      eb.or([
        eb('post.unit_id', '=', unitId),
        eb.and([eb('unit.parent_id', '=', unitId), eb('unit.type', 'in', ['section', 'countySection'])]),
      ]),
    );
  // By identity: a pattern may not be tried on people before it is known of each whether he is seen.
  if (query.q)
    rows = rows.where(sql<boolean>`person.id = any((select array(select person_named(${query.q})))::uuid[])`);
  return (await rows.execute()).map((r) => ({
    id: r.id,
    postId: r.post_id,
    name: r.name,
    title: r.title,
    unitId: r.unit_id,
    unitName: r.unit_name,
    leader: r.leader,
  }));
}
