// The product as it is met: first and later starts, memory, the pages people open most, and the signing of a notice.
import type { RecordView } from '@anlan/contract';
import type { Breakdown } from '@anlan/modules/directives/breakdown.ts';
import { type Figure, median, notice, round, timed } from './lib/measure.ts';
import { type Asker, Server, freshFolder, removeFolder } from './lib/server.ts';

type Paper = { version: number; breakdown: Breakdown };
type List = { items: RecordView[] };

/** Everything accepted, every doubt answered, names that match nothing dropped: as quick as a review can be. */
function reviewed({ breakdown: b }: Paper): Breakdown {
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
      who: kept(c.who),
      binding: c.repeat === 'once' && c.due === null ? 'none' : c.binding,
    })),
    doubts: b.doubts.map((d) => ({ ...d, answer: '已核对' })),
  };
}

/** The notice from its text to its issue; gives the milliseconds of reading it in and of signing it. */
async function issue(office: Asker, leader: Asker): Promise<{ register: number; sign: number; id: string }> {
  const text = `${notice.text}\n（计时用）\n`;
  let made!: RecordView;
  const [register] = await timed(1, async () => {
    made = await office('POST', '/api/directives', { text, door: 'received' });
  });
  const paper = await office<Paper>('GET', `/api/directives/${made.id}/draft`);
  const { version } = await office<{ version: number }>('PUT', `/api/directives/${made.id}/draft`, {
    version: paper.version,
    breakdown: reviewed(paper),
  });
  const sent = await office<RecordView>('POST', `/api/directives/${made.id}/propose`, { version });
  const [sign] = await timed(1, () => leader('POST', `/api/directives/${made.id}/instruct`, { version: sent.version }));
  return { register: register!, sign: sign!, id: made.id };
}

export async function* figures(): AsyncGenerator<Figure> {
  const dir = freshFolder();
  try {
    const first = await Server.start(dir);
    yield { name: 'start.first', value: round(first.took / 1000), unit: 's' };
    await first.stop();
    const later: number[] = [];
    for (let n = 0; n < 2; n++) {
      const again = await Server.start(dir);
      later.push(again.took);
      await again.stop();
    }
    const server = await Server.start(dir);
    try {
      yield { name: 'start.later', value: round(median([...later, server.took]) / 1000), unit: 's' };
      yield* asked(server);
    } finally {
      await server.stop();
    }
  } finally {
    removeFolder(dir);
  }
}

async function* asked(server: Server): AsyncGenerator<Figure> {
  yield { name: 'memory.started', value: round(server.rss()), unit: 'MiB' };
  const [office, leader, county] = await Promise.all(
    ['anjian', 'juzhang', 'pingding'].map((account) => server.as(account)),
  );
  const issued = (await office!<List>('GET', '/api/directives?state=issued')).items[0]!;
  const study = (await county!<List>('GET', '/api/study?limit=1')).items[0]!;
  const pages: Record<string, string> = {
    list: '/api/directives/reports?limit=50',
    record: `/api/study/${study.id}`,
    search: `/api/search?q=${encodeURIComponent('学习')}`,
    todo: '/api/todo',
    living: `/api/directives/${issued.id}/living`,
    matrix: `/api/directives/${issued.id}/matrix`,
  };
  const askers = [office!, leader!, county!];
  const spent = new Map<string, number[]>();
  // Two hundred requests, every page in turn by three people.
  for (let n = 0; n < 204; n++) {
    const [name, path] = Object.entries(pages)[n % 6]!;
    const [ms] = await timed(1, () => askers[Math.floor(n / 6) % 3]!('GET', path));
    spent.set(name, [...(spent.get(name) ?? []), ms!]);
  }
  for (const [name, values] of spent) yield { name: `page.${name}`, value: round(median(values)), unit: 'ms' };
  yield { name: 'memory.after200', value: round(server.rss()), unit: 'MiB' };
  const { register, sign } = await issue(office!, leader!);
  const which = notice.real ? 'notice' : 'demoNotice';
  yield { name: `${which}.register`, value: round(register), unit: 'ms' };
  yield { name: `${which}.sign`, value: round(sign), unit: 'ms' };
}
