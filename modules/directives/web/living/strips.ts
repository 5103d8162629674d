// The units of one clause over its periods as a table: which columns, which groups, what a group sums up to. Pure.
import { type Light, type UnitView, worst } from '@anlan/contract';
import type { z } from 'zod';
import type { Strip as StripSchema } from '../../contract.ts';

export type Strip = z.infer<typeof StripSchema>;
export type StripPeriod = Strip['periods'][number];

/** A period of the rule, or the leading periods that nobody owes, drawn as one. */
export type Column = { key: string; label: string; skipped: boolean };

/**
 * The periods of all strips in time. Leading ones that are 不计 for everybody fall into one column.
 * Years are named only where the table holds more than one.
 */
export function columnsOf(strips: readonly Strip[]): Column[] {
  const labels = new Map<string, string>();
  for (const p of strips.flatMap((s) => s.periods)) labels.set(p.key, p.label);
  const keys = [...labels.keys()].toSorted();
  const oneYear = new Set(keys.map((k) => k.slice(0, 4))).size === 1;
  const all = keys.map((key) => ({ key, label: shortLabel(labels.get(key)!, oneYear), skipped: false }));
  const counted = keys.findIndex((key) =>
    strips.some((s) => s.periods.some((p) => p.key === key && p.light !== 'none')),
  );
  const skipped = all.slice(0, counted === -1 ? all.length : counted);
  if (!skipped.length) return all;
  const [first, last] = [skipped[0]!.label, skipped.at(-1)!.label];
  const label = skipped.length === 1 ? first : `${first.replace(/月$/, '')}–${last}`;
  return [{ key: skipped.map((s) => s.key).join(' '), label, skipped: true }, ...all.slice(skipped.length)];
}

/** `2026年7月` → `7月`, `2026年第三季度` → `三季度`; with two digits of the year where it matters. */
export const shortLabel = (label: string, oneYear: boolean) =>
  label.replace(/^(\d{2})(\d{2})年(?=.)/, (_, __, yy: string) => (oneYear ? '' : `${yy}年`)).replace('第', '');

export const periodAt = (strip: Strip, column: Column): StripPeriod | undefined =>
  strip.periods.find((p) => (column.skipped ? column.key.split(' ').includes(p.key) : p.key === column.key));

export type Sum = { light: Light; done: number; total: number };

/** What a column of some strips comes to; null where none of them has such a period. */
export function sumOf(strips: readonly Strip[], column: Column): Sum | null {
  const lights = strips.flatMap((s) => periodAt(s, column)?.light ?? []);
  if (!lights.length) return null;
  const counted = lights.filter((l) => l !== 'none');
  return { light: worst(lights), done: counted.filter((l) => l === 'done').length, total: counted.length };
}

/** Strips in the order of the directory, as people know their units; what the reader cannot look up comes last. */
export function inDirectory(strips: readonly Strip[], units: readonly Pick<UnitView, 'id'>[]): Strip[] {
  const place = new Map(units.map((u, i) => [u.id, i]));
  const at = (s: Strip) => place.get(s.unitId) ?? units.length;
  return strips.toSorted((a, b) => at(a) - at(b));
}

export type Group = { id: string; name: string; strips: Strip[] };

/** More rows than these are gathered by county. */
export const MANY = 30;

/** Strips by the county of their unit, counties in the order of the directory; units of the city first. */
export function byCounty(
  strips: readonly Strip[],
  units: readonly Pick<UnitView, 'id' | 'countyId' | 'type' | 'shortName'>[],
): Group[] {
  const countyOf = new Map(units.map((u) => [u.id, u.countyId]));
  const counties = units.filter((u) => u.type === 'county');
  const names = new Map(counties.map((u) => [u.countyId, u.shortName]));
  const order = [...names.keys()];
  const groups = new Map<number, Strip[]>();
  for (const s of strips) {
    const county = countyOf.get(s.unitId) ?? 0;
    const of = names.has(county) ? county : 0;
    groups.set(of, [...(groups.get(of) ?? []), s]);
  }
  return [...groups]
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([county, own]) => ({ id: String(county), name: names.get(county) ?? '市级单位', strips: own }));
}

/** The period a strip stands in: its last one. */
export const current = (strip: Strip): StripPeriod | undefined => strip.periods.at(-1);

/** Still to be done: neither done nor excused. */
export const open = (p: Pick<StripPeriod, 'light'> | undefined) =>
  p !== undefined && p.light !== 'done' && p.light !== 'none';
