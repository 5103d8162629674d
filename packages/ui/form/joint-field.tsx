// Other units in the same record; asked only when there are some.
import { useState } from 'react';
import { Field } from './field.tsx';
import { UnitSelect } from './unit-select.tsx';
import type { AnyForm } from './use-form.ts';

/** `jointUnitIds`; `invite` is what the button says that asks for them. */
export function JointField({ form, invite }: { form: AnyForm; invite: string }) {
  const said = form.values['jointUnitIds'];
  const value = Array.isArray(said) ? (said as string[]) : [];
  const [wanted, setWanted] = useState(false);
  const open = value.length > 0 || wanted;
  return (
    <Field
      form={form}
      name="jointUnitIds"
      wide
      help={open ? '这些单位会收到消息，各自确认参加人员后才计入它们的任务。' : undefined}
    >
      {(bind) =>
        open ? (
          <UnitSelect {...bind} many value={[...value]} onChange={(ids) => form.put('jointUnitIds', ids)} />
        ) : (
          <div className="al-quick" id={bind.id}>
            <button type="button" className="al-chip" onClick={() => setWanted(true)}>
              {invite}
            </button>
          </div>
        )
      }
    </Field>
  );
}
