// 催办: who still owes, and a reminder to exactly the units named before it is sent.
import type { RecordView } from '@anlan/contract';
import { localTime, sentenceOf, useAct, useMe, useToday } from '@anlan/ui';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { Directive } from '../../contract.ts';
import { directiveKind } from '../directive-kind.ts';
import { useDirective } from './data.ts';
import { type Reminder, Reminded } from './reminded.tsx';
import { type Strip, toRemind } from './strips.ts';

type Owing = { unitId: string; unitName: string };
type RemindProps = {
  id: string;
  ruleId: string;
  owing: readonly Owing[];
  strips: readonly Strip[];
  can: boolean;
  reminded: Reminder | null;
};

/** Names are given in full up to here, then counted. */
const NAMED = 12;

export function Owes({ id, ruleId, owing, strips, can, reminded }: RemindProps) {
  const [all, setAll] = useState(false);
  const { units } = useMe();
  // What only I owe has its place above, with what to do about it.
  if (owing.every((o) => units.some((u) => u.id === o.unitId))) return null;
  const named = all ? owing : owing.slice(0, NAMED);
  return (
    <section className="ln-part">
      <h3>
        还没有完成<small>{owing.length} 个单位</small>
      </h3>
      <p className="ln-owing">
        {named.map((o) => o.unitName).join('、')}
        {named.length < owing.length ? (
          <button type="button" className="al-link" onClick={() => setAll(true)}>
            等，看全部
          </button>
        ) : null}
      </p>
      {can ? <Remind id={id} ruleId={ruleId} owing={owing} strips={strips} reminded={reminded} /> : null}
    </section>
  );
}

function Remind({ id, ruleId, owing, strips, reminded }: Omit<RemindProps, 'can'>) {
  const { data: record } = useDirective(id);
  const today = useToday();
  const first = toRemind(owing, strips);
  const [asking, setAsking] = useState(false);
  const only = first.length === 1 ? owing.find((o) => o.unitId === first[0])?.unitName : undefined;
  if (!record) return null;
  return (
    <div className="ln-remind">
      <Button
        type={reminded && localTime(reminded.at).startsWith(today) ? 'default' : 'primary'}
        onClick={() => setAsking(true)}
      >
        催办{only ?? (first.length < owing.length ? ` ${first.length} 个单位` : '')}
      </Button>
      {reminded ? <Reminded last={reminded} /> : null}
      {asking ? (
        <Confirm record={record} ruleId={ruleId} owing={owing} first={first} onClose={() => setAsking(false)} />
      ) : null}
    </div>
  );
}

type ConfirmProps = {
  record: RecordView<Directive>;
  ruleId: string;
  owing: readonly Owing[];
  first: readonly string[];
  onClose: () => void;
};

function Confirm({ record, ruleId, owing, first, onClose }: ConfirmProps) {
  const act = useAct(directiveKind, record);
  const [chosen, setChosen] = useState<string[]>([...first]);
  const send = async () => {
    await act.mutateAsync({ action: 'remind', input: { ruleId, unitIds: chosen } });
    onClose();
  };
  return (
    <Modal
      open
      title="催办"
      okText={`催办 ${chosen.length} 个单位`}
      cancelText="返回"
      okButtonProps={{ disabled: !chosen.length, loading: act.isPending }}
      onOk={() => void send().catch(() => undefined)}
      onCancel={onClose}
    >
      <p>下列单位会在「今日」和消息里看到这项要求，请尽快办理：</p>
      <Checkbox.Group
        className="ln-remind__who"
        value={chosen}
        onChange={setChosen}
        options={owing.map((o) => ({ value: o.unitId, label: o.unitName }))}
      />
      {act.error ? (
        <p className="ln-remind__no" role="alert">
          {sentenceOf(act.error)}
        </p>
      ) : null}
    </Modal>
  );
}
