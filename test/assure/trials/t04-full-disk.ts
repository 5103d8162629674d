// T4: the disk under the data fills up while people write: nothing acknowledged is lost, reading goes on, and it recovers by itself.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anlan } from '../backup/drill.ts';
import { Person, type Write, acknowledged } from '../durability/people.ts';
import { Rig } from '../durability/rig.ts';
import { study } from '../durability/study.ts';
import type { Outcome, Stand, Trial } from '../trial.ts';

const ACCOUNTS = ['pingding', 'yuxian'];
/** Megabytes: the store, its log, the ballast, and a little. */
const DISK = 420;
const PIECE = Buffer.alloc(256 * 1024, 1);
const ALARM_MS = 60_000;
const WRITES = 6;

/** Takes every byte there is; one more is refused. */
function fill(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (const size of [PIECE.length, 4096, 1]) {
      try {
        for (;;) writeSync(file, PIECE, 0, size);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(file);
  }
}

const metric = async (rig: Rig, name: string) => {
  const reply = await fetch(`${rig.url}/metrics`).catch(() => null);
  return Number((await reply?.text())?.match(new RegExp(`^${name} (\\S+)`, 'm'))?.[1] ?? Number.NaN);
};

/** Waits until it holds; gives the milliseconds, or null after `most`. */
async function until(most: number, holds: () => Promise<boolean>): Promise<number | null> {
  for (const began = performance.now(); performance.now() - began < most; await sleep(200))
    if (await holds().catch(() => false)) return Math.round(performance.now() - began);
  return null;
}

type Told = { acknowledged: number; refused: number; strange: string[] };

/** Each writes a few records and notes what it was told. */
async function write(people: readonly Person[]): Promise<Told> {
  const told: Told = { acknowledged: 0, refused: 0, strange: [] };
  for (const person of people)
    for (let n = 0; n < WRITES; n++) {
      const intent: Write = study(person.account, `满盘前后 ${person.history.length}`, {});
      const answer = await person.send(intent);
      intent.answers.push(answer);
      person.history.push(intent);
      const { status, body } = answer;
      if (status === 200) told.acknowledged++;
      else if (status === 507 || status === 503 || status === null) {
        told.refused++;
        if (status !== null && !/[\u4e00-\u9fff]/.test(String(body['title'])))
          told.strange.push(`no sentence: ${JSON.stringify(body)}`);
      } else told.strange.push(`${status} ${JSON.stringify(body)}`);
    }
  return told;
}

async function drill(stand: Stand, disk: string): Promise<Outcome> {
  const faults: string[] = [];
  const rig = await Rig.open(stand.server, disk, ACCOUNTS);
  const filler = join(disk, 'filler');
  const ballast = join(disk, 'data/postgresql.ballast');
  try {
    const people = ACCOUNTS.map((account, n) => new Person(rig, account, stand.seed + n));
    const reader = new Person(rig, 'anjian', stand.seed);
    for (const person of [...people, reader]) await person.enter();
    if ((await until(20_000, async () => existsSync(ballast))) === null) faults.push('there is no ballast');
    faults.push(...(await write(people)).strange);

    const writing = write(people);
    fill(filler);
    faults.push(...(await writing).strange);
    const alarm = await until(ALARM_MS, async () => (await metric(rig, 'anlan_disk_full')) === 1);
    if (alarm === null) faults.push('the metrics raise no alarm');
    const page = await until(ALARM_MS, async () => {
      const { findings } = await reader.get<{ findings: { key: string; sign: string }[] }>('/api/health');
      return findings.some(({ key, sign }) => key === 'disk' && sign === 'bad');
    });
    if (page === null) faults.push('the page raises no alarm');
    const full = await write(people);
    faults.push(...full.strange);
    if (full.acknowledged > 0) faults.push(`${full.acknowledged} writes were taken on a full disk`);
    const reading = async () => {
      for (const person of people) {
        await person.enter();
        await person.get('/api/study');
      }
      return true;
    };
    if ((await until(10_000, reading)) === null) faults.push('nobody can sign in and read');

    rmSync(filler);
    const free = await until(ALARM_MS, async () => (await metric(rig, 'anlan_disk_full')) === 0 && existsSync(ballast));
    if (free === null) faults.push('it does not recover');
    faults.push(...(await write(people)).strange);
    await rig.stop();
    fill(filler);
    rig.start();
    const began = await rig.ready();
    if (existsSync(ballast)) faults.push('the ballast was not given away at the start');
    if ((await until(10_000, reading)) === null) faults.push('nobody can sign in after a start on a full disk');
    const after = await write(people);
    if (after.acknowledged > 0) faults.push('a start on a full disk takes writes');
    rmSync(filler);
    if ((await until(ALARM_MS, async () => existsSync(ballast))) === null)
      faults.push('the ballast does not come back');
    await anlan(stand.server, rig.dir, ['doctor', '--release-ballast']);

    const there = new Set((await rig.look((db) => db.selectFrom('record').select('id').execute())).map((r) => r.id));
    const taken = people.flatMap((p) => p.history).filter(acknowledged);
    const lost = taken.filter((w) => !there.has(String(acknowledged(w)!.id)));
    faults.push(...lost.map((w) => `${w.key} is lost`));
    return {
      faults,
      figures: {
        writes: people.flatMap((p) => p.history).length,
        acknowledged: taken.length,
        refused: full.refused,
        lost: lost.length,
        alarmMs: alarm ?? 'none',
        recoveredMs: free ?? 'never',
        startWhenFullMs: Math.round(began),
      },
    };
  } finally {
    await rig.stop();
  }
}

export const trial: Trial = {
  id: 'T4',
  title: '磁盘写满：已确认的不丢，能看能登录，腾出空间后自动恢复',
  small: 0,
  full: 1,
  async run(stand) {
    const disk = join(stand.dir, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}m,mode=0711`, 'tmpfs', disk], {
      encoding: 'utf8',
    });
    if (mounted.status !== 0)
      return { faults: [`this trial mounts a small disk and wants root: ${mounted.stderr.trim()}`], figures: {} };
    try {
      return await drill(stand, disk);
    } finally {
      spawnSync('umount', ['-l', disk]);
    }
  },
  plants: [
    {
      name: '磁盘将满时不拒绝',
      n: 1,
      patch: [
        { file: 'packages/kernel/disk/index.ts', find: 'if (state.full) throw diskFull();', replace: 'void diskFull;' },
      ],
    },
    {
      name: '不释放预留空间',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/disk/index.ts',
          find: 'rmSync(ballastOf(dir), { force: true });',
          replace: 'void rmSync;',
        },
      ],
    },
  ],
};
