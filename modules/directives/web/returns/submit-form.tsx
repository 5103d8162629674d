// 报送材料: files and a sentence for one period; a newer version takes the place of the one before.
import { type PeriodView, call, chineseDay, daysBetween, deskRoutes } from '@anlan/contract';
import { AutoField, DutyLight, FormFrame, Loading, Trouble, refresh, useCall, useForm, useMe } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { directives } from '../../contract.ts';

const { submit } = directives.routes;

type SubmitFormProps = { periodId: string; onDone: () => void; onCancel?: (() => void) | undefined };

/** Sends for one's own unit, or records what another handed in on paper (代录). */
export function SubmitForm({ periodId, onDone, onCancel }: SubmitFormProps) {
  const period = useCall(deskRoutes.period, { id: periodId });
  if (period.error) return <Trouble error={period.error} onRetry={() => void period.refetch()} />;
  if (!period.data) return <Loading lines={5} />;
  return <Form key={periodId} period={period.data.period} onDone={onDone} onCancel={onCancel} />;
}

type FormProps = { period: PeriodView; onDone: () => void; onCancel: (() => void) | undefined };

function Form({ period, onDone, onCancel }: FormProps) {
  const me = useMe();
  const client = useQueryClient();
  const mine = me.units.some((u) => u.id === period.unitId);
  const form = useForm({
    schema: submit.input,
    known: {
      periodId: period.id,
      ...(mine ? { recordedFor: null } : { sentOn: me.today, recordedFor: { how: 'paper', saidBy: '' } }),
    },
    draft: `directives.submit.${period.id}`,
    async send(input, key) {
      await call(submit, input, { key });
      await refresh(client, 'directives');
      onDone();
    },
  });
  const day = form.values.sentOn ?? me.today;
  const late = daysBetween(period.due, day);
  return (
    <FormFrame
      form={form}
      button="报送材料"
      onCancel={onCancel}
      consequence={
        late > 0
          ? `期限是${chineseDay(period.due)}，这次报送晚 ${late} 天：缺期保留，显示为「✕→补」。`
          : '涉密、工作秘密不得上传。'
      }
    >
      <div className="ln-report__known">
        <DutyLight light={period.light} sign={period.sign} why={period.why} word />
        <p>
          {period.unitName} · {period.label} · {period.title}
        </p>
      </div>
      <AutoField form={form} name="files" />
      <AutoField form={form} name="text" />
      {mine ? null : (
        <>
          <AutoField form={form} name="sentOn" />
          <AutoField form={form} name="recordedFor" />
        </>
      )}
    </FormFrame>
  );
}
