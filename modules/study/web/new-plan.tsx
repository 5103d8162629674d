// Arranging a study: the day, the matter and the place; the periods of that day are then under way.
import { call } from '@anlan/contract';
import { Field, FormFrame, JointField, Loading, UnitSelect, deskPath, refresh, useForm, useGo, useMe } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { study } from '../contract.ts';
import { kind } from './kind.ts';
import { useKnown } from './known.ts';
import { MatterFields } from './sitting-fields.tsx';

export function NewPlan() {
  const unitId = useMe().unit?.id ?? null;
  const { ready, host, place } = useKnown(unitId);
  return (
    <article className="al-record al-form-page">
      <header className="al-record__head">
        <h1>安排学习</h1>
        <p className="al-quiet">安排好以后，本单位这一期任务显示为「进行中」；到日子后补上参加人员，就成为学习记录。</p>
      </header>
      {ready ? (
        <PlanForm known={{ ...(unitId ? { unitId } : {}), ...(host ? { host } : {}), ...(place ? { place } : {}) }} />
      ) : (
        <Loading lines={6} />
      )}
    </article>
  );
}

function PlanForm({ known }: { known: { unitId?: string; host?: string; place?: string } }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  const form = useForm({
    schema: study.routes.plan.input,
    draft: 'study.plan',
    known,
    send: async (input, key) => {
      const made = await call(study.routes.plan, input, { key });
      void message.success(`已安排 ${made.number ?? ''}，可以打印签到表`);
      void refresh(client, kind.module);
      go(deskPath(kind, made.id), { replace: true });
    },
  });
  return (
    <FormFrame form={form} button="安排学习">
      <Field form={form} name="unitId">
        {(bind) => (
          <UnitSelect
            {...bind}
            value={form.values.unitId ?? null}
            onChange={(id) => form.put('unitId', id)}
            allowClear={false}
          />
        )}
      </Field>
      <MatterFields form={form} late={false} />
      <JointField form={form} invite="与其他单位联合学习" />
    </FormFrame>
  );
}
