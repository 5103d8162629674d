// The night over a million periods with a reader beside it, and the issue of a notice to 660 units.
import { type GroupView, addDays } from '@anlan/contract';
import { openKernel, prepare } from '@anlan/kernel/boot';
import { systemMember } from '@anlan/kernel/ctx';
import { openStore, withAdmin } from '@anlan/kernel/db';
import { type Kysely, sql } from 'kysely';
import { loadServers } from '../../apps/server/modules.ts';
import { issue } from './lib/issue.ts';
import { type Figure, median, round, timed } from './lib/measure.ts';
import { openProvince } from './lib/province.ts';
import { Server } from './lib/server.ts';

const UNITS = 660;
const silent = { info() {}, warn() {}, error: console.error };
const soon = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The first Monday that was not passed yet: every weekly duty opens a period on it. */
function nextMonday(after: string): string {
  let day = addDays(after, 1);
  while (new Date(day).getUTCDay() !== 1) day = addDays(day, 1);
  return day;
}

/** Passes the night to a Monday, soon after midnight; the longest answer that a reader waited for meanwhile. */
async function* night(dir: string): AsyncGenerator<Figure> {
  const store = await openStore({ dir, log: silent });
  try {
    const { adminUrl, appUrl, workerUrl, names } = store;
    const servers = await loadServers();
    await prepare(adminUrl, servers, names, workerUrl, new Date());
    const there = await withAdmin(adminUrl, (db) =>
      sql<{ day: string; periods: number }>`
        select (select max(day)::text from nightly_run) as day, (select count(*)::int from period) as periods`.execute(
        db,
      ),
    );
    const { day: last, periods } = there.rows[0]!;
    yield { name: 'night.periods', value: periods, unit: 'periods' };
    const day = nextMonday(last);
    const clock = { now: () => new Date(`${day}T00:05:00+08:00`) };
    const waits: number[] = [];
    const [spent] = await timed(1, async () => {
      // A kernel that opens asks for the pass of its day at once.
      const running = await openKernel({ appUrl, workerUrl, dir, clock, servers, demo: true, log: silent });
      const reader = running.kernel.system.as(systemMember('bench').actor);
      const read = sql`select state, count(*) from record where kind = 'study' and occurred_on > ${last}::date - 14 group by 1`;
      try {
        await withAdmin(adminUrl, async (db) => {
          while (await passing(db, day)) {
            waits.push(...(await timed(1, () => read.execute(reader))));
            await soon(20);
          }
        });
      } finally {
        await running.close();
      }
    });
    yield { name: 'night.pass', value: round(spent! / 1000), unit: 's' };
    yield { name: 'night.reader.median', value: round(median(waits)), unit: 'ms' };
    yield { name: 'night.reader.longest', value: round(Math.max(...waits)), unit: 'ms' };
  } finally {
    await store.stop();
  }
}

/** Whether the pass of a day is still to be done. */
async function passing(db: Kysely<unknown>, day: string): Promise<boolean> {
  const { rows } = await sql`select 1 from graphile_worker.jobs where key = ${`nightly:${day}`}`.execute(db);
  return rows.length > 0;
}

async function* issued(dir: string): AsyncGenerator<Figure> {
  const server = await Server.start(dir);
  try {
    const [office, leader] = await Promise.all(['anjian', 'juzhang'].map((account) => server.as(account)));
    const { items } = await office!<{ items: GroupView[] }>('GET', '/api/groups');
    const venues = items.find((g) => g.name === '各场所各企业')!;
    const to = venues.unitIds
      .slice(0, UNITS)
      .map((unitId) => ({ name: unitId, unitId, groupId: null, dropped: false }));
    const { sign } = await issue(office!, leader!, to);
    yield { name: `issue.units${UNITS}`, value: round(sign / 1000), unit: 's' };
  } finally {
    await server.stop();
  }
}

export async function* figures(): AsyncGenerator<Figure> {
  const dir = await openProvince();
  yield* night(dir);
  yield* issued(dir);
}
