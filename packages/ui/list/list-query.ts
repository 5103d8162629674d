// The filters of a list as they stand in the address, and as the server takes them.
import type { SearchPatch } from '../data/go.tsx';

/** Keys of the address that are filters of the list; others (`open`, `period`) are not. */
export const FILTERS = ['q', 'state', 'under', 'unitId', 'from', 'to', 'late', 'sort'] as const;
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

export const SORTS = { newest: '最新在前', oldest: '最早在前', deadline: '按期限', updated: '最近办理' } as const;

/** The filters of an address, empty ones left out. */
export const filtersOf = (url: Readonly<Record<string, string>>): Filters =>
  Object.fromEntries(FILTERS.flatMap((key) => (url[key] ? [[key, url[key]]] : [])));

/** Takes every filter away, then sets these. */
export const replaceFilters = (filters: Filters): SearchPatch =>
  Object.fromEntries(FILTERS.map((key) => [key, filters[key] ?? null]));

export const sameFilters = (a: Filters, b: Filters) => FILTERS.every((key) => (a[key] ?? '') === (b[key] ?? ''));

/** `a,b` with `b` switched: `a`; with `c`: `a,b,c`. */
export function toggleIn(list: string | undefined, item: string): string {
  const items = list ? list.split(',') : [];
  return (items.includes(item) ? items.filter((x) => x !== item) : [...items, item]).join(',');
}
