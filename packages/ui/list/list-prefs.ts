// What one person likes of one list: columns, density, own views. Kept in this browser.
import { useState } from 'react';
import { useMe } from '../data/me.ts';
import type { Filters } from './list-query.ts';

export type SavedView = { label: string; filters: Filters };
export type ListPrefs = {
  /** Keys of the columns shown; null for the usual ones. */
  columns: string[] | null;
  dense: boolean;
  views: SavedView[];
};

const USUAL: ListPrefs = { columns: null, dense: true, views: [] };

export function readPrefs(text: string | null): ListPrefs {
  try {
    return text ? { ...USUAL, ...(JSON.parse(text) as Partial<ListPrefs>) } : USUAL;
  } catch {
    return USUAL;
  }
}

export function useListPrefs(list: string) {
  const { personId } = useMe();
  const address = `anlan:list:${personId}:${list}`;
  const [prefs, setPrefs] = useState(() => readPrefs(localStorage.getItem(address)));
  const change = (patch: Partial<ListPrefs>) => {
    const next = { ...prefs, ...patch };
    setPrefs(next);
    localStorage.setItem(address, JSON.stringify(next));
  };
  return [prefs, change] as const;
}
