// Keeps the marks in the margin apart, whatever the width of the paper.
import { type RefObject, useLayoutEffect } from 'react';
import { settle } from './paper.ts';

/** Between two marks, in CSS pixels. */
const GAP = 5;

/** Moves marks down where two would share a line, in `em` of the sheet, so that it holds on paper too. */
export function useSettledMarks(sheet: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    if (sheet.current) place(sheet.current);
  });
  useLayoutEffect(() => {
    const at = sheet.current;
    if (!at) return;
    const watch = new ResizeObserver(() => place(at));
    watch.observe(at);
    return () => watch.disconnect();
  }, [sheet]);
}

function place(sheet: HTMLElement) {
  const marks = [...sheet.querySelectorAll<HTMLElement>('.ln-mark')];
  for (const m of marks) m.style.removeProperty('--nudge');
  const em = parseFloat(getComputedStyle(sheet).fontSize);
  const high = Math.max(0, ...marks.map((m) => m.offsetHeight));
  const tops = marks.map((m) => m.getBoundingClientRect().top);
  settle(tops, high + GAP).forEach((nudge, i) => {
    if (nudge) marks[i]!.style.setProperty('--nudge', `${(nudge / em).toFixed(3)}em`);
  });
}
