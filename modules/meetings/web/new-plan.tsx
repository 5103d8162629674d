// Arranging a meeting: the day, the chair, and an agenda that opens with what is overdue and undone.
import { call } from '@anlan/contract';
import {
  Field,
  FormFrame,
  JointField,
  Loading,
  UnitSelect,
  deskPath,
  refresh,
  useForm,
  useGo,
  useMe,
  useToday,
  useUrlState,
} from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { meetings, suggested } from '../contract.ts';
import { kind, titleOf } from './kind.ts';
import { type Known, useKnown } from './known.ts';
import { OutlookBrief } from './outlook.tsx';
import { AgendaField, MatterFields } from './sitting-fields.tsx';

export function NewPlan() {
  const me = useMe();
  const [url, set] = useUrlState();
  const unitId = url['unitId'] ?? me.unit?.id ?? null;
  const known = useKnown(unitId);
  return (
    <article className="al-record al-form-page">
      <header className="al-record__head">
        <h1>安排会议</h1>
        <p className="al-quiet">
          议题已按现在逾期、将到期和没有办结的事列好，可增可减；到日子后补上参加人员，就成为会议记录。
        </p>
      </header>
      {known.ready ? (
        <PlanForm key={unitId} unitId={unitId} known={known} onUnit={(id) => set({ unitId: id })} />
      ) : (
        <Loading lines={8} />
      )}
    </article>
  );
}

type Props = { unitId: string | null; known: Known; onUnit: (id: string | null) => void };

function PlanForm({ unitId, known, onUnit }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  const today = useToday();
  const form = useForm({
    schema: meetings.routes.plan.input,
    draft: 'meetings.plan',
    known: {
      kind: 'regular',
      heldOn: today,
      title: titleOf('regular', today),
      ...(unitId ? { unitId } : {}),
      ...(known.place ? { place: known.place } : {}),
      ...(known.chairId ? { chairId: known.chairId } : {}),
      ...(known.outlook ? { agenda: suggested(known.outlook) } : {}),
    },
    send: async (input, key) => {
      const made = await call(meetings.routes.plan, input, { key });
      void message.success(`已安排 ${made.number ?? ''}，可以打印签到表`);
      void refresh(client, kind.module);
      go(deskPath(kind, made.id), { replace: true });
    },
  });
  return (
    <FormFrame form={form} button="安排会议">
      <Field form={form} name="unitId">
        {(bind) => <UnitSelect {...bind} value={unitId} onChange={onUnit} allowClear={false} />}
      </Field>
      <MatterFields form={form} known={known} unitId={unitId} late={false} />
      {known.outlook ? <OutlookBrief outlook={known.outlook} /> : null}
      <AgendaField form={form} known={known} unitId={unitId} />
      <JointField form={form} invite="与其他单位联合召开" />
    </FormFrame>
  );
}
