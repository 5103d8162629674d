// One thing that falls due, with its light and the way to its proof.
import { LIGHT_LABEL } from '@anlan/contract';
import { DutyLight, Go, deskPath } from '@anlan/ui';
import type { DueItem } from '../contract.ts';

/** A record leads to itself, a single period to its drawer, a clause that many owe to its place in the notice. */
export function DueRow({ item }: { item: DueItem }) {
  const single = item.type === 'duty' && item.total === 1;
  const at = item.type === 'record' ? item.id : item.sourceId;
  const to =
    item.module && item.kind && at
      ? deskPath({ module: item.module, kind: item.kind }, at) + (item.type === 'duty' ? `?rule=${item.id}` : '')
      : null;
  return (
    <li className="cal__row">
      <DutyLight
        light={item.light}
        why={`${LIGHT_LABEL[item.light]}：${item.detail}`}
        periodId={single ? item.id : undefined}
        of={item.title}
      />
      <div>
        {to && !single ? <Go to={to}>{item.title}</Go> : <span>{item.title}</span>}
        <div className="al-quiet">{item.detail}</div>
      </div>
    </li>
  );
}
