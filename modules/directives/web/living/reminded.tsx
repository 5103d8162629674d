// That a reminder went out, when and to how many: said quietly, so that nobody reminds twice.
import { friendlyTime, useToday } from '@anlan/ui';

export type Reminder = { at: string; unitIds: readonly string[] };

export function Reminded({ last }: { last: Reminder }) {
  const today = useToday();
  return (
    <span className="ln-quiet">
      已催办 {last.unitIds.length} 个单位 · {friendlyTime(last.at, today)}
    </span>
  );
}
