// Who sees and who keeps the directory: bureaus and their sections are known to everybody inside, venues and their
// people only within one's scope; people are kept where one may, units by the system administrator alone.
import type { PolicyTable } from '../db/index.ts';

/** Below a place where one is anchored; kinds of objects do not count here: a section keeps no venue's people. */
const inReach = (unit: string) => `${unit}.county_id = any((select ctx_ints('app.counties'))::int[])
  or ${unit}.station_id = any((select ctx_uuids('app.stations'))::uuid[])
  or ${unit}.id = any((select ctx_uuids('app.stations'))::uuid[])
  or ${unit}.id = any((select ctx_uuids('app.units'))::uuid[])`;

const may = (permission: string) => `(select ctx_may('org.${permission}'))`;

const seen = `unit.county_id = 140300 or unit.type in ('bureau','county','township') or ${inReach('unit')}
  or unit.object_kind = any((select ctx_texts('app.kinds'))::text[])
  or ${may('units')} or ${may('roles')} or ${may('peopleAll')}`;

/** A post of this unit is within what one keeps. */
const keptUnit = (unitId: string) =>
  `${may('people')} and exists (select 1 from unit kept where kept.id = ${unitId} and (${inReach('kept')}))`;

const keptPost = `${may('peopleAll')} or (${keptUnit('post.unit_id')})`;

export const policies: PolicyTable = [
  {
    table: 'unit',
    shape: 'directory',
    using: `(select ctx_known()) and (${seen})`,
    check: may('units'),
    app: ['select', 'insert', 'update'],
  },
  {
    table: 'unit_alias',
    shape: 'directory',
    using: 'exists (select 1 from unit where unit.id = unit_alias.unit_id)',
    check: may('units'),
    app: ['select', 'insert', 'delete'],
  },
  { table: 'unit_closure', shape: 'open', write: 'none', app: ['select'] },
  {
    table: 'unit_group',
    shape: 'directory',
    using: '(select ctx_known())',
    check: may('units'),
    app: ['select', 'insert', 'update'],
  },
  {
    table: 'post',
    shape: 'directory',
    using: 'exists (select 1 from unit where unit.id = post.unit_id)',
    // What of a post one may change is for its trigger: rights by the one, everything else by the other.
    check: `${may('roles')} or ${keptPost}`,
    app: ['select', 'insert', 'update'],
  },
  {
    table: 'person',
    shape: 'directory',
    using: `id = (select ctx_person()) or ${may('peopleAll')} or exists (select 1 from post where post.person_id = person.id)`,
    check: `id = (select ctx_person()) or ${may('peopleAll')} or (${may('people')}
      and (not exists (select 1 from post where post.person_id = person.id)
        or exists (select 1 from post where post.person_id = person.id and ${keptUnit('post.unit_id')})))`,
    app: ['select', 'insert', 'update'],
  },
  {
    table: 'absence',
    shape: 'directory',
    using: 'exists (select 1 from post where post.id = absence.post_id)',
    check: `exists (select 1 from post where post.id = absence.post_id and (${keptPost}))`,
    app: ['select', 'insert', 'update', 'delete'],
  },
  { table: 'org_note', shape: 'child', of: 'unit', by: 'unit_id', app: ['select', 'insert'] },
];
