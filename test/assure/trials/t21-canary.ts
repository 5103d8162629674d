// T21: what happens in another county shows nowhere: every answer is the same, byte for byte, before and after it.
import { testCluster } from '@anlan/kernel/testing';
import { v7 } from 'uuid';
import { Story } from '../../../modules/directives/after.fixture.ts';
import { place } from '../../conformance/ground.ts';
import { ruleOf } from '../../conformance/rule.ts';
import { demoId, world } from '../../world.ts';
import { CANARY, idsOf, live, nameVenues } from '../leak/canary.ts';
import { answers, channelOf, content, questions, readable } from '../leak/channels.ts';
import { overhear } from '../leak/overhear.ts';
import { pick } from '../leak/made.ts';
import { type Door, request, surface } from '../leak/surface.ts';
import { nakedTables } from '../leak/tables.ts';
import { type Thing, things } from '../leak/things.ts';
import { comes } from '../leak/visitor.ts';
import type { Trial } from '../trial.ts';

const READERS = ['pingding', 'jinju', 'changsuo'];
const YUXIAN = 140322;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const sitting = (unitId: string, word: string) => ({
  unitId,
  title: `${word}学习`,
  heldOn: '2026-09-21',
  place: word,
  host: word,
  agenda: [{ title: word, kind: 'study' }],
  attendees: [word],
});

export const trial: Trial = {
  id: 'T21',
  title: '别的县区发生的事，在任何清单、统计、搜索、导出、消息里都看不到',
  small: 30,
  full: 4_000,
  patience: 240_000,
  async run({ n, roll }) {
    const w = await world('2026-09-21');
    const faults: string[] = [];
    const channels = new Map<string, number>();
    const passed = (url: string) => channels.set(channelOf(url), (channels.get(channelOf(url)) ?? 0) + 1);
    try {
      const naked = await nakedTables(
        w,
        Object.assign(new URL(testCluster().roles.appUrl), { pathname: new URL(w.adminUrl).pathname }).href,
      );
      faults.push(...naked.faults);
      // A notice for all counties: here is where the work of one could show in the figures of another.
      const story = new Story(w);
      await story.issue();
      const near = await place(w, new Map(['pingding', 'jinOpera'].map((key) => [key, demoId('unit', key)] as const)));
      const doors = await surface(w);
      const readers = await Promise.all(READERS.map((login) => comes(w, login)));
      const known = await things(w, near);
      const walks = [];
      for (const who of readers) {
        const rule = await ruleOf(w, who.personId!);
        const mine = known.filter((t) => rule.seen.has(t.unitId));
        const asks = questions(doors, mine.length ? mine : known, [CANARY, CANARY.slice(0, 2), '学习', '盂县'], roll);
        const some = asks.filter(() => roll() < (n * 2) / asks.length);
        walks.push({ who, asks: some, before: await answers(who, some) });
      }
      const ears = await Promise.all(readers.map((who) => overhear(w, who)));

      const venues = await nameVenues(w, YUXIAN);
      const units = [demoId('unit', 'yuxian'), venues[0]!];
      const foreign = await live(w, units);
      const yuxian = await story.as('yuxian');
      await yuxian.send('POST', '/api/study', sitting(units[0]!, CANARY));
      await w.settle();

      for (const { who, asks, before } of walks) {
        const after = await answers(who, asks);
        for (const [i, { door, ask }] of asks.entries()) {
          passed(door.url);
          if (before[i] !== after[i])
            faults.push(`${who.name}: ${ask.url} changed ${difference(before[i]!, after[i]!)}`);
        }
      }
      const hung = await things(w, foreign);
      const secret = await idsOf(w, units, venues);
      const pool = hung.filter((t) => secret.has(t.id));
      // By hand: everything of that county at its own door; then by the dice, any of it at any door.
      for (const who of readers) {
        const byHand = pool.flatMap((thing) => ownDoors(doors, thing).map((door) => ({ door, thing })));
        const byDice = Array.from({ length: n }, () => ({
          door: pick(roll, readable(doors)),
          thing: pick(roll, pool),
        }));
        for (const { door, thing } of [...byHand, ...byDice]) {
          const names = [...new Set([...door.params, ...Object.keys(door.shape.properties ?? {})])];
          const asked = Object.fromEntries(
            names
              .filter((name) => door.params.includes(name) || /id$|under/i.test(name))
              .map((name) => [name, thing.id]),
          );
          const { url } = request(door, asked);
          const said = await content(await who.ask({ method: 'GET', url }));
          const missing = await content(await who.ask({ method: 'GET', url: url.replaceAll(thing.id, v7()) }));
          passed(door.url);
          const leaked = said.match(ID)?.some((id) => id !== thing.id && secret.has(id));
          if (said.includes(CANARY) || leaked) faults.push(`${who.name}: ${url} tells of ${thing.name}`);
          else if (said.replaceAll(ID, '') !== missing.replaceAll(ID, ''))
            faults.push(`${who.name}: ${url} knows ${thing.name}`);
        }
      }
      // What is one's own is heard: an ear that hears nothing would prove nothing.
      const pingding = await story.as('pingding');
      await pingding.send('POST', '/api/study', sitting(demoId('unit', 'pingding'), '自己的'));
      for (const ear of ears) {
        const heard = await ear.end();
        passed('/api/live');
        if (ear.name === 'pingding' && !heard.includes('deed')) faults.push('the live stream tells nothing');
        if (heard.includes(CANARY) || heard.match(ID)?.some((id) => secret.has(id)))
          faults.push(`${ear.name}: heard ${heard.slice(0, 200)}`);
      }
      for (const who of readers) {
        const inbox = await w.system.db
          .selectFrom('inbox')
          .selectAll()
          .where('person_id', '=', who.personId!)
          .execute();
        if (JSON.stringify(inbox).includes(CANARY)) faults.push(`${who.name}: told in the inbox`);
        passed('/api/inbox');
      }
      return {
        faults,
        figures: {
          tables: naked.tables,
          channels: channels.size,
          asked: [...channels.values()].reduce((a, b) => a + b, 0),
          hits: faults.length,
          table: [...channels].map(([name, times]) => `${name} ${times}`).join(', '),
        },
      };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '子表不跟主表',
      patch: [
        {
          file: 'packages/kernel/db/policy.ts',
          find: '`exists (select 1 from ${name(policy.of)} as parent where parent.id = ${name(policy.table)}.${name(policy.by)})`,',
          replace: `'true',`,
        },
      ],
    },
    {
      name: '任务各期不限范围',
      patch: [
        {
          file: 'packages/kernel/db/policy.ts',
          find: `return both([...SCOPE, ...(policy.grants ? [GRANT] : [])].join(' or '));`,
          replace: `return both(['period', 'duty'].includes(policy.table) ? 'true' : [...SCOPE, ...(policy.grants ? [GRANT] : [])].join(' or '));`,
        },
      ],
    },
    {
      name: '表没有强制行级权限',
      patch: [
        {
          file: 'packages/kernel/db/policy.ts',
          find: '`alter table ${table} force row level security`,',
          replace: '',
        },
      ],
    },
  ],
};

/** The doors that lead to a thing of this sort and to nothing else. */
const ownDoors = (doors: readonly Door[], { kind }: Thing): Door[] =>
  doors.filter(
    (d) =>
      d.method === 'GET' &&
      d.url.endsWith('/:id') &&
      (d.kind === kind || d.url === { file: '/api/files/:id', period: '/api/duties/periods/:id' }[kind]),
  );

/** Where two answers part, in a few characters of each. */
function difference(a: string, b: string): string {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return `«${a.slice(Math.max(0, i - 60), i + 60)}» «${b.slice(i, i + 60)}»`;
}
