// The forms of what is done to a study: taking it down from its plan, correcting it, noting who made up.
import { Problem } from '@anlan/contract';
import {
  type ActionFormProps,
  AutoField,
  DayInput,
  Field,
  FormFrame,
  JointField,
  MakesGood,
  changes,
  madeGood,
  useAct,
  useForm,
  useIsMine,
  useToday,
} from '@anlan/ui';
import { Checkbox } from 'antd';
import { Sitting, Told, life } from '../contract.ts';
import { GOOD, type Shown, type kind as Kind } from './kind.ts';
import { useKnown } from './known.ts';
import { MatterFields, PresenceFields } from './sitting-fields.tsx';

type Props = ActionFormProps<(typeof Kind)['type']['schema']>;

const PLANNED = ['title', 'heldOn', 'place', 'host', 'agenda', 'materials', 'jointUnitIds'] as const;
const ALL = [...PLANNED, 'attendees', 'absent', 'minutes'] as const;

/** The whole sitting stands in the form; what changed is sent. */
const Amendment = Sitting.extend({ reason: life.actions.amend.input.shape.reason });

/** The sitting as the record has it. */
const told = (r: Shown): Sitting => ({ ...r.body, title: r.title, jointUnitIds: r.body.joint.map((j) => j.unitId) });

const picked = <K extends keyof Sitting>(s: Sitting, fields: readonly K[]) =>
  Object.fromEntries(fields.flatMap((f) => (Array.isArray(s[f]) && !s[f].length ? [] : [[f, s[f]]]))) as Partial<
    Pick<Sitting, K>
  >;

export function HoldForm({ kind, record, action, onDone, onCancel }: Props) {
  const before = told(record);
  const act = useAct(kind, record);
  const isMine = useIsMine();
  const known = useKnown(record.unitId);
  const mine = isMine(record.unitId);
  const form = useForm({
    schema: Told,
    draft: `study.hold.${record.id}`,
    known: { ...picked(before, PLANNED), ...(mine ? {} : { recordedFor: { saidBy: '', how: 'phone' as const } }) },
    send: async (input) => {
      const { attendees, absent, minutes, files, recordedFor } = input;
      const makesGoodId = madeGood(known.missed, input.makesGoodId, input.heldOn);
      onDone(
        await act.mutateAsync({
          action: action.action,
          input: { ...changes(before, input, PLANNED), attendees, absent, minutes, files, recordedFor, makesGoodId },
        }),
      );
    },
  });
  return (
    <FormFrame form={form} button={action.label} onCancel={onCancel}>
      <MatterFields form={form} late />
      <MakesGood form={form} missed={known.missed} day={form.values.heldOn} {...GOOD} />
      <PresenceFields form={form} unitId={record.unitId} roster={known.roster} />
      <JointField form={form} invite="与其他单位联合学习" />
      <AutoField form={form} name="files" />
      {mine ? null : <AutoField form={form} name="recordedFor" help="为其他单位登记，须写明由谁、怎样告知。" />}
    </FormFrame>
  );
}

export function AmendForm({ kind, record, action, onDone, onCancel }: Props) {
  const before = told(record);
  const act = useAct(kind, record);
  const known = useKnown(record.unitId);
  const form = useForm({
    schema: Amendment,
    draft: `study.amend.${record.id}`,
    known: before,
    send: async ({ reason, ...now }) => {
      const changed = changes(before, now, ALL);
      if (!Object.keys(changed).length)
        throw new Problem('unchanged', 400, '内容没有改动。请先改好要更正的地方，再保存。');
      onDone(await act.mutateAsync({ action: action.action, input: { ...changed, reason } }));
    },
  });
  return (
    <div className="al-amend">
      <FormFrame
        form={form}
        button="保存更正"
        onCancel={onCancel}
        consequence="更正前后的内容都会留在办理过程里。更正日期的，任务按更正后的日期重新认定。"
      >
        <MatterFields form={form} late />
        <PresenceFields form={form} unitId={record.unitId} roster={known.roster} />
        <JointField form={form} invite="与其他单位联合学习" />
        <AutoField form={form} name="reason" />
      </FormFrame>
    </div>
  );
}

export function MakeUpForm({ kind, record, action, onDone, onCancel }: Props) {
  const act = useAct(kind, record);
  const today = useToday();
  const open = record.body.absent.filter((a) => a.madeUpOn === null).map((a) => a.name);
  const form = useForm({
    schema: life.actions.makeUp.input,
    known: { names: open, on: today },
    send: async (input) => onDone(await act.mutateAsync({ action: action.action, input })),
  });
  return (
    <FormFrame form={form} button={action.label} onCancel={onCancel}>
      <Field form={form} name="names" wide>
        {(bind) => (
          <fieldset id={bind.id} className="st-plain" aria-label="补学人员">
            <Checkbox.Group
              options={open}
              value={form.values.names ?? []}
              onChange={(names) => form.set('names', names)}
            />
          </fieldset>
        )}
      </Field>
      <Field form={form} name="on">
        {(bind) => <DayInput {...bind} value={form.values.on ?? null} onChange={(on) => form.put('on', on)} />}
      </Field>
    </FormFrame>
  );
}
