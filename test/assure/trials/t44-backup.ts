// T44: a backup made while people write comes back on an empty machine: the backup itself, and everything after it.
import { join } from 'node:path';
import { backupsIn } from '@anlan/kernel/backup';
import { anlan, openDrill, rounds, startOn } from '../backup/drill.ts';
import { acknowledged } from '../durability/people.ts';
import type { Rig } from '../durability/rig.ts';
import { ACCOUNTS, Writers } from '../durability/writers.ts';
import type { Stand, Trial } from '../trial.ts';

async function drill(stand: Stand, round: number, faults: string[]) {
  const { server, seed } = stand;
  const dir = join(stand.dir, String(round));
  const { rig, backup } = await openDrill({ server, dir }, ACCOUNTS);
  const site = { url: rig.url };
  let back: Rig | undefined;
  try {
    const writers = await Writers.enter(site, seed + round);
    writers.begin();
    await writers.busy(30);
    const before = writers.history.filter(acknowledged);
    await anlan(server, rig.dir, ['backup', backup]);
    const after = writers.history.filter(acknowledged).length - before.length;
    await writers.busy(30);
    await writers.end();
    await rig.stop();
    if (after === 0) faults.push('nobody wrote while the backup was made');

    const { path } = backupsIn(backup).at(-1)!;
    const old = join(dir, 'old');
    await anlan(server, old, ['restore', path]);
    back = await startOn(server, old);
    site.url = back.url;
    for (const person of writers.people) await person.enter();
    const ids = new Set((await back.look((db) => db.selectFrom('record').select('id').execute())).map((r) => r.id));
    for (const write of before) {
      if (write.action === 'create' && !ids.has(acknowledged(write)!.id as string))
        faults.push(`the backup lacks ${write.key}`);
      const person = writers.people.find((p) => p.account === write.who)!;
      for (const file of write.files)
        if ((await person.hashOf(file.id)) !== file.sha256) faults.push(`the backup lacks the file ${file.id}`);
    }
    const shown = before.find((w) => w.kind === 'study');
    const reader = writers.people.find((p) => p.account === shown?.who);
    await reader
      ?.get(`/api/study/${String(acknowledged(shown!)!.id)}`)
      .catch((error: Error) => faults.push(error.message));
    await back.stop();

    const began = performance.now();
    const now = join(dir, 'now');
    await anlan(server, now, ['restore', backup]);
    back = await startOn(server, now);
    const rto = (performance.now() - began) / 1000;
    site.url = back.url;
    for (const person of writers.people) await person.enter();
    const judged = await writers.judged(back.workerUrl);
    faults.push(...judged.faults);
    return { writes: judged.figures['writes']!, during: after, files: judged.figures['files']!, rto };
  } finally {
    await rig.stop();
    await back?.stop();
  }
}

export const trial: Trial = {
  id: 'T44',
  title: '边写边备份，在空机器上恢复：备份时的数据和之后的数据都在，附件一字不差',
  small: 0,
  full: 3,
  async run(stand) {
    const faults: string[] = [];
    const all = await rounds(stand, (round) => drill(stand, round, faults));
    const sum = (of: 'writes' | 'during' | 'files') => all.reduce((total, each) => total + each[of], 0);
    return {
      faults,
      figures: {
        drills: stand.n,
        writes: sum('writes'),
        duringBackup: sum('during'),
        files: sum('files'),
        lost: faults.length,
        rtoMaxSeconds: Math.round(Math.max(...all.map((each) => each.rto)) * 10) / 10,
      },
    };
  },
  plants: [
    {
      name: '备份不带它的日志',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/backup/make.ts',
          find: 'await copyOne(`pg_wal/${name}`)',
          replace: 'void name',
        },
      ],
    },
    {
      name: '不复制附件，也不检查附件',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/backup/files.ts',
          find: 'if (!SHA256.test(name) || there.has(name)) continue;',
          replace: 'if (SHA256.test(name) || there.has(name)) continue;',
        },
        {
          file: 'packages/kernel/backup/check.ts',
          find: 'if (!found) missing.push(sha256);',
          replace: 'if (!found) continue;',
        },
        {
          file: 'packages/kernel/backup/restore.ts',
          find: "await step('核对备份', () => mustBeWhole(backup));",
          replace: 'void mustBeWhole;',
        },
      ],
    },
    {
      name: '恢复到最后一刻时不用归档的日志',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/backup/restore.ts',
          find: "if (until === 'backup') await mkdir(laid);",
          replace: 'if (until !== null) await mkdir(laid);',
        },
      ],
    },
  ],
};
