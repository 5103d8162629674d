// How many have signed for receipt, and on asking who has not.
import { type RecordView, send } from '@anlan/contract';
import { Deadline, Empty, Loading, Trouble, callKey } from '@anlan/ui';
import { useQuery } from '@tanstack/react-query';
import { Popover } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { Receipt } from '../../contract.ts';

const PATH = '/api/directives/receipts';
/** A page of the list is at most this long; a city signs with fewer. */
const LIMIT = 200;

type Signed = { signed: number; total: number };

export function Receipts({ id, receipts }: { id: string; receipts: Signed }) {
  const [open, setOpen] = useState(false);
  const all = receipts.signed >= receipts.total;
  const said = all ? `${receipts.total} 个单位已全部签收` : `签收 ${receipts.signed}/${receipts.total}`;
  if (all) return <span>{said}</span>;
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      title="还没有签收"
      content={open ? <Waiting id={id} /> : null}
    >
      <button type="button" className="al-link" aria-expanded={open}>
        {said}
      </button>
    </Popover>
  );
}

function Waiting({ id }: { id: string }) {
  const list = useQuery({
    queryKey: callKey(PATH, { directiveId: id, state: 'waiting' }),
    queryFn: ({ signal }) =>
      send('GET', PATH, { state: 'waiting', limit: LIMIT, sort: 'deadline' }, { signal }) as Promise<{
        items: RecordView<z.infer<typeof Receipt>>[];
      }>,
  });
  if (list.error) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading lines={3} />;
  const waiting = list.data.items.filter((r) => r.body.directiveId === id);
  if (!waiting.length) return <Empty title="您能看到的单位都已签收。" />;
  return (
    <ul className="ln-waiting">
      {waiting.map((r) => (
        <li key={r.id}>
          {r.unitName}
          {r.deadline ? <Deadline day={r.deadline} /> : null}
        </li>
      ))}
    </ul>
  );
}
