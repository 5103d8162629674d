// That a reminder went out, and when: said quietly, so that nobody reminds twice.
import { deskRoutes } from '@anlan/contract';
import { friendlyTime, useCall, useToday } from '@anlan/ui';

/** The latest reminder about a notice, from its timeline; `sent` is the one just made here. */
export function Reminded({ id, sent }: { id: string; sent: string | null }) {
  const today = useToday();
  const timeline = useCall(deskRoutes.timeline, { id });
  const last = timeline.data?.items
    .filter((t) => t.action === 'remind')
    .toSorted((a, b) => b.at.localeCompare(a.at))[0];
  const at = sent ?? last?.at;
  return at ? <span className="ln-quiet">已催办 {friendlyTime(at, today)}</span> : null;
}
