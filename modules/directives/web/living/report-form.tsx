// 报告进展: one sentence and, if wanted, files, for one period. Everything the system knows is shown, not asked.
import { Files, type PeriodView, call, chineseDay, deskRoutes } from '@anlan/contract';
import { AutoField, DutyLight, Field, FormFrame, Loading, Trouble, refresh, useCall, useForm, useMe } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { Report, directives } from '../../contract.ts';

const { report } = directives.routes;
/** As the route takes it, but a day is always said, and files are as many as there are. */
const FORM = report.input.extend({ happenedOn: Report.shape.happenedOn, files: Files.default([]).describe('附件') });

const EXAMPLES = [
  '例如：',
  '7月3日印发《隐患排查治理制度》，已发到 12 家场所。',
  '已对辖区 18 家娱乐场所逐家核对责任清单，2 家当场补齐。',
  '汛期巡查 3 处野外文物点，未发现险情；下月复查北坡排水。',
].join('\n');

type ReportFormProps = { periodId: string; onDone: () => void; onCancel?: (() => void) | undefined };

/** Reports on one period; also where the period is past (逾期后补办) or another unit's (代录). */
export function ReportForm({ periodId, onDone, onCancel }: ReportFormProps) {
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
    schema: FORM,
    known: {
      periodId: period.id,
      happenedOn: me.today,
      recordedFor: mine ? null : { how: 'phone', saidBy: '' },
    },
    draft: `directives.report.${period.id}`,
    async send(input, key) {
      await call(report, input, { key });
      await refresh(client, 'directives');
      onDone();
    },
  });
  const day = form.values.happenedOn ?? me.today;
  return (
    <FormFrame form={form} button="报告进展" onCancel={onCancel} consequence={consequence(day, period, me.today)}>
      <div className="ln-report__known">
        <DutyLight light={period.light} sign={period.sign} why={period.why} word />
        <p>
          {period.unitName} · {period.label} · {period.title}
        </p>
      </div>
      <Field form={form} name="text" wide label="做了什么">
        {(bind) => (
          <Input.TextArea
            {...bind}
            value={form.values.text ?? ''}
            onChange={(e) => form.set('text', e.target.value)}
            placeholder={EXAMPLES}
            autoSize={{ minRows: 4, maxRows: 12 }}
          />
        )}
      </Field>
      <AutoField form={form} name="happenedOn" />
      <AutoField form={form} name="files" />
      {mine ? null : <AutoField form={form} name="recordedFor" />}
    </FormFrame>
  );
}

/** What the period will read afterwards, where that is not simply 已完成. */
function consequence(day: string, { from, due }: Pick<PeriodView, 'from' | 'due'>, today: string): string | undefined {
  if (day < from) return `这一期从${chineseDay(from)}开始，办理日期不能早于这一天。`;
  if (day > due) return `期限是${chineseDay(due)}，这次办理在期限之后：缺期保留，显示为「✕→补」。`;
  if (today > due) return '事情在期内办结、期后登记：15 日内登记的直接认定，显示为「●补」，更晚的需批准。';
  return undefined;
}
