// 分解任务: a duty of one's own is handed to units below, with an earlier day. It is drafted here and issued on its page.
import { type PeriodView, call } from '@anlan/contract';
import { FormFrame, Loading, Trouble, refresh, useCall, useForm, useGo } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import { directives } from '../../contract.ts';
import { type Choices, ShareFields } from './share-fields.tsx';

const { assign, assignable } = directives.routes;

type AssignProps = { period: PeriodView; onClose: () => void };

export function AssignForm({ period, onClose }: AssignProps) {
  const { data, error, refetch } = useCall(assignable, { id: period.id });
  return (
    <Modal open onCancel={onClose} footer={null} width={640} destroyOnHidden title="分解任务">
      <p className="al-quiet">
        {period.unitName} · {period.title}
      </p>
      {error ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Form period={period} choices={data} onClose={onClose} /> : error ? null : <Loading lines={6} />}
    </Modal>
  );
}

/** Some days are left to look at what came in from below. */
const USUAL_LEAD = 10;

function Form({ period, choices, onClose }: AssignProps & { choices: Choices }) {
  const client = useQueryClient();
  const go = useGo();
  const { message } = App.useApp();
  const form = useForm({
    schema: assign.input,
    draft: `directives.assign.${period.id}`,
    known: {
      periodId: period.id,
      ...(choices.repeats ? { leadDays: Math.min(USUAL_LEAD, choices.mostDays) } : {}),
    },
    send: async (input, key) => {
      const made = await call(assign, input, { key });
      void message.success(`已拟好 ${made.number ?? ''}，核对后下达`);
      await refresh(client, 'directives');
      onClose();
      go(`/directives/assignments/${made.id}`);
    },
  });
  return (
    <FormFrame form={form} button="拟好，去核对" onCancel={onClose}>
      <ShareFields form={form} choices={choices} />
    </FormFrame>
  );
}
