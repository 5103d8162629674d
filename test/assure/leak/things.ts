// Everything that has an identity somebody could guess: records, periods, rules, files, lines of a life, venues, their people.
import { toFile } from './bring.ts';
import type { World } from '@anlan/kernel/testing';
import type { Placed } from '../../conformance/ground.ts';

export type Thing = { name: string; kind: string; id: string; unitId: string };

/** The placed records, and what hangs on them; each with the unit by which it is seen. */
export async function things(w: World, records: readonly Placed[]): Promise<Thing[]> {
  const { db } = w.system;
  const found: Thing[] = records.map((r) => ({ name: `${r.kind} of ${r.unit}`, ...r }));
  const add = (kind: string, rows: readonly { id: string; unit_id: string }[]) =>
    found.push(...rows.map((r) => ({ name: kind, kind, id: r.id, unitId: r.unit_id })));
  add('period', await db.selectFrom('period').select(['id', 'unit_id']).execute());
  add('duty', await db.selectFrom('duty').select(['id', 'unit_id']).execute());
  const placed = records.map((r) => r.id);
  const lines = await db
    .selectFrom('timeline')
    .innerJoin('record', 'record.id', 'timeline.record_id')
    .select(['timeline.id', 'record.unit_id'])
    .where('record_id', 'in', placed)
    .where('record.kind', 'in', ['study', 'directives'])
    .execute();
  add('line', lines);
  for (const r of records.filter((x) => x.kind === 'study'))
    add('file', [{ id: await toFile(w, r.id, `附件 ${r.unit}.txt`), unit_id: r.unitId }]);
  const venues = await db.selectFrom('unit').select(['id', 'id as unit_id']).where('type', '=', 'venue').execute();
  add('venue', venues.slice(0, 40));
  return found;
}
