// T7: the server's clock is set back, ahead, to and fro, and into another year: deadlines and times are the server's own, the audit
// keeps its order, no reminder is lost or doubled, and sessions end rather than live longer.
import { addDays } from '@anlan/contract';
import { verify } from '@anlan/kernel/audit';
import { localDay, within } from '@anlan/kernel/ctx';
import { openRules } from '@anlan/kernel/duty';
import type { World } from '@anlan/kernel/testing';
import { sql } from 'kysely';
import { demoId, world } from '../../world.ts';
import type { Trial } from '../trial.ts';

const BEGIN = '2026-11-23';
const [MINUTE, DAY] = [60_000, 86_400_000];
/** Where a clock may leap to, milliseconds from now: a day back, a day ahead, a few minutes, another year. */
const LEAPS = [-DAY, DAY, -5 * MINUTE, 5 * MINUTE, 400 * DAY];
/** Milliseconds between the server's clock and what it writes down. */
const EXACT = 1_000;

const sitting = (title: string) => ({
  unitId: demoId('unit', 'pingding'),
  title,
  heldOn: '2026-11-02',
  place: '三楼会议室',
  host: '主要负责人',
  agenda: [{ title, kind: 'study' as const }],
  attendees: ['联络员'],
});

/** A monthly duty of two counties, so that every workday somebody is reminded. */
const owe = (w: World) =>
  w.system.db.transaction().execute((trx) =>
    openRules(within(w.system, trx), [
      {
        id: '00000000-0000-4000-8000-00000000c10c',
        sourceId: null,
        task: null,
        title: '每月报告安全生产工作',
        factKind: 'report:00000000-0000-4000-8000-00000000c10c',
        repeat: 'month',
        need: 1,
        due: null,
        about: 'unit',
        fromDay: '2026-09-01',
        toDay: null,
        listFrom: null,
        debtors: { unitIds: [demoId('unit', 'pingding'), demoId('unit', 'yuxian')], groupIds: [] },
        history: false,
      },
    ]),
  );

/** Who was told what in these days, by cause. */
async function told(w: World, days: ReadonlySet<string>): Promise<string[]> {
  const rows = await w.system.db.selectFrom('inbox').select(['person_id', 'cause']).execute();
  return rows
    .filter(({ cause }) => [...days].some((day) => cause.includes(day)))
    .map((r) => `${r.person_id} ${r.cause}`)
    .toSorted();
}

/** Lives through `days` workdays; `between` is what befalls the clock on each. */
async function live(days: number, between: (w: World, day: string) => Promise<void>) {
  const w = await world(BEGIN);
  await owe(w);
  const lived = new Set<string>();
  for (let n = 1; n <= days; n++) {
    const day = addDays(BEGIN, n);
    await w.clock.to(day);
    lived.add(day);
    await between(w, day);
    w.clock.set(new Date(`${day}T10:00:00+08:00`));
    await w.settle();
  }
  return { w, told: await told(w, lived), lived };
}

export const trial: Trial = {
  id: 'T7',
  title: '时钟回拨、快进、抖动、跨年，期限和提醒不乱',
  small: 2,
  full: 20,
  async run({ n, roll }) {
    const faults: string[] = [];
    let leaps = 0;
    const plain = await live(n, async () => {});
    await plain.w.close();
    const {
      w,
      told: heard,
      lived,
    } = await live(n, async (at, day) => {
      for (const leap of LEAPS.toSorted(() => roll() - 0.5)) {
        leaps++;
        const now = new Date(at.clock.now().getTime() + leap);
        const person = await at.as('pingding');
        // The worker lives with the clock as it is: a leap of days brings a night of its own.
        if (Math.abs(leap) >= DAY) await at.clock.to(localDay(now));
        else at.clock.set(now);
        const seen = await person.send('GET', '/api/me');
        // A session that this clock did not give, or gave too long ago, is none; small steps disturb nobody.
        const wanted = Math.abs(leap) > 10 * MINUTE ? 401 : 200;
        if (seen.status !== wanted)
          faults.push(`after a leap of ${leap / MINUTE} minutes a session answered ${seen.status}`);
        at.clock.set(new Date(`${day}T09:00:00+08:00`));
      }
      const title = `${day} 的学习`;
      const again = await at.as('pingding');
      const reply = await again.send('POST', '/api/study', sitting(title));
      if (reply.status !== 200) faults.push(`nobody could write again on ${day}: ${reply.status}`);
      const { createdAt = '' } = reply.body as { createdAt?: string };
      if (Math.abs(Date.parse(createdAt) - at.clock.now().getTime()) > EXACT)
        faults.push(`${title} was created at ${createdAt}`);
    });
    try {
      await w.settle();
      const expected = plain.told;
      if (expected.length === 0) faults.push('nobody had to be reminded: the trial proves nothing');
      for (const one of expected) if (!heard.includes(one)) faults.push(`lost: ${one}`);
      for (const one of heard) if (!expected.includes(one)) faults.push(`told without need: ${one}`);
      if (new Set(heard).size !== heard.length) faults.push('a reminder was told twice');
      const periods = await w.system.db.selectFrom('period').select(['id', 'due', 'from_day']).execute();
      const before = periods.filter((p) => p.due < p.from_day);
      if (before.length > 0) faults.push(`${before.length} periods are due before they begin`);
      const { rows } = await sql<{ seq: number }>`select seq from audit order by at, seq`.execute(w.system.db);
      const lines = new Set(rows.map((r) => r.seq));
      if (lines.size !== rows.length || Math.max(...lines) !== rows.length)
        faults.push('the audit has gaps or doubles');
      const chain = await verify(w.adminUrl);
      if (!chain.ok) faults.push(`the audit does not hold: ${chain.why}`);
      return {
        faults,
        figures: {
          days: lived.size,
          leaps,
          reminders: heard.length,
          auditLines: rows.length,
          today: localDay(w.clock.now()),
        },
      };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '时钟回拨后会话继续有效',
      patch: [
        {
          file: 'packages/kernel/access/session.ts',
          find: ' || row.seen_at > later(now, SET_BACK)',
          replace: '',
        },
      ],
    },
    {
      name: '摘要不看日子',
      patch: [
        {
          file: 'packages/kernel/notify/digest.ts',
          find: 'if (localDay(clock.now()) !== day) return;',
          replace: 'if (localDay(clock.now()) === day) return;',
        },
      ],
    },
  ],
};
