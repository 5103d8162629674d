// A word of the field, explained where it stands.
import type { ReactNode } from 'react';
import { TERMS, type TermName } from '../terms.ts';

/** Dotted underline; hover or focus explains, with the clause. */
export function Term({ name, children }: { name: TermName; children?: ReactNode }) {
  const term: { means: string; clause?: string } = TERMS[name];
  const why = term.clause ? `${term.means}（${term.clause}）` : term.means;
  return (
    <dfn>
      <button type="button" className="al-term" data-why={why}>
        {children ?? name}
        <span className="al-hidden">（{why}）</span>
      </button>
    </dfn>
  );
}
