// Arranging a visit: the day, the manner, who goes where; what its leaders owe in that month is then under way.
import { call } from '@anlan/contract';
import { AutoField, FormFrame, Loading, deskPath, refresh, useForm, useGo, useMe } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { visits } from '../contract.ts';
import { kind } from './kind.ts';
import { type Offered, useHomeUnit, useKnown } from './known.ts';
import { LeaderField } from './leader-rows.tsx';
import { PlaceField } from './place-field.tsx';

export function NewPlan() {
  const { ready, leaders } = useKnown(useHomeUnit());
  return (
    <article className="al-record al-form-page">
      <header className="al-record__head">
        <h1>安排调研检查</h1>
        <p className="al-quiet">安排好以后，领导当月的任务显示为「进行中」；去过以后打开这条记录，补上情况即可。</p>
      </header>
      {ready ? <PlanForm leaders={leaders} /> : <Loading lines={6} />}
    </article>
  );
}

function PlanForm({ leaders }: { leaders: readonly Offered[] }) {
  const me = useMe();
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  const mine = leaders.find((l) => l.personId === me.personId);
  const form = useForm({
    schema: visits.routes.plan.input,
    draft: 'visits.plan',
    known: { manner: 'research', ...(mine ? { leaders: [{ postId: mine.postId, how: null }] } : {}) },
    send: async (input, key) => {
      const made = await call(visits.routes.plan, input, { key });
      void message.success(`已安排 ${made.number ?? ''}`);
      void refresh(client, kind.module);
      go(deskPath(kind, made.id), { replace: true });
    },
  });
  return (
    <FormFrame form={form} button="安排调研检查">
      <AutoField form={form} name="visitedOn" />
      <AutoField form={form} name="manner" />
      <LeaderField form={form} near={leaders} unasked />
      <PlaceField form={form} />
    </FormFrame>
  );
}
