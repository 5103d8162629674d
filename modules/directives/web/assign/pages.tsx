// All shares handed down, and one of them: who takes it, who signed, how each stands, what townships answered.
import { type PeriodView, type RecordView, chineseDay, deskRoutes } from '@anlan/contract';
import {
  type ActionFormProps,
  Empty,
  Fields,
  FormFrame,
  Go,
  type PageProps,
  PeriodLight,
  RecordList,
  RecordPage,
  type SavedView,
  Section,
  useAct,
  useCall,
  useForm,
} from '@anlan/ui';
import { Select } from 'antd';
import { AutoField, Field } from '@anlan/ui';
import { type Assignment, VIA, assignmentLife } from '../../contract/assignment.ts';
import { directives } from '../../contract.ts';
import { assignmentKind } from '../directive-kind.ts';
import { ShareFields } from './share-fields.tsx';
import '../relief/relief.css';

const VIEWS: SavedView[] = [
  { label: '拟分解', filters: { state: 'draft' } },
  { label: '已下达', filters: { state: 'issued' } },
  { label: '已结束', filters: { state: 'closed' } },
];
const LABELS = { via: VIA };

export function AssignmentList() {
  return (
    <RecordList
      kind={assignmentKind}
      views={VIEWS}
      labels={LABELS}
      empty={
        <Empty title="还没有分解任务。">
          在「今日」或通知里点开本单位的那一期，选「分解任务」，交给下面的单位和场所。
        </Empty>
      }
    />
  );
}

type Shown = RecordView<Assignment>;
type FormProps = ActionFormProps<(typeof assignmentKind)['type']['schema']>;

const toClause = ({ body }: Shown) =>
  body.sourceId ? <Go to={`/directives/${body.sourceId}?rule=${body.parentRuleId}`}>查看上级要求</Go> : null;
const inside = (record: Shown) => <Inside record={record} />;
const forms = { revise: Revise, answer: Answer };

export const AssignmentPage = ({ params }: PageProps) => (
  <RecordPage kind={assignmentKind} id={params['id']!} labels={LABELS} forms={forms} buttons={toClause}>
    {inside}
  </RecordPage>
);

function Inside({ record: { body } }: { record: Shown }) {
  return (
    <>
      <Section title="任务">
        <Fields schema={assignmentKind.type.schema} body={body} labels={LABELS} />
      </Section>
      {body.ruleId ? <Below ruleId={body.ruleId} /> : null}
      {body.cooperators.length ? (
        <Section title="协助单位">
          <ul className="du-lines">
            {body.cooperators.map((c) => (
              <li key={c.unitId}>
                {c.name}
                <b>{c.answeredOn ? `${chineseDay(c.answeredOn)}答复` : '等待答复'}</b>
                {c.answer ? <span>{c.answer}</span> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

/** The latest period of each unit. */
function Below({ ruleId }: { ruleId: string }) {
  const { data } = useCall(deskRoutes.owed, { ruleId, limit: 1000 });
  if (!data) return null;
  const latest = [...new Map(data.items.map((p): [string, PeriodView] => [p.dutyId, p])).values()];
  const counted = latest.filter((p) => p.light !== 'none');
  const done = counted.filter((p) => p.light === 'done').length;
  return (
    <Section title={counted.length ? `承办单位完成情况 ${done}/${counted.length}` : '承办单位完成情况'}>
      {latest.length ? (
        <ul className="al-below">
          {latest.map((p) => (
            <li key={p.id}>
              <PeriodLight period={p} />
              <span>{p.unitName}</span>
              <span className="al-quiet">{p.label}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="al-quiet">本期提前后的期限已过，从下一期开始要求。</p>
      )}
    </Section>
  );
}

/** The same fields as at the first drafting, over the latest period of the unit's own duty. */
function Revise({ kind, record, onDone, onCancel }: FormProps) {
  const body = record.body;
  const owed = useCall(deskRoutes.owed, { ruleId: body.parentRuleId, unitId: record.unitId, limit: 1000 });
  const periodId = owed.data?.items.at(-1)?.id;
  const choices = useCall(
    directives.routes.assignable,
    { id: periodId ?? record.id },
    { enabled: periodId !== undefined },
  );
  const act = useAct(kind, record);
  const form = useForm({
    schema: assignmentLife.actions.revise.input,
    known: {
      wanted: body.wanted,
      unitIds: body.unitIds,
      leadDays: body.leadDays,
      due: body.due,
      cooperatorUnitIds: body.cooperators.map((c) => c.unitId),
      via: body.via,
    },
    send: async (input) => onDone(await act.mutateAsync({ action: 'revise', input })),
  });
  return choices.data ? (
    <FormFrame form={form} button="保存修改" onCancel={onCancel}>
      <ShareFields form={form} choices={choices.data} />
    </FormFrame>
  ) : null;
}

function Answer({ kind, record, onDone, onCancel }: FormProps) {
  const { cooperators } = record.body;
  const act = useAct(kind, record);
  const form = useForm({
    schema: assignmentLife.actions.answer.input,
    known: cooperators.length === 1 ? { unitId: cooperators[0]!.unitId } : {},
    send: async (input) => onDone(await act.mutateAsync({ action: 'answer', input })),
  });
  return (
    <FormFrame form={form} button="登记答复" onCancel={onCancel}>
      <Field form={form} name="unitId">
        {(bind) => (
          <Select
            {...bind}
            className="al-full"
            value={form.values.unitId ?? null}
            onChange={(v: string) => form.put('unitId', v)}
            options={cooperators.map((c) => ({ value: c.unitId, label: c.name }))}
          />
        )}
      </Field>
      <AutoField form={form} name="answeredOn" />
      <AutoField form={form} name="answer" />
      <AutoField form={form} name="files" />
    </FormFrame>
  );
}
