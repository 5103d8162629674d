// The product as it is met: first and later starts, memory, the pages people open most, and the signing of a notice.
import type { RecordView } from '@anlan/contract';
import { issue } from './lib/issue.ts';
import { type Figure, median, notice, round, timed } from './lib/measure.ts';
import { Server, freshFolder, removeFolder } from './lib/server.ts';

type List = { items: RecordView[] };

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
