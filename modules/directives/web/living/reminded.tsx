// That reminders went out, when and to how many: said quietly, so that nobody reminds twice.
import { useToday } from '@anlan/ui';
import { shortDay } from '@anlan/contract';

type Item = { unitId: string; remindedOn: string | null };

export function Reminded({ items }: { items: readonly Item[] }) {
  const today = useToday();
  const last = items
    .flatMap((i) => i.remindedOn ?? [])
    .toSorted()
    .at(-1);
  if (!last) return null;
  const units = new Set(items.filter((i) => i.remindedOn === last).map((i) => i.unitId));
  return (
    <span className="ln-quiet">
      {last === today ? '今天' : shortDay(last, today)}已催办 {units.size} 个单位
    </span>
  );
}
