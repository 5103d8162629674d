// Who still owes, and the way to remind them; the reminder itself is written where all follow-up is.
import { useCall, useGo, useMay, useMe } from '@anlan/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { followup } from '../../../followup/contract.ts';
import { Reminded } from './reminded.tsx';

type Owing = { unitId: string; unitName: string };

/** Names are given in full up to here, then counted. */
const NAMED = 12;

export function Owes({ ruleId, on, owing }: { ruleId: string; on: string | undefined; owing: readonly Owing[] }) {
  const [all, setAll] = useState(false);
  const { units } = useMe();
  const may = useMay('followup.remind');
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
      {may ? <Remind ruleId={ruleId} on={on} /> : null}
    </section>
  );
}

function Remind({ ruleId, on }: { ruleId: string; on: string | undefined }) {
  const go = useGo();
  const { data } = useCall(followup.routes.owing, on ? { ruleId, on } : { ruleId });
  const open = data?.items.filter((o) => o.left === null) ?? [];
  const units = new Set(open.map((o) => o.unitId)).size;
  const query = new URLSearchParams({ rule: ruleId, ...(on ? { on } : {}) });
  return (
    <div className="ln-remind">
      {open.length ? (
        <Button type="primary" onClick={() => go(`/followup/reminders/new?${query}`)}>
          催办{units > 1 ? ` ${units} 个单位` : open[0]?.unitName}
        </Button>
      ) : null}
      {data ? <Reminded items={data.items} /> : null}
    </div>
  );
}
