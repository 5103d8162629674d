// T45: everything is deleted by mistake; the store comes back as it was a moment before, row for row.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withAdmin } from '@anlan/kernel/db';
import { sql } from 'kysely';
import { anlan, fingerprint, lookAtStopped, openDrill, rounds } from '../backup/drill.ts';
import { ACCOUNTS, Writers } from '../durability/writers.ts';
import type { Stand, Trial } from '../trial.ts';

/** Tables in which the server itself may write at any second. */
const ITS_OWN = /^(session|audit_sent|audit_checkpoint|device|sign_in_try)$/;

async function drill({ server, seed, dir: home }: Stand, round: number, faults: string[]) {
  const dir = join(home, String(round));
  const { rig, backup } = await openDrill({ server, dir }, ACCOUNTS);
  try {
    const { adminUrl } = JSON.parse(readFileSync(join(rig.dir, 'secrets/running.json'), 'utf8')) as {
      adminUrl: string;
    };
    const writers = await Writers.enter(rig, seed + round);
    writers.begin();
    await writers.busy(12);
    await anlan(server, rig.dir, ['backup', backup]);
    await writers.busy(30);
    await writers.end();
    await writers.found(rig.workerUrl);
    const look = () => withAdmin(adminUrl, fingerprint);
    const before = await look();
    await sleep(1_100);
    const moment = new Date();
    await sleep(1_100);
    const still = await look();
    await withAdmin(adminUrl, (db) => sql`truncate record cascade`.execute(db));
    await rig.stop();
    const back = join(dir, 'back');
    await anlan(server, back, ['restore', backup, '--to', moment.toISOString()]);
    const after = await lookAtStopped(back, fingerprint);
    const tables = [...before.keys()].filter((name) => !ITS_OWN.test(name) && before.get(name) === still.get(name));
    for (const name of tables) if (after.get(name) !== before.get(name)) faults.push(`${name} is not as it was`);
    for (const name of ['record', 'timeline', 'audit', 'study', 'fact', 'settlement', 'file'])
      if (!tables.includes(name)) faults.push(`${name} did not stand still`);
    return { tables: tables.length, rows: tables.reduce((n, name) => n + Number.parseInt(before.get(name)!, 10), 0) };
  } finally {
    await rig.stop();
  }
}

export const trial: Trial = {
  id: 'T45',
  title: '误删全部登记后，恢复到删除前的一刻，逐行相同',
  small: 0,
  full: 3,
  async run(stand) {
    const faults: string[] = [];
    const all = await rounds(stand, (round) => drill(stand, round, faults));
    return {
      faults,
      figures: {
        drills: stand.n,
        tables: Math.min(...all.map((each) => each.tables)),
        rows: all.reduce((n, each) => n + each.rows, 0),
        different: faults.length,
      },
    };
  },
  plants: [
    {
      name: '不停在指定的时间',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/backup/restore.ts',
          find: "recovery_target_time: until.toISOString().replace('Z', '+00')",
          replace: 'hot_standby: until.toISOString() ? "off" : "on"',
        },
      ],
    },
  ],
};
