// Recording a meeting that was held: few fields, what is known filled in, and afterwards what it settled and decided.
import { call, deskRoutes } from '@anlan/contract';
import {
  AutoField,
  Field,
  FormFrame,
  Go,
  JointField,
  Loading,
  MakesGood,
  UnitSelect,
  deskPath,
  madeGood,
  refresh,
  useForm,
  useGo,
  useIsMine,
  useMe,
  useToday,
  useUrlState,
} from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { meetings, suggested } from '../contract.ts';
import { GOOD, type Shown, kind, titleOf } from './kind.ts';
import { type Known, useKnown } from './known.ts';
import { AgendaField, DecisionsField, MatterFields, PresenceFields, ProblemsField } from './sitting-fields.tsx';

/** `/meetings/new`, also with `?unitId=` and `?makesGood=` from a missed month. */
export function NewMeeting() {
  const me = useMe();
  const [url, set] = useUrlState();
  const unitId = url['unitId'] ?? me.unit?.id ?? null;
  const known = useKnown(unitId);
  return (
    <article className="al-record al-form-page">
      <header className="al-record__head">
        <h1>登记会议</h1>
        <p className="al-quiet">
          已经开过的在这里登记；将要召开的，先<Go to="/meetings/plan">安排会议</Go>，议题会自动列好。
        </p>
      </header>
      {known.ready ? (
        <RecordForm
          key={unitId}
          unitId={unitId}
          known={known}
          makesGoodId={url['makesGood'] ?? null}
          onUnit={(id) => set({ unitId: id, makesGood: null })}
        />
      ) : (
        <Loading lines={8} />
      )}
    </article>
  );
}

type Props = {
  unitId: string | null;
  known: Known;
  makesGoodId: string | null;
  onUnit: (id: string | null) => void;
};

function RecordForm({ unitId, known, makesGoodId, onUnit }: Props) {
  const today = useToday();
  const saved = useSaved();
  const mine = useIsMine()(unitId ?? '');
  const form = useForm({
    schema: meetings.routes.record.input,
    draft: 'meetings.record',
    known: {
      kind: 'regular',
      heldOn: today,
      title: titleOf('regular', today),
      makesGoodId,
      ...(unitId ? { unitId } : {}),
      ...(known.place ? { place: known.place } : {}),
      ...(known.recorder ? { recorder: known.recorder } : {}),
      ...(known.chairId ? { chairId: known.chairId } : {}),
      ...(known.outlook ? { agenda: suggested(known.outlook).slice(0, 1) } : {}),
      ...(unitId && !mine ? { recordedFor: { saidBy: '', how: 'phone' as const } } : {}),
    },
    send: async (input, key) => {
      const good = madeGood(known.missed, input.makesGoodId, input.heldOn);
      await saved(await call(meetings.routes.record, { ...input, makesGoodId: good }, { key }), input.decisions.length);
    },
  });
  return (
    <FormFrame form={form} button="登记会议">
      <Field form={form} name="unitId">
        {(bind) => <UnitSelect {...bind} value={unitId} onChange={onUnit} allowClear={false} />}
      </Field>
      <MatterFields form={form} known={known} unitId={unitId} late />
      <MakesGood form={form} missed={known.missed} day={form.values.heldOn} {...GOOD} />
      <AgendaField form={form} known={known} unitId={unitId} deciding />
      <PresenceFields form={form} known={known} unitId={unitId} />
      <ProblemsField form={form} known={known} unitId={unitId} deciding />
      <DecisionsField form={form} known={known} unitId={unitId} />
      <AutoField form={form} name="minutes" help="会议讲了什么、怎么定的；打印会议纪要时用这一段。" />
      <JointField form={form} invite="与其他单位联合召开" />
      <AutoField form={form} name="files" />
      {unitId && !mine ? (
        <AutoField form={form} name="recordedFor" help="为其他单位登记，须写明由谁、怎样告知。" />
      ) : null}
    </FormFrame>
  );
}

/** After saving: says which duties it settled and how many it made, and opens the record. */
function useSaved() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  return async (made: Shown, decided: number) => {
    const settled = await call(deskRoutes.settles, { id: made.id }).catch(() => null);
    const done = settled?.items.filter((p) => p.light === 'done').map((p) => `${p.label}「${p.title}」`) ?? [];
    const waiting = settled?.items.filter((p) => p.light === 'missed').map((p) => p.label) ?? [];
    const said = [
      `已登记 ${made.number ?? ''}`,
      ...(done.length ? [`完成了${done.join('、')}`] : []),
      ...(waiting.length && !made.body.makesGoodId ? [`${waiting.join('、')}的任务等待批准认定`] : []),
      ...(made.body.makesGoodLabel ? [`补办了${made.body.makesGoodLabel}的缺期`] : []),
      ...(decided ? [`${decided} 件议定事项已交责任单位办理`] : []),
    ];
    void message.success(said.join('，'), 6);
    void refresh(client, kind.module);
    go(deskPath(kind, made.id), { replace: true });
  };
}
