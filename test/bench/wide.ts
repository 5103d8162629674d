// Many at once: units and people from tables, a notice to 660 units, and the pages that show them all.
import type { GroupView, RecordView } from '@anlan/contract';
import { issue } from './lib/issue.ts';
import { type Figure, median, round, timed } from './lib/measure.ts';
import { type Asker, Server, freshFolder, removeFolder } from './lib/server.ts';

const VENUES = 600;
const PEOPLE = 1000;
const COUNTIES = ['城区文旅局', '矿区文旅局', '郊区文旅局', '平定县文旅局', '盂县文旅局'];

const table = (heads: string[], rows: number, line: (n: number) => string[]) =>
  [heads, ...Array.from({ length: rows }, (_, n) => line(n))].map((cells) => cells.join('\t')).join('\n');

/** Tried and taken; the milliseconds of each. */
async function bring(by: Asker, spec: string, text: string): Promise<{ tried: number; taken: number }> {
  let batch!: RecordView<{ fresh: number; bad: number }>;
  const [tried] = await timed(1, async () => {
    batch = await by('POST', '/api/imports', { spec, text });
  });
  if (batch.body.bad) throw new Error(`${batch.body.bad} rows of ${spec} are wrong`);
  const [taken] = await timed(1, () => by('POST', `/api/imports/${batch.id}/take`, { version: batch.version }));
  return { tried: tried!, taken: taken! };
}

export async function* figures(): AsyncGenerator<Figure> {
  const dir = freshFolder();
  const server = await Server.start(dir);
  try {
    const [system, office, leader] = await Promise.all(['xitong', 'anjian', 'juzhang'].map((a) => server.as(a)));
    const venues = table(['单位全称', '上级单位', '类型'], VENUES, (n) => [
      `计时场所${n}号`,
      COUNTIES[n % 5]!,
      '场所、企业',
    ]);
    const units = await bring(system!, 'units', venues);
    yield { name: `import.units${VENUES}`, value: round(units.taken / 1000), unit: 's' };
    const staff = table(['姓名', '单位', '职务', '手机'], PEOPLE, (n) => [
      `计时${n}`,
      `计时场所${n % VENUES}号`,
      '安全员',
      `1380000${String(n).padStart(4, '0')}`,
    ]);
    const people = await bring(system!, 'people', staff);
    yield { name: `import.people${PEOPLE}.try`, value: round(people.tried / 1000), unit: 's' };
    yield { name: `import.people${PEOPLE}.take`, value: round(people.taken / 1000), unit: 's' };

    const { items } = await office!<{ items: GroupView[] }>('GET', '/api/groups');
    const group = items.find((g) => g.name === '各场所各企业')!;
    const to = [{ name: group.name, unitId: null, groupId: group.id, dropped: false }];
    const { id, sign } = await issue(office!, leader!, to);
    yield { name: `wide.sign${group.unitIds.length}`, value: round(sign / 1000), unit: 's' };
    const pages = {
      matrix: `/api/directives/${id}/matrix`,
      living: `/api/directives/${id}/living`,
      todo: '/api/todo',
      calendar: '/api/calendar?from=2026-12-01&to=2026-12-31&whose=scope',
    };
    for (const [name, path] of Object.entries(pages)) {
      const spent = await timed(9, () => office!('GET', path));
      yield { name: `wide.${name}${group.unitIds.length}`, value: round(median(spent)), unit: 'ms' };
    }
  } finally {
    await server.stop();
    removeFolder(dir);
  }
}
