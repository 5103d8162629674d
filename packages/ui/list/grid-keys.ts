// What the keyboard does in a list: pure, so that it can be tested.

export type Move = { to: number } | 'open' | 'close' | null;

/**
 * The answer to a key. `at` is the row under the cursor (-1 before the first), `count` the rows loaded, `page` the rows in sight.
 */
export function keyMove(key: string, at: number, count: number, page: number): Move {
  if (key === 'Escape') return 'close';
  if (count === 0) return null;
  const go = (to: number): Move => ({ to: Math.max(0, Math.min(count - 1, to)) });
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return go(at + 1);
    case 'ArrowUp':
    case 'k':
      return go(at < 0 ? 0 : at - 1);
    case 'PageDown':
      return go(at + page);
    case 'PageUp':
      return go(at - page);
    case 'Home':
      return go(0);
    case 'End':
      return go(count - 1);
    case 'Enter':
      return at >= 0 ? 'open' : null;
    default:
      return null;
  }
}

export type Window = { first: number; last: number };

/** The rows to draw, a few more than can be seen: `last` is exclusive. */
export function windowOf(scrollTop: number, height: number, rowHeight: number, count: number, spare = 8): Window {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const last = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return { first: Math.min(first, last), last };
}
