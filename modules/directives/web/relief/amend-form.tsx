// 由新文件调整: of a document being reviewed, the clause that will take the place of this one.
import { type RecordView, call, send } from '@anlan/contract';
import { Empty, Field, FormFrame, Go, Loading, Trouble, apiOf, callKey, refresh, useCall, useForm } from '@anlan/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Modal, Select } from 'antd';
import { type Directive, directives } from '../../contract.ts';
import { directiveKind } from '../directive-kind.ts';
import type { Where } from './change-forms.tsx';

const { amend, draft } = directives.routes;

/** Documents still being reviewed. */
const useDrafts = () =>
  useQuery({
    queryKey: callKey(apiOf(directiveKind), { state: 'draft' }),
    queryFn: ({ signal }) =>
      send('GET', `${apiOf(directiveKind)}?state=draft&limit=50`, {}, { signal }) as Promise<{
        items: RecordView<Directive>[];
      }>,
  });

export function AmendForm({ id, ruleId, onClose }: Where) {
  const drafts = useDrafts();
  return (
    <Modal open onCancel={onClose} footer={null} title="由新文件调整" destroyOnHidden>
      {drafts.error ? <Trouble error={drafts.error} onRetry={() => void drafts.refetch()} /> : null}
      {drafts.data?.items.length ? (
        <Form id={id} ruleId={ruleId} onClose={onClose} drafts={drafts.data.items} />
      ) : drafts.data ? (
        <Empty title="没有正在核对的公文。">
          先<Go to="/directives/new">登记或拟制新文件</Go>，核对时回到这里，选它的哪一项要求代替这一项。
        </Empty>
      ) : drafts.error ? null : (
        <Loading lines={4} />
      )}
    </Modal>
  );
}

function Form({ id, ruleId, onClose, drafts }: Where & { drafts: readonly RecordView<Directive>[] }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const form = useForm({
    schema: amend.input,
    known: { id, ruleId, ...(drafts.length === 1 ? { byId: drafts[0]!.id } : {}) },
    send: async (input, key) => {
      await call(amend, input, { key });
      void message.success('已记在新文件里，下达后生效');
      await refresh(client, 'directives');
      onClose();
    },
  });
  const { byId } = form.values;
  const paper = useCall(draft, { id: byId ?? id }, { enabled: byId !== undefined });
  const clauses = byId
    ? (paper.data?.breakdown.clauses ?? []).filter((c) => c.repeat !== 'standing' && c.binding !== 'none')
    : [];
  return (
    <FormFrame
      form={form}
      button="由它代替"
      onCancel={onClose}
      consequence="新文件下达后，这项要求自下期起不再产生期次，由新的要求接续；一次性要求立即接续。以前的各期保留。"
    >
      <Field form={form} name="byId" wide>
        {(bind) => (
          <Select
            {...bind}
            className="al-full"
            value={byId ?? null}
            onChange={(v: string) => form.put('byId', v)}
            options={drafts.map((d) => ({ value: d.id, label: d.title }))}
          />
        )}
      </Field>
      <Field form={form} name="clauseId" wide>
        {(bind) => (
          <Select
            {...bind}
            className="al-full"
            value={form.values.clauseId ?? null}
            onChange={(v: string) => form.put('clauseId', v)}
            options={clauses.map((c) => ({ value: c.id, label: c.text.replace(/\s+/g, '') }))}
            loading={paper.isFetching}
            placeholder="选新文件里的一项要求"
          />
        )}
      </Field>
    </FormFrame>
  );
}
