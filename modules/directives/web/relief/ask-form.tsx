// 申请延期、豁免: what is wanted, until when, and why. Whose and which period is known.
import { type PeriodView, call, chineseDay } from '@anlan/contract';
import { AutoForm, refresh, useMe } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import { directives } from '../../contract.ts';

const { askRelief } = directives.routes;

const FIELDS = ['due', 'reason', 'all', 'files', 'recordedFor'] as const;

type AskProps = { period: PeriodView; sort: 'extension' | 'waiver'; latest: string; onClose: () => void };

export function AskForm({ period, sort, latest, onClose }: AskProps) {
  const me = useMe();
  const client = useQueryClient();
  const { message } = App.useApp();
  const mine = me.units.some((u) => u.id === period.unitId);
  const extension = sort === 'extension';
  // Leaders of one unit owe side by side; what was missed before may be waived together.
  const several = period.leaderName !== null || !extension;
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      width={600}
      destroyOnHidden
      title={extension ? '申请延期' : '申请豁免'}
    >
      <p className="al-quiet">
        {period.unitName} · {period.label} · {period.title}
      </p>
      <AutoForm
        schema={askRelief.input}
        draft={`directives.relief.${sort}.${period.id}`}
        known={{ periodId: period.id, sort, recordedFor: mine ? null : { how: 'phone', saidBy: '' } }}
        only={FIELDS.filter(
          (f) => (f !== 'due' || extension) && (f !== 'all' || several) && (f !== 'recordedFor' || !mine),
        )}
        button={extension ? '申请延期' : '申请豁免'}
        consequence={
          extension
            ? `现在的期限是${chineseDay(period.due)}，最晚可延到${chineseDay(latest)}。批准以前，期限不变。`
            : '豁免由局领导批准。批准以前，这一期照常要求。'
        }
        onCancel={onClose}
        send={async (input, key) => {
          const made = await call(askRelief, input, { key });
          void message.success(`已提交 ${made.number ?? ''}，等待审批`);
          await refresh(client, 'directives');
          onClose();
        }}
      />
    </Modal>
  );
}
