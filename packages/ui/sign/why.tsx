// One quiet explanation for the whole page: whatever carries `data-why` says it on hover and on focus.
import { useEffect, useRef, useState } from 'react';

type Shown = { text: string; left: number; top: number; below: boolean };

const WIDE = 300;

/** Place it once, above everything. A thousand lights share it, so a matrix stays light. */
export function WhyLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const hide = () => {
      clearTimeout(timer.current);
      setShown(null);
    };
    const show = (event: Event, wait: number) => {
      const at = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-why]') : null;
      hide();
      const text = at?.dataset.why;
      if (!at || !text) return;
      timer.current = setTimeout(() => {
        const box = at.getBoundingClientRect();
        const below = box.top < 90;
        const left = Math.max(8, Math.min(box.left + box.width / 2 - WIDE / 2, innerWidth - WIDE - 8));
        setShown({ text, left, top: below ? box.bottom + 6 : box.top - 6, below });
      }, wait);
    };
    const over = (e: Event) => show(e, 250);
    const focus = (e: Event) => {
      if (e.target instanceof Element && e.target.matches(':focus-visible')) show(e, 0);
    };
    const key = (e: KeyboardEvent) => e.key === 'Escape' && hide();
    document.addEventListener('mouseover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('focusout', hide);
    document.addEventListener('scroll', hide, true);
    document.addEventListener('keydown', key);
    return () => {
      hide();
      document.removeEventListener('mouseover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('scroll', hide, true);
      document.removeEventListener('keydown', key);
    };
  }, []);
  if (!shown) return null;
  return (
    <div
      className={`al-why${shown.below ? ' al-why--below' : ''}`}
      role="tooltip"
      style={{ left: shown.left, top: shown.top, width: WIDE }}
    >
      <span>{shown.text}</span>
    </div>
  );
}
