// A notice from its text to its issue, as quick as a review can be.
import type { RecordView } from '@anlan/contract';
import type { Breakdown } from '@anlan/modules/directives/breakdown.ts';
import { notice, timed } from './measure.ts';
import type { Asker } from './server.ts';

type Paper = { version: number; breakdown: Breakdown };
/** Everything accepted, every doubt answered, names that match nothing dropped: as quick as a review can be. */
function reviewed({ breakdown: b }: Paper, to?: Breakdown['head']['recipients']): Breakdown {
  type Name = Breakdown['head']['recipients'][number];
  const kept = (names: Name[]) => names.map((n) => (n.unitId || n.groupId ? n : { ...n, dropped: true }));
  return {
    ...b,
    year: b.year ?? 'this',
    head: { ...b.head, recipients: kept(b.head.recipients) },
    tasks: b.tasks.map((t) => ({ ...t, responsible: kept(t.responsible) })),
    clauses: b.clauses.map((c) => ({
      ...c,
      accepted: true,
      who: to ?? kept(c.who),
      binding: c.repeat === 'once' && c.due === null ? 'none' : c.binding,
    })),
    doubts: b.doubts.map((d) => ({ ...d, answer: '已核对' })),
  };
}

/**
 * The notice from its text to its issue; gives the milliseconds of reading it in and of signing it. `to` are those who owe it, where
 * not those named.
 */
export async function issue(
  office: Asker,
  leader: Asker,
  to?: Breakdown['head']['recipients'],
): Promise<{ register: number; sign: number; id: string }> {
  const text = `${notice.text}\n（计时用${to ? '，全部场所' : ''}）\n`;
  let made!: RecordView;
  const [register] = await timed(1, async () => {
    made = await office('POST', '/api/directives', { text, door: 'received' });
  });
  const paper = await office<Paper>('GET', `/api/directives/${made.id}/draft`);
  const { version } = await office<{ version: number }>('PUT', `/api/directives/${made.id}/draft`, {
    version: paper.version,
    breakdown: reviewed(paper, to),
  });
  const sent = await office<RecordView>('POST', `/api/directives/${made.id}/propose`, { version });
  const [sign] = await timed(1, () => leader('POST', `/api/directives/${made.id}/instruct`, { version: sent.version }));
  return { register: register!, sign: sign!, id: made.id };
}
