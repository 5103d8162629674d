// The quiet question whether a study makes good a quarter that was missed.
import type { PeriodView } from '@anlan/contract';
import { type AnyForm, Field, Term } from '@anlan/ui';
import { Checkbox } from 'antd';

/** The period chosen, where it (still) lies before the day of the study; whoever moves the day into the quarter makes nothing good. */
export const madeGood = (missed: readonly PeriodView[], id: string | null | undefined, heldOn: string) =>
  missed.find((p) => p.id === id && p.due < heldOn)?.id ?? null;

/** Asked only where a missed quarter lies before the day of the study. */
export function MakesGood({
  form,
  missed,
  heldOn,
}: {
  form: AnyForm;
  missed: readonly PeriodView[];
  heldOn: string | null;
}) {
  const open = missed.filter((p) => heldOn !== null && p.due < heldOn);
  const chosen = form.values['makesGoodId'];
  if (!open.length) return null;
  return (
    <Field
      form={form}
      name="makesGoodId"
      wide
      label={<Term name="补办" />}
      help={chosen ? '缺期仍然保留，显示为「✕→补」；这次学习不再计入所在季度，本季度须另行组织。' : undefined}
    >
      {(bind) => (
        <fieldset id={bind.id} className="st-makes-good" aria-label="补办期次">
          {open.map((p) => (
            <Checkbox
              key={p.id}
              checked={chosen === p.id}
              onChange={(e) => form.put('makesGoodId', e.target.checked ? p.id : null)}
            >
              这次学习是补 {p.label}的缺期
            </Checkbox>
          ))}
        </fieldset>
      )}
    </Field>
  );
}
