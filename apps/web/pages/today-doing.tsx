// Doing a thing on 今日 in place: its small form in a dialog; what needs more room is opened on its own page.
import {
  ActionDialog,
  type DutyFormProps,
  type RecordKind,
  Trouble,
  deskPath,
  doneInPlace,
  openActions,
  refresh,
  useGo,
  useOpenPeriod,
  useRecord,
} from '@anlan/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import { type ComponentType, useEffect } from 'react';
import { faceOf, loadKind } from '../faces.ts';
import { type Deed } from './today-words.ts';

type Act = Extract<Deed, { type: 'act' }>;

export default function Doing({ deed, onClose }: { deed: Deed; onClose: () => void }) {
  return deed.type === 'act' ? (
    <ActHere deed={deed} onClose={onClose} />
  ) : (
    <FulfilHere period={deed.period} onClose={onClose} />
  );
}

function ActHere({ deed, onClose }: { deed: Act; onClose: () => void }) {
  const go = useGo();
  const path = deskPath(deed, deed.id);
  const { data: kind, isError } = useQuery({
    queryKey: ['kind', deed.module, deed.kind],
    queryFn: () => loadKind(deed.module, deed.kind),
    staleTime: Infinity,
  });
  const lost = isError || kind === null;
  useEffect(() => {
    if (!lost) return;
    onClose();
    go(path);
  }, [lost, go, path, onClose]);
  return kind ? <WithRecord deed={deed} kind={kind} onClose={onClose} /> : null;
}

function WithRecord({ deed, kind, onClose }: { deed: Act; kind: RecordKind; onClose: () => void }) {
  const go = useGo();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { data: record, error } = useRecord(kind, deed.id);
  const action = record && openActions(kind.type.life, record.can).find((a) => a.action === deed.action);
  const path = deskPath(kind, deed.id);
  const small = action && !action.no && doneInPlace(action);
  useEffect(() => {
    if (!record || small) return;
    onClose();
    if (action && !action.no) return go(path);
    void message.info(action?.no ?? '这件事刚刚已经办了。');
    void refresh(client, kind.module);
  }, [record, small, action, onClose, go, path, message, client, kind.module]);
  if (error)
    return (
      <Modal open onCancel={onClose} footer={null}>
        <Trouble error={error} />
      </Modal>
    );
  return record && small ? <ActionDialog kind={kind} record={record} action={action} onClose={onClose} /> : null;
}

function FulfilHere({ period, onClose }: { period: DutyFormProps['period']; onClose: () => void }) {
  const go = useGo();
  const client = useQueryClient();
  const openPeriod = useOpenPeriod();
  const { message } = App.useApp();
  const module = period.module;
  const { data: way, isFetched } = useQuery<string | ComponentType<DutyFormProps> | null>({
    queryKey: ['fulfil', period.id],
    queryFn: async () => (await faceOf(module))?.fulfil?.(period) ?? null,
  });
  useEffect(() => {
    if (!isFetched || typeof way === 'function' || (typeof way === 'object' && way !== null)) return;
    onClose();
    if (way) go(way);
    else openPeriod(period.id);
  }, [isFetched, way, onClose, go, openPeriod, period.id]);
  if (!way || typeof way === 'string') return null;
  const Form = way;
  const done = () => {
    void message.success('已登记');
    void refresh(client, module);
    onClose();
  };
  return (
    <Modal open onCancel={onClose} title={period.title} footer={null} width={600} destroyOnHidden>
      <Form period={period} onDone={done} onCancel={onClose} />
    </Modal>
  );
}
