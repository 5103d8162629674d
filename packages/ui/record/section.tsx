// A short section of a page.
import type { ReactNode } from 'react';

/** A short section with its heading. */
export function Section({ title, children, more }: { title: ReactNode; children: ReactNode; more?: ReactNode }) {
  return (
    <section className="al-section">
      <h2>
        {title}
        {more}
      </h2>
      {children}
    </section>
  );
}
