// A life of its own in one county, every word of it marked: records of every kind, files, explanations, venues and their people.
import { within } from '@anlan/kernel/ctx';
import { create } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import { sql } from 'kysely';
import type { Placed } from '../../conformance/ground.ts';
import { samples } from '../../conformance/samples.ts';
import { toFile } from './bring.ts';

/** A word that nobody else uses. */
export const CANARY = '鼍龘齉';
const mark = (value: unknown): unknown =>
  typeof value === 'string' && /样例|^甲$|会议室/.test(value)
    ? value.replaceAll(/样例|^甲$|会议室/g, (word) => `${CANARY}${word}`)
    : value;

/** Lets the county live; gives the records put there. */
export async function live(w: World, units: readonly string[]): Promise<Placed[]> {
  const placed: Placed[] = [];
  const { db } = w.system;
  await db.transaction().execute(async (trx) => {
    const ctx = within(w.system, trx);
    for (const unitId of units)
      for (const [kind, own] of Object.entries(samples)) {
        const row = Object.fromEntries(Object.entries(await own(ctx, unitId)).map(([k, v]) => [k, mark(v)]));
        const id = await create(ctx, kind, { unitId, title: `${CANARY}${kind}`, deadline: '2026-09-22' }, row);
        placed.push({ kind, unit: 'foreign', unitId, id });
      }
  });
  for (const r of placed.filter((p) => ['study', 'directives', 'visits'].includes(p.kind)))
    await toFile(w, r.id, `${CANARY}${r.kind}.txt`);
  await sql`update period set explanation = ${CANARY} where unit_id = any(${[...units]}::uuid[])`.execute(db);
  return placed;
}

/** Marks the venues of a county and the people in them by name; gives the venues. */
export async function nameVenues(w: World, county: number): Promise<string[]> {
  const { db } = w.system;
  const venues = await db
    .selectFrom('unit')
    .select('id')
    .where('type', '=', 'venue')
    .where('county_id', '=', county)
    .execute();
  const ids = venues.map((v) => v.id);
  await sql`update unit set name = ${CANARY} || name, short_name = ${CANARY} || short_name where id = any(${ids}::uuid[])`.execute(
    db,
  );
  await sql`update person set name = ${CANARY} || name where id in (select person_id from post where unit_id = any(${ids}::uuid[]))`.execute(
    db,
  );
  return ids;
}

/** Every identity that belongs to these units: of things, of their parts, of people at venues. */
export async function idsOf(w: World, units: readonly string[], venues: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with r as (select id from record where unit_id = any(${[...units]}::uuid[]))
    select id from r union select id from period where unit_id = any(${[...units]}::uuid[])
    union select id from duty where unit_id = any(${[...units]}::uuid[])
    union select id from timeline where record_id in (select id from r)
    union select file_id from attachment where record_id in (select id from r)
    union select unnest(${[...venues]}::uuid[])
    union select person_id from post where unit_id = any(${[...venues]}::uuid[])`.execute(w.system.db);
  return new Set(rows.map((r) => r.id));
}
