// Two small forms about a clause in force: who settles it from the next period on, and that it ends.
import { call, chineseDay } from '@anlan/contract';
import { AutoField, Field, FormFrame, refresh, useForm } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App, Modal, Select } from 'antd';
import { directives } from '../../contract.ts';

const { rebind, askCancel } = directives.routes;

export type Where = { id: string; ruleId: string; onClose: () => void };

export function RebindForm({
  id,
  ruleId,
  onClose,
  bindings,
}: Where & { bindings: readonly { kind: string; label: string }[] }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const form = useForm({
    schema: rebind.input,
    known: { id, ruleId },
    send: async (input, key) => {
      const { from } = await call(rebind, input, { key });
      void message.success(`自${chineseDay(from)}起按新的方式认定`);
      await refresh(client, 'directives');
      onClose();
    },
  });
  return (
    <Modal open onCancel={onClose} footer={null} title="改变认定方式" destroyOnHidden>
      <FormFrame
        form={form}
        button="自下期起改变"
        onCancel={onClose}
        consequence="已经开始的一期仍按原来的方式认定，不会因此变动。"
      >
        <Field form={form} name="binding" wide label="自下期起">
          {(bind) => (
            <Select
              {...bind}
              className="al-full"
              value={form.values.binding ?? null}
              onChange={(v: string) => form.put('binding', v)}
              options={bindings.map((b) => ({ value: b.kind, label: b.label }))}
            />
          )}
        </Field>
      </FormFrame>
    </Modal>
  );
}

type Debtor = { unitId: string; unitName: string };

export function CancelForm({ id, ruleId, onClose, debtors }: Where & { debtors: readonly Debtor[] }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const form = useForm({
    schema: askCancel.input,
    draft: `directives.cancel.${ruleId}`,
    known: { id, ruleId },
    send: async (input, key) => {
      const made = await call(askCancel, input, { key });
      void message.success(`已提交 ${made.number ?? ''}，等待局领导批准`);
      await refresh(client, 'directives');
      onClose();
    },
  });
  return (
    <Modal open onCancel={onClose} footer={null} title="取消要求" destroyOnHidden>
      <FormFrame
        form={form}
        button="申请取消"
        onCancel={onClose}
        consequence="局领导批准后，未到期的各期显示为「—」并注明理由，不再产生新的期次；已有的记录和缺期都保留。"
      >
        <Field form={form} name="unitIds" wide>
          {(bind) => (
            <Select
              {...bind}
              mode="multiple"
              className="al-full"
              value={form.values.unitIds ?? []}
              onChange={(v: string[]) => form.put('unitIds', v)}
              options={debtors.map((d) => ({ value: d.unitId, label: d.unitName }))}
              optionFilterProp="label"
              placeholder="不选就是取消整项要求"
            />
          )}
        </Field>
        <AutoField form={form} name="reason" />
        <AutoField form={form} name="files" />
      </FormFrame>
    </Modal>
  );
}
