// A list under the keyboard, its window on many rows, its filters and what one likes of it.
import { expect, test } from 'vitest';
import { keyMove, windowOf } from './grid-keys.ts';
import { filtersOf, replaceFilters, sameFilters, toggleIn } from './list-query.ts';
import { readPrefs } from './list-prefs.ts';
import { patchSearch } from '../data/go.tsx';

test('the cursor enters at the first row and stops at both ends', () => {
  expect(keyMove('ArrowDown', -1, 3, 10)).toEqual({ to: 0 });
  expect(keyMove('ArrowUp', -1, 3, 10)).toEqual({ to: 0 });
  expect(keyMove('ArrowDown', 2, 3, 10)).toEqual({ to: 2 });
  expect(keyMove('PageUp', 4, 9, 10)).toEqual({ to: 0 });
  expect(keyMove('End', 0, 9, 10)).toEqual({ to: 8 });
});

test('Enter opens only a row that the cursor stands on; Escape closes even in an empty list', () => {
  expect(keyMove('Enter', -1, 3, 10)).toBeNull();
  expect(keyMove('Enter', 0, 3, 10)).toBe('open');
  expect(keyMove('Escape', -1, 0, 10)).toBe('close');
  expect(keyMove('ArrowDown', -1, 0, 10)).toBeNull();
  expect(keyMove('x', 0, 3, 10)).toBeNull();
});

test('of a hundred thousand rows only those in sight are drawn, at the top, in the middle, at the end', () => {
  const all = 100_000;
  expect(windowOf(0, 720, 36, all)).toEqual({ first: 0, last: 28 });
  expect(windowOf(36 * 50_000, 720, 36, all)).toEqual({ first: 49_992, last: 50_028 });
  expect(windowOf(36 * all - 720, 720, 36, all)).toEqual({ first: 99_972, last: all });
});

test('a list that became shorter than where one stood draws no rows beyond its end', () => {
  const { first, last } = windowOf(36 * 5_000, 720, 36, 10);
  expect(first).toBeLessThanOrEqual(last);
  expect(last).toBe(10);
});

test('a view replaces every filter and leaves the rest of the address', () => {
  const search = patchSearch('?q=灯&from=2026-01-01&period=p1', replaceFilters({ state: 'held' }));
  expect(Object.fromEntries(new URLSearchParams(search))).toEqual({ period: 'p1', state: 'held' });
});

test('filters are those of the list alone; an empty one is none', () => {
  expect(filtersOf({ q: '灯', open: '1', state: '', cursor: 'x' })).toEqual({ q: '灯' });
  expect(sameFilters({ q: '' }, {})).toBe(true);
  expect(sameFilters({ q: '灯' }, { q: '灯', sort: 'deadline' })).toBe(false);
});

test('a state is switched on and off among others', () => {
  expect(toggleIn(undefined, 'held')).toBe('held');
  expect(toggleIn('held,void', 'held')).toBe('void');
  expect(toggleIn('void', 'held')).toBe('void,held');
});

test('unreadable likings are the usual ones', () => {
  expect(readPrefs('{"dense":false}')).toEqual({ columns: null, dense: false, views: [] });
  expect(readPrefs('{{')).toEqual({ columns: null, dense: true, views: [] });
});
