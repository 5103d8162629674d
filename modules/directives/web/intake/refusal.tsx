// Why a file was not taken, in the server's own sentence beside the file; where it is here already, the way to it.
import { Problem } from '@anlan/contract';
import { Go, sentenceOf } from '@anlan/ui';

const idOf = (current: unknown) =>
  current && typeof current === 'object' && 'id' in current && typeof current.id === 'string' ? current.id : null;

export function Refusal({ error, onAgain }: { error: unknown; onAgain?: (() => void) | undefined }) {
  const known = error instanceof Problem && error.code === 'same-file' ? idOf(error.current) : null;
  return (
    <div className="di-refusal" role="alert">
      <p>{sentenceOf(error)}</p>
      {known ? <Go to={`/directives/${known}`}>打开已登记的那一份</Go> : null}
      {!known && onAgain ? (
        <button type="button" className="al-link" onClick={onAgain}>
          再试一次
        </button>
      ) : null}
    </div>
  );
}
