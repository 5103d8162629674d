// Drafting a circular: the span, the facts of it, the words around them.
import { call } from '@anlan/contract';
import { AutoField, Field, FormFrame, Loading, Trouble, deskPath, refresh, useCall, useForm, useGo } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { followup } from '../contract.ts';
import { circulars } from './kinds.ts';
import { OwedTable } from './owed-table.tsx';

type Draft = z.output<typeof followup.routes.circularDraft.output>;

export function NewCircular() {
  const { data, error, refetch } = useCall(followup.routes.circularDraft, {}, { staleTime: Infinity });
  return (
    <article className="al-record fu-form">
      <header className="al-record__head">
        <h1>起草通报</h1>
        <p className="al-quiet">只列没有完成的事实，按单位目录排列，不排名次。送签时重新核对一次。</p>
      </header>
      {error && !data ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Form draft={data} />
      ) : (
        <Loading lines={8} />
      )}
    </article>
  );
}

function Form({ draft }: { draft: Draft }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(draft.periodIds));
  const { title, from, to, opening, wanted } = draft;
  const form = useForm({
    schema: followup.routes.circular.input.omit({ id: true, periodIds: true, orderIds: true }),
    draft: 'followup.circular',
    known: { title, from, to, opening, wanted },
    send: async (input, key) => {
      const said = { ...input, periodIds: [...chosen], orderIds: draft.orderIds };
      const made = await call(followup.routes.circular, said, { key });
      void message.success(`已起草 ${made.number ?? ''}，请送签`);
      void refresh(client, 'followup');
      go(deskPath(circulars, made.id), { replace: true });
    },
  });
  const inSpan = draft.facts.filter((f) => f.due >= (form.values.from ?? from) && f.due <= (form.values.to ?? to));
  return (
    <FormFrame form={form} button="起草通报">
      <AutoField form={form} name="title" />
      <AutoField form={form} name="from" />
      <AutoField form={form} name="to" />
      <AutoField form={form} name="opening" />
      <Field form={form} name="periodIds" label={`未完成任务（已选 ${chosen.size} 期）`} wide>
        {() => (
          <OwedTable label="未完成任务" rows={inSpan} chosen={chosen} onChoose={setChosen} last="督办与说明">
            {(f) => [f.orderNumber ? `督办 ${f.orderNumber}` : '未督办', f.explanation].filter(Boolean).join('；')}
          </OwedTable>
        )}
      </Field>
      <AutoField form={form} name="wanted" />
      <AutoField form={form} name="toUnitIds" />
    </FormFrame>
  );
}
