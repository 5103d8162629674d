// The forms of what is done to a visit: taking it down from its plan, correcting it, confirming for a leader, advising later.
import { Problem } from '@anlan/contract';
import { type ActionFormProps, AutoField, Field, FormFrame, madeGood, useAct, useForm } from '@anlan/ui';
import { Radio } from 'antd';
import { Told, life } from '../contract.ts';
import { DangerField, PlaceOf } from './danger-rows.tsx';
import type { Shown, kind as Kind } from './kind.ts';
import { leadersIn, useKnown } from './known.ts';
import { LeaderField } from './leader-rows.tsx';
import { GoodField, HowField, OutcomeFields, missedBy } from './matter-fields.tsx';
import { PlaceField } from './place-field.tsx';

type Props = ActionFormProps<(typeof Kind)['type']['schema']>;

const unsaid = (r: Shown) => r.body.leaders.map((l) => ({ postId: l.postId, how: null }));
const whereOf = ({ body }: Shown) => ({
  visitedOn: body.visitedOn,
  manner: body.manner,
  placeUnitIds: body.places.map((p) => p.unitId),
  elsewhere: body.elsewhere,
});

export function MakeForm({ kind, record, action, onDone, onCancel }: Props) {
  const act = useAct(kind, record);
  const { leaders, missed } = useKnown(record.unitId);
  const form = useForm({
    schema: Told,
    draft: `visits.make.${record.id}`,
    known: { ...whereOf(record), leaders: unsaid(record) },
    send: async (input) => {
      const makesGoodId = madeGood(missedBy(missed, names), input.makesGoodId, input.visitedOn);
      onDone(await act.mutateAsync({ action: action.action, input: { ...input, makesGoodId } }));
    },
  });
  const named = [...leaders, ...leadersIn(record)];
  const names = named.filter((l) => form.values.leaders?.some((r) => r.postId === l.postId)).map((l) => l.name);
  return (
    <FormFrame form={form} button={action.label} onCancel={onCancel}>
      <HowField form={form} late />
      <LeaderField form={form} near={leaders} named={leadersIn(record)} />
      <PlaceField form={form} />
      <OutcomeFields form={form} />
      <DangerField form={form} />
      <GoodField form={form} missed={missed} names={names} />
      <AutoField form={form} name="files" />
    </FormFrame>
  );
}

const AMENDED = [
  'visitedOn',
  'manner',
  'leaders',
  'placeUnitIds',
  'elsewhere',
  'companions',
  'learnt',
  'requirements',
  'followUp',
] as const;
/** The whole visit stands in the form; what changed is sent. */
const Amendment = Told.omit({ dangers: true, files: true, makesGoodId: true }).extend({
  reason: life.actions.amend.input.shape.reason,
});

export function AmendForm({ kind, record, action, onDone, onCancel }: Props) {
  const { body } = record;
  const act = useAct(kind, record);
  const { leaders } = useKnown(record.unitId);
  const { companions, learnt, requirements, followUp } = body;
  const before = { ...whereOf(record), leaders: unsaid(record), companions, learnt, requirements, followUp };
  const form = useForm({
    schema: Amendment,
    draft: `visits.amend.${record.id}`,
    known: before,
    send: async ({ reason, ...now }) => {
      const changed = AMENDED.filter((f) => JSON.stringify(now[f]) !== JSON.stringify(before[f]));
      if (!changed.length) throw new Problem('unchanged', 400, '内容没有改动。请先改好要更正的地方，再保存。');
      const input = { ...Object.fromEntries(changed.map((f) => [f, now[f]])), reason };
      onDone(await act.mutateAsync({ action: action.action, input }));
    },
  });
  return (
    <div className="al-amend">
      <FormFrame
        form={form}
        button="保存更正"
        onCancel={onCancel}
        consequence="更正前后的内容都会留在办理过程里，领导会收到消息。更正日期的，任务按更正后的日期重新认定。"
      >
        <HowField form={form} late />
        <LeaderField form={form} near={leaders} named={leadersIn(record)} unasked />
        <PlaceField form={form} />
        <OutcomeFields form={form} />
        <AutoField form={form} name="reason" />
      </FormFrame>
    </div>
  );
}

/** Which of the leaders is meant, asked only when several wait. */
export function VouchForm({ kind, record, action, onDone, onCancel }: Props) {
  const act = useAct(kind, record);
  const open = record.body.leaders.filter((l) => !l.confirmedOn && l.unitId === record.unitId);
  const form = useForm({
    schema: life.actions.vouch.input,
    known: open.length === 1 && open[0] ? { postId: open[0].postId } : {},
    send: async (input) => onDone(await act.mutateAsync({ action: action.action, input })),
  });
  return (
    <FormFrame
      form={form}
      button={action.label}
      onCancel={onCancel}
      consequence={
        open.length ? '确认后计入这位领导当期的任务，并注明由您代录。' : '待确认的是其他单位的领导，请由本人确认。'
      }
    >
      <Field form={form} name="postId" wide>
        {(bind) => (
          <Radio.Group
            id={bind.id}
            value={form.values.postId}
            options={open.map((l) => ({ value: l.postId, label: `${l.name}（${l.title}）` }))}
            onChange={(e) => form.put('postId', e.target.value)}
          />
        )}
      </Field>
      <AutoField form={form} name="how" />
      <AutoField form={form} name="files" help="纸质签字的，请附签字页的照片或扫描件。" />
    </FormFrame>
  );
}

export function WarnForm({ kind, record, action, onDone, onCancel }: Props) {
  const act = useAct(kind, record);
  const ids = record.body.places.map((p) => p.unitId);
  const form = useForm({
    schema: life.actions.warn.input,
    draft: `visits.warn.${record.id}`,
    known: { way: 'advice', unitId: ids.length === 1 ? ids[0]! : null },
    send: async (input) => onDone(await act.mutateAsync({ action: action.action, input })),
  });
  return (
    <FormFrame
      form={form}
      button={action.label}
      onCancel={onCancel}
      consequence="提示会送到所在单位，由其答复；建议检查会送到安全监管科。"
    >
      <AutoField form={form} name="text" />
      {ids.length > 1 ? (
        <Field form={form} name="unitId">
          {() => (
            <PlaceOf
              ids={ids}
              value={form.values.unitId ?? null}
              bad={Boolean(form.errors['unitId'])}
              onChange={(id) => form.put('unitId', id)}
            />
          )}
        </Field>
      ) : null}
      <AutoField form={form} name="way" />
    </FormFrame>
  );
}
