// The quiet question whether what is recorded makes good a period that was missed (补办).
import type { Day, PeriodView } from '@anlan/contract';
import { Checkbox } from 'antd';
import { Term } from '../sign/term.tsx';
import { Field } from './field.tsx';
import type { AnyForm } from './use-form.ts';

/** Periods missed that lie before the day: whoever did it within one of them makes nothing good. */
const before = (missed: readonly PeriodView[], day: Day | null | undefined) => missed.filter((p) => day && p.due < day);

/** The period chosen, where it (still) lies before the day. */
export const madeGood = (missed: readonly PeriodView[], id: string | null | undefined, day: Day) =>
  before(missed, day).find((p) => p.id === id)?.id ?? null;

type Props = {
  form: AnyForm;
  missed: readonly PeriodView[];
  day: Day | null | undefined;
  /** What is asked of a period. */
  ask: (period: PeriodView) => string;
  /** What follows for the period of the day itself; shown once a period is chosen. */
  consequence: string;
};

/** `makesGoodId`; asked only where a missed period lies before the day. */
export function MakesGood({ form, missed, day, ask, consequence }: Props) {
  const open = before(missed, day);
  const chosen = form.values['makesGoodId'];
  if (!open.length) return null;
  return (
    <Field
      form={form}
      name="makesGoodId"
      wide
      label={<Term name="补办" />}
      help={chosen ? `缺期仍然保留，显示为「✕→补」；${consequence}` : undefined}
    >
      {(bind) => (
        <fieldset id={bind.id} className="al-makes-good" aria-label="补办期次">
          {open.map((p) => (
            <Checkbox
              key={p.id}
              checked={chosen === p.id}
              onChange={(e) => form.put('makesGoodId', e.target.checked ? p.id : null)}
            >
              {ask(p)}
            </Checkbox>
          ))}
        </fieldset>
      )}
    </Field>
  );
}
