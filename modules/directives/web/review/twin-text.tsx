// Two wordings in one line: what was taken out struck, what came in marked.
import { Fragment } from 'react';
import type { Twin } from '../../compare.ts';

export function TwinText<T extends { text: string }>({ twin }: { twin: Twin<T> }) {
  if (twin.kind !== 'changed') return <>{(twin.now ?? twin.before)?.text}</>;
  const { before, now, hunks } = twin;
  return (
    <>
      {hunks.map((h, i) => (
        <Fragment key={h.bFrom}>
          {now.text.slice(hunks[i - 1]?.bTo ?? 0, h.bFrom)}
          {h.aTo > h.aFrom ? <del>{before.text.slice(h.aFrom, h.aTo)}</del> : null}
          {h.bTo > h.bFrom ? <ins>{now.text.slice(h.bFrom, h.bTo)}</ins> : null}
        </Fragment>
      ))}
      {now.text.slice(hunks.at(-1)?.bTo ?? 0)}
    </>
  );
}
