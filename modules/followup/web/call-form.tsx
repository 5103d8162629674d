// What came of one call: answered and promised for a day, not answered, or something else in a sentence.
import { AutoField, FormFrame, useAct, useForm } from '@anlan/ui';
import { reminderLife } from '../contract/reminder.ts';
import { type ShownReminder, reminders } from './kinds.ts';

type CallFormProps = { record: ShownReminder; unitId: string; onDone: () => void };

export function CallForm({ record, unitId, onDone }: CallFormProps) {
  const act = useAct(reminders, record);
  const form = useForm({
    schema: reminderLife.actions.call.input,
    known: { unitId, result: 'promised' as const },
    send: async (input) => {
      await act.mutateAsync({ action: 'call', input });
      onDone();
    },
  });
  return (
    <FormFrame form={form} button="记下结果">
      <AutoField form={form} name="result" />
      {form.values['result'] === 'promised' ? <AutoField form={form} name="promisedOn" /> : null}
      <AutoField form={form} name="note" />
    </FormFrame>
  );
}
