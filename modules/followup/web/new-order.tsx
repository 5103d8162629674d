// Drafting an order: the unit first; what it missed and what is wanted are filled in.
import { call } from '@anlan/contract';
import {
  AutoField,
  Field,
  FormFrame,
  Loading,
  Trouble,
  UnitSelect,
  deskPath,
  refresh,
  useCall,
  useForm,
  useGo,
  useUrlState,
} from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { followup } from '../contract.ts';
import { orders } from './kinds.ts';
import { OwedTable, Sign } from './owed-table.tsx';

type Draft = z.output<typeof followup.routes.orderDraft.output>;

export function NewOrder() {
  const [url, setUrl] = useUrlState();
  const unitId = url['unitId'] ?? null;
  return (
    <article className="al-record fu-form">
      <header className="al-record__head">
        <h1>起草督办单</h1>
        <p className="al-quiet">起草后送分管领导审批，批准后由您发出；承办单位在期限内回复。乡镇（街道）请发函。</p>
      </header>
      <div className="al-form__fields">
        <div className="al-field">
          <label className="al-field__label" htmlFor="fu-unit">
            承办单位
          </label>
          <UnitSelect
            id="fu-unit"
            value={unitId}
            onChange={(id) => setUrl({ unitId: id })}
            allowClear={false}
            aria-invalid={false}
          />
        </div>
      </div>
      {unitId ? <Known key={unitId} unitId={unitId} /> : null}
    </article>
  );
}

function Known({ unitId }: { unitId: string }) {
  const { data, error, refetch } = useCall(followup.routes.orderDraft, { unitId }, { staleTime: Infinity });
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  return data ? <Form unitId={unitId} draft={data} /> : <Loading lines={6} />;
}

function Form({ unitId, draft }: { unitId: string; draft: Draft }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(draft.periodIds));
  const form = useForm({
    schema: followup.routes.order.input.omit({ id: true, periodIds: true }),
    draft: `followup.order.${unitId}`,
    known: { toUnitId: unitId, title: draft.title, wanted: draft.wanted, replyOn: draft.replyOn },
    send: async (input, key) => {
      const made = await call(followup.routes.order, { ...input, periodIds: [...chosen] }, { key });
      void message.success(`已起草 ${made.number ?? ''}，请送审`);
      void refresh(client, 'followup');
      go(deskPath(orders, made.id), { replace: true });
    },
  });
  return (
    <FormFrame form={form} button="起草督办单">
      <AutoField form={form} name="title" />
      <AutoField form={form} name="replyOn" />
      <AutoField form={form} name="wanted" />
      {draft.items.length ? (
        <Field form={form} name="periodIds" label="涉及任务" wide>
          {() => (
            <OwedTable
              label="涉及任务"
              rows={draft.items}
              withUnit={false}
              chosen={chosen}
              onChoose={setChosen}
              last="现在"
            >
              {(o) => (
                <>
                  <Sign of={o} about={o} />
                  <span className="al-quiet">{o.times ? `催过 ${o.times} 次` : '没有催办过'}</span>
                </>
              )}
            </OwedTable>
          )}
        </Field>
      ) : null}
      <AutoField form={form} name="official" />
    </FormFrame>
  );
}
