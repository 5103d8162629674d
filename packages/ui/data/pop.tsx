// A small panel under its button: menus and the like. Closes on Escape, on a click elsewhere, and when focus leaves.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

export type PopProps = { label: ReactNode; className?: string; children: (close: () => void) => ReactNode };

export function Pop({ label, className, children }: PopProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    const outside = (e: Event) => {
      if (e.target instanceof Node && !box.current?.contains(e.target)) setOpen(false);
    };
    const escape = (e: KeyboardEvent) => e.key === 'Escape' && setOpen(false);
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);
  return (
    <div ref={box} className={`al-pop ${className ?? ''}`}>
      <button
        type="button"
        className="al-pop__button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open ? (
        <div id={id} className="al-pop__panel">
          {children(() => setOpen(false))}
        </div>
      ) : null}
    </div>
  );
}
