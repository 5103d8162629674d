// How many stand under each sign, large enough to be read from across a table.
import { LIGHT_LABEL, LIGHT_SIGN, type Light } from '@anlan/contract';

const SHOWN: readonly Light[] = ['done', 'missed', 'soon', 'going', 'ahead', 'none'];

/** `of` says what is counted, and when. Signs that nobody has are left out. */
export function Counts({ counts, of }: { counts: Partial<Record<Light, number>>; of: string }) {
  const some = SHOWN.filter((l) => counts[l]);
  if (!some.length) return null;
  return (
    <dl className="ln-counts" aria-label={of}>
      {some.map((l) => (
        <div key={l} className={`al-light--${l}`}>
          <dd>
            <span aria-hidden="true">{LIGHT_SIGN[l]}</span>
            {counts[l]}
          </dd>
          <dt>{LIGHT_LABEL[l]}</dt>
        </div>
      ))}
      <div className="ln-counts__of">{of}</div>
    </dl>
  );
}
