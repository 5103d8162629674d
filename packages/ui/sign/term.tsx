// A word of the field, explained where it stands.
import type { ReactNode } from 'react';
import { TERMS, type TermName } from '../terms.ts';

/** Dotted underline; hover or focus explains, with the clause. */
export function Term({ name, children }: { name: TermName; children?: ReactNode }) {
  const term: { means: string; clause?: string } = TERMS[name];
  const why = term.clause ? `${term.means}（${term.clause}）` : term.means;
  return (
    <dfn className="al-term" tabIndex={0} data-why={why} aria-description={why}>
      {children ?? name}
    </dfn>
  );
}
