// T46: an older backup comes back; clients send again what they kept, with the same keys: nothing lost, nothing twice, conflicts seen.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { backupsIn } from '@anlan/kernel/backup';
import { v7 } from 'uuid';
import { anlan, openDrill, rounds, startOn } from '../backup/drill.ts';
import { Person, type Write, acknowledged } from '../durability/people.ts';
import type { Rig } from '../durability/rig.ts';
import { study } from '../durability/study.ts';
import type { Stand, Trial } from '../trial.ts';

const ACCOUNTS = ['pingding', 'yuxian', 'jinju'];
/** Writes of each person before the backup and after it. */
const BEFORE = 8;
const AFTER = 12;

const amend = (of: Write, title: string): Write => ({
  ...of,
  key: v7(),
  path: `/api/study/${String(acknowledged(of)!.id)}/amend`,
  action: 'amend',
  answers: [],
  body: { version: acknowledged(of)!.version, minutes: title, reason: '更正登记内容' },
});

async function tell(person: Person, write: Write): Promise<Write> {
  const answer = await person.send(write);
  if (answer.status !== 200) throw new Error(`${write.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  write.answers.push(answer);
  person.history.push(write);
  return write;
}

async function drill({ server, seed, dir: home }: Stand, round: number, faults: string[]) {
  const dir = join(home, String(round));
  const { rig, backup } = await openDrill({ server, dir }, ACCOUNTS);
  const site = { url: rig.url };
  let back: Rig | undefined;
  try {
    const people = ACCOUNTS.map((account, n) => new Person(site, account, seed + n));
    const contested: Write[] = [];
    for (const person of people) {
      await person.enter();
      for (let n = 0; n < BEFORE; n++) await tell(person, study(person.account, `备份前 ${v7()}`, { id: v7() }));
    }
    await anlan(server, rig.dir, ['backup', backup]);
    for (const person of people) {
      for (let n = 0; n < AFTER; n++) await tell(person, study(person.account, `备份后 ${v7()}`, { id: v7() }));
      for (const made of person.history.slice(BEFORE - 1, BEFORE + 2)) await tell(person, amend(made, `补记 ${v7()}`));
      contested.push(person.history[BEFORE + AFTER]!);
    }
    await rig.stop();

    const old = join(dir, 'old');
    await anlan(server, old, ['restore', backupsIn(backup).at(-1)!.path]);
    back = await startOn(server, old);
    site.url = back.url;
    let sent = 0;
    for (const [n, person] of people.entries()) {
      await person.enter();
      // Somebody has changed the record meanwhile: the older change must not slip over it.
      const { key: _, ...other } = contested[n]!;
      const first = await person.send({ ...other, key: v7(), body: { ...other.body, minutes: '别处先改' } });
      if (first.status !== 200) faults.push(`the restored record takes no change: ${first.status}`);
      for (const write of person.history) {
        const again = await person.send(write);
        sent++;
        if (write === contested[n]) {
          if (again.status !== 409 || !again.body['current']) faults.push(`the conflict is not shown: ${again.status}`);
        } else if (again.status !== 200)
          faults.push(`${write.key} is lost: ${again.status} ${String(again.body['title'])}`);
        else if (again.body['id'] !== acknowledged(write)!.id) faults.push(`${write.key} is another record`);
      }
      for (const write of person.history.filter((w) => w !== contested[n])) {
        const [one, two] = [await person.send(write), await person.send(write)];
        if (!isDeepStrictEqual(one, two)) faults.push(`${write.key} is answered twice, differently`);
      }
    }
    const found = await back.look((db) =>
      db.selectFrom('record').select(['id', 'title']).where('kind', '=', 'study').execute(),
    );
    const wanted = people.flatMap((p) => p.history.filter((w) => w.action === 'create'));
    for (const write of wanted) {
      const times = found.filter((r) => r.title === write.body['title']).length;
      if (times !== 1) faults.push(`${write.key} is there ${times} times`);
    }
    return { sent, records: found.length };
  } finally {
    await rig.stop();
    await back?.stop();
  }
}

export const trial: Trial = {
  id: 'T46',
  title: '恢复旧备份后，各端重发留存的提交：一件不丢、一件不重，冲突看得见',
  small: 0,
  full: 3,
  async run(stand) {
    const faults: string[] = [];
    const all = await rounds(stand, (round) => drill(stand, round, faults));
    const sum = (of: 'sent' | 'records') => all.reduce((n, each) => n + each[of], 0);
    return {
      faults,
      figures: { drills: stand.n, resent: sum('sent'), records: sum('records'), lostOrTwice: faults.length },
    };
  },
  plants: [
    {
      name: '不看版本号',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/record/act.ts',
          find: 'const { version, ...said } = input.data as',
          replace: 'const { version: _, ...said } = input.data as',
        },
        {
          file: 'packages/kernel/record/act.ts',
          find: 'if (row.version !== version) throw await overtaken(ctx, kind, id);\n  refuse(',
          replace: 'const version = row.version;\n  refuse(',
        },
      ],
    },
    {
      name: '登记编号由服务器另给',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/record/create.ts',
          find: 'const id = head.id ?? newId(ctx.now);',
          replace: 'const id = newId(ctx.now);',
        },
      ],
    },
  ],
};
