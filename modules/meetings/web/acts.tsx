// The forms of what is done to a meeting: taking it down from its plan, correcting it, deciding one thing more.
import { Problem, addDays } from '@anlan/contract';
import {
  type ActionFormProps,
  AutoField,
  FormFrame,
  JointField,
  Loading,
  MakesGood,
  changes,
  madeGood,
  useAct,
  useForm,
  useIsMine,
} from '@anlan/ui';
import { Sitting, Told, life } from '../contract.ts';
import { GOOD, type Shown, type kind as Kind } from './kind.ts';
import { type Known, useKnown } from './known.ts';
import { AgendaField, DecisionsField, MatterFields, PresenceFields, ProblemsField } from './sitting-fields.tsx';

type Props = ActionFormProps<(typeof Kind)['type']['schema']>;

const PLANNED = ['title', 'kind', 'heldOn', 'place', 'chairId', 'agenda', 'jointUnitIds'] as const;
const ALL = [...PLANNED, 'recorder', 'attendees', 'absent', 'observers', 'problems', 'minutes'] as const;

/** The whole meeting stands in the form; what changed is sent. */
const Amendment = Sitting.extend({ reason: life.actions.amend.input.shape.reason });

/** The meeting as the record has it. */
const toldOf = (r: Shown): Sitting => ({
  ...r.body,
  title: r.title,
  jointUnitIds: r.body.joint.map((j) => j.unitId),
});

export function HoldForm(props: Props) {
  const known = useKnown(props.record.unitId);
  return known.ready ? <Hold {...props} known={known} /> : <Loading lines={8} />;
}

function Hold({ kind, record, action, onDone, onCancel, known }: Props & { known: Known }) {
  const before = toldOf(record);
  const act = useAct(kind, record);
  const { unitId } = record;
  const mine = useIsMine()(unitId);
  const form = useForm({
    schema: Told,
    draft: `meetings.hold.${record.id}`,
    known: {
      ...Object.fromEntries(PLANNED.map((f) => [f, before[f]])),
      ...(known.recorder ? { recorder: known.recorder } : {}),
      ...(mine ? {} : { recordedFor: { saidBy: '', how: 'phone' as const } }),
    },
    send: async (input) => {
      const planned = Object.fromEntries(Object.entries(input).filter(([f]) => !PLANNED.includes(f as 'title')));
      const makesGoodId = madeGood(known.missed, input.makesGoodId, input.heldOn);
      onDone(
        await act.mutateAsync({
          action: action.action,
          input: { ...planned, ...changes(before, input, PLANNED), makesGoodId },
        }),
      );
    },
  });
  const shared = { form, known, unitId };
  return (
    <FormFrame form={form} button={action.label} onCancel={onCancel}>
      <MatterFields {...shared} late />
      <MakesGood form={form} missed={known.missed} day={form.values.heldOn} {...GOOD} />
      <AgendaField {...shared} deciding />
      <PresenceFields {...shared} />
      <ProblemsField {...shared} deciding />
      <DecisionsField {...shared} />
      <AutoField form={form} name="minutes" help="会议讲了什么、怎么定的；打印会议纪要时用这一段。" />
      <JointField form={form} invite="与其他单位联合召开" />
      <AutoField form={form} name="files" />
      {mine ? null : <AutoField form={form} name="recordedFor" help="为其他单位登记，须写明由谁、怎样告知。" />}
    </FormFrame>
  );
}

export function AmendForm({ kind, record, action, onDone, onCancel }: Props) {
  const before = toldOf(record);
  const act = useAct(kind, record);
  const known = useKnown(record.unitId);
  const form = useForm({
    schema: Amendment,
    draft: `meetings.amend.${record.id}`,
    known: before,
    send: async ({ reason, ...now }) => {
      const changed = changes(before, now, ALL);
      if (!Object.keys(changed).length)
        throw new Problem('unchanged', 400, '内容没有改动。请先改好要更正的地方，再保存。');
      onDone(await act.mutateAsync({ action: action.action, input: { ...changed, reason } }));
    },
  });
  const shared = { form, known, unitId: record.unitId };
  return (
    <div className="al-amend">
      <FormFrame
        form={form}
        button="保存更正"
        onCancel={onCancel}
        consequence="更正前后的内容都会留在办理过程里。更正日期的，任务按更正后的日期重新认定；议定事项在各自的记录中办理。"
      >
        <MatterFields {...shared} late />
        <AgendaField {...shared} />
        <PresenceFields {...shared} />
        <ProblemsField {...shared} />
        <AutoField form={form} name="minutes" />
        <JointField form={form} invite="与其他单位联合召开" />
        <AutoField form={form} name="reason" />
      </FormFrame>
    </div>
  );
}

/** What is known of a decision made of a line of the record. */
export const decideKnown = (r: Shown, text = '') => ({
  text: text.slice(0, 200),
  unitId: r.unitId,
  due: addDays(r.body.heldOn, 14),
});
