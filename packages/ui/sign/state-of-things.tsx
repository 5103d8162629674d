// What stands in for content: nothing here yet, still coming, could not be had. Each says what to do.
import { Problem } from '@anlan/contract';
import type { ReactNode } from 'react';
import { sentenceOf } from '../data/query.ts';

/** Nothing here: say so kindly and offer the next step. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="al-empty">
      <p className="al-empty__title">{title}</p>
      {children ? <div className="al-empty__more">{children}</div> : null}
    </div>
  );
}

/** Lines where the content will be, so that nothing jumps. */
export function Loading({ lines = 4, label = '正在载入' }: { lines?: number; label?: string }) {
  return (
    <output className="al-loading" aria-label={label}>
      {Array.from({ length: lines }, (_, i) => (
        <i key={i} />
      ))}
    </output>
  );
}

/** Could not be had: the server's sentence, a way to try again where trying can help, and the way on as children. */
export function Trouble({ error, onRetry, children }: { error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const hopeless = error instanceof Problem && [403, 404].includes(error.status);
  return (
    <div className="al-trouble" role="alert">
      <p>{sentenceOf(error)}</p>
      {onRetry && !hopeless ? (
        <button type="button" className="al-link" onClick={onRetry}>
          再试一次
        </button>
      ) : null}
      {children}
    </div>
  );
}
