// Which columns of a wide sheet are in sight; changes only when one comes or goes, so that scrolling stays cheap.
import { type RefObject, useLayoutEffect, useState } from 'react';
import { type Window, windowOf } from './matrix.ts';

/**
 * @param fixed width of the columns that stay in sight; @param each width of a column, both in CSS pixels
 */
export function useWindow(
  frame: RefObject<HTMLElement | null>,
  { fixed, each, count }: { fixed: number; each: number; count: number },
): Window {
  const [range, setRange] = useState<Window>(() => windowOf(0, 1600, each, count));
  useLayoutEffect(() => {
    const at = frame.current;
    if (!at) return;
    const look = () => {
      const next = windowOf(at.scrollLeft, at.clientWidth - fixed, each, count);
      setRange((now) => (now.from === next.from && now.to === next.to ? now : next));
    };
    look();
    at.addEventListener('scroll', look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(at);
    return () => {
      at.removeEventListener('scroll', look);
      watch.disconnect();
    };
  }, [frame, fixed, each, count]);
  return range;
}
