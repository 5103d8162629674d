// The quiet question whether a meeting makes good a month that was missed.
import type { PeriodView } from '@anlan/contract';
import { type AnyForm, Field, Term } from '@anlan/ui';
import { Checkbox } from 'antd';

/** The period chosen, where it (still) lies before the day of the meeting. */
export const madeGood = (missed: readonly PeriodView[], id: string | null | undefined, heldOn: string) =>
  missed.find((p) => p.id === id && p.due < heldOn)?.id ?? null;

type Props = { form: AnyForm; missed: readonly PeriodView[]; heldOn: string | null };

/** Asked only where a missed month lies before the day of the meeting. */
export function MakesGood({ form, missed, heldOn }: Props) {
  const open = missed.filter((p) => heldOn !== null && p.due < heldOn);
  const chosen = form.values['makesGoodId'];
  if (!open.length) return null;
  return (
    <Field
      form={form}
      name="makesGoodId"
      wide
      label={<Term name="补办" />}
      help={chosen ? '缺期仍然保留，显示为「✕→补」；这次会议不再计入所在月份，本月须另行召开。' : undefined}
    >
      {(bind) => (
        <fieldset id={bind.id} className="mt-makes-good" aria-label="补办期次">
          {open.map((p) => (
            <Checkbox
              key={p.id}
              checked={chosen === p.id}
              onChange={(e) => form.put('makesGoodId', e.target.checked ? p.id : null)}
            >
              这次会议是补 {p.label}的缺期
            </Checkbox>
          ))}
        </fieldset>
      )}
    </Field>
  );
}
