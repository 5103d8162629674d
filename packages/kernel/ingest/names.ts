// Units and people as tables name them: found by their names, or said in a sentence that they are not.
import { Problem, type UnitView } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';
import { listUnits } from '../org/index.ts';
import type { Batch } from './spec.ts';

const once = <T>(batch: Batch, key: string, make: () => Promise<T>): Promise<T> => {
  const held = (batch.get(key) as Promise<T> | undefined) ?? make();
  batch.set(key, held);
  return held;
};

/** Units within reach by every name they are known under; a name that two share leads to neither. */
async function unitsByName(ctx: Ctx): Promise<Map<string, UnitView | null>> {
  const [units, aliases] = await Promise.all([
    listUnits(ctx, { limit: 20_000 }),
    ctx.db.selectFrom('unit_alias').selectAll().execute(),
  ]);
  const names = new Map<string, UnitView | null>();
  const put = (name: string, unit: UnitView) =>
    names.set(name, names.has(name) && names.get(name)?.id !== unit.id ? null : unit);
  for (const u of units) for (const name of new Set([u.name, u.shortName])) put(name, u);
  for (const a of aliases) {
    const unit = units.find((u) => u.id === a.unit_id);
    if (unit && !names.has(a.name)) put(a.name, unit);
  }
  return names;
}

/** A unit that came with this very table is known from here on. */
export const forgetUnits = (batch: Batch) => batch.delete('units');

/** @throws 400 `unit-unknown`, `unit-ambiguous` in a sentence that names the cell */
export async function unitNamed(ctx: Ctx, label: string, name: string, batch: Batch): Promise<UnitView> {
  const found = (await once(batch, 'units', () => unitsByName(ctx))).get(name);
  if (found) return found;
  throw found === null
    ? new Problem('unit-ambiguous', 400, `「${label}」写的「${name}」有几个单位，请写全称。`)
    : new Problem(
        'unit-unknown',
        400,
        `「${label}」写的「${name}」不在单位名录里，请核对，或先在「人员与单位」里设立。`,
      );
}

export type Person = { personId: string; postId: string; name: string; title: string; unitId: string; leader: boolean };

/**
 * Whoever of that name held a post in the unit on the day, in one of its sections, or above it.
 * @throws 400 `person-unknown`
 */
export async function personNamed(
  ctx: Ctx,
  label: string,
  name: string,
  unit: UnitView,
  day: string,
  batch: Batch,
): Promise<Person> {
  const people = await once(batch, `people ${unit.id}`, () => peopleRound(ctx, unit.id));
  const held = people.filter((p) => p.name === name && p.from_day <= day && (!p.to_day || p.to_day >= day));
  const found = held.find((p) => p.unit_id === unit.id) ?? held[0];
  if (!found)
    throw new Problem(
      'person-unknown',
      400,
      `「${label}」写的「${name}」当日不是${unit.shortName}的人员，请核对姓名和任职日期。`,
    );
  return {
    personId: found.person_id,
    postId: found.id,
    name,
    title: found.title,
    unitId: found.unit_id,
    leader: held.some((p) => p.leader),
  };
}

const peopleRound = (ctx: Ctx, unitId: string) =>
  ctx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select([
      'post.id',
      'post.person_id',
      'post.unit_id',
      'post.title',
      'post.leader',
      'post.from_day',
      'post.to_day',
      'person.name',
    ])
    .where((eb) =>
      eb.or([
        eb(
          'post.unit_id',
          'in',
          eb.selectFrom('unit_closure').select('descendant').where('ancestor', '=', unitId).where('depth', '<=', 1),
        ),
        eb('post.unit_id', 'in', eb.selectFrom('unit_closure').select('ancestor').where('descendant', '=', unitId)),
      ]),
    )
    .orderBy('post.leader', 'desc')
    .execute();
