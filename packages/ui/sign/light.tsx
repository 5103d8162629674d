// The light of a duty: sign and word as well as colour, why in one sentence, and the way to the proof. Everywhere the same.
import { LIGHT_LABEL, LIGHT_SIGN, type Light, type PeriodView } from '@anlan/contract';
import { useOpenPeriod } from '../duty/open-period.ts';

export type LightProps = {
  light: Light;
  /** `✕→补`, `●补`; the bare sign of the light where left out. */
  sign?: string | undefined;
  /** One sentence, from the server or `whyLight`. */
  why: string;
  /** Click leads to this period's proof; without it the light is not a button unless `onOpen` is given. */
  periodId?: string | undefined;
  onOpen?: (() => void) | undefined;
  /** Shown after the sign: `true` for the light's own word, or `10/11`. */
  word?: boolean | string | undefined;
  /** Said before the reason by a screen reader: whose light, of what. */
  of?: string | undefined;
};

/** One light. */
export function DutyLight({ light, sign = LIGHT_SIGN[light], why, periodId, onOpen, word, of }: LightProps) {
  const openPeriod = useOpenPeriod();
  const open = onOpen ?? (periodId ? () => openPeriod(periodId) : undefined);
  const label = [of, LIGHT_LABEL[light], why].filter(Boolean).join('，');
  const inner = (
    <>
      <span className="al-light__sign" aria-hidden="true">
        {sign}
      </span>
      {word ? (
        <span className="al-light__word" aria-hidden="true">
          {word === true ? LIGHT_LABEL[light] : word}
        </span>
      ) : null}
    </>
  );
  const className = `al-light al-light--${light}`;
  return open ? (
    <button type="button" className={className} data-why={why} aria-label={label} onClick={open}>
      {inner}
    </button>
  ) : (
    <span className={className} data-why={why}>
      {inner}
      <span className="al-hidden">{label}</span>
    </span>
  );
}

/** The light of a period as the server gives it. */
export function PeriodLight({
  period,
  word,
}: {
  period: Pick<PeriodView, 'id' | 'light' | 'sign' | 'why' | 'title' | 'unitName'>;
  word?: boolean | string;
}) {
  return (
    <DutyLight
      light={period.light}
      sign={period.sign}
      why={period.why}
      periodId={period.id}
      word={word}
      of={`${period.unitName}，${period.title}`}
    />
  );
}

export type StripItem = Pick<LightProps, 'light' | 'sign' | 'why' | 'periodId'> & { key: string; label: string };

/** Lights in a row with small labels above: the units of a clause, the periods of a duty. */
export function LightStrip({ items, on }: { items: readonly StripItem[]; on?: string | undefined }) {
  return (
    <ul className="al-strip">
      {items.map((i) => (
        <li key={i.key} className={i.key === on ? 'al-strip__on' : undefined}>
          <span className="al-strip__label">{i.label}</span>
          <DutyLight light={i.light} sign={i.sign} why={i.why} periodId={i.periodId} of={i.label} />
        </li>
      ))}
    </ul>
  );
}

export type BandItem = { key: string; label: string; light: Light; why: string };

/** The thin band of a notice's head: one stroke a task. Picking one is the caller's matter. */
export function LightBand({
  items,
  on,
  onPick,
}: {
  items: readonly BandItem[];
  on?: string | undefined;
  onPick: (key: string) => void;
}) {
  return (
    <nav className="al-band" aria-label="各项任务的灯">
      {items.map((i) => (
        <button
          key={i.key}
          type="button"
          className={`al-band__item al-light--${i.light}${i.key === on ? ' al-band__on' : ''}`}
          data-why={i.why}
          aria-label={`${i.label}，${LIGHT_LABEL[i.light]}，${i.why}`}
          aria-pressed={i.key === on}
          onClick={() => onPick(i.key)}
        >
          <span className="al-band__sign" aria-hidden="true">
            {LIGHT_SIGN[i.light]}
          </span>
          {i.label}
        </button>
      ))}
    </nav>
  );
}
