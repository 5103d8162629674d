// T9: two people do the same act on the same record at once: one is taken, the other is shown what stands now.
import { allKinds } from '@anlan/kernel/record';
import { v7 } from 'uuid';
import { world } from '../../world.ts';
import { fits, versionOf } from '../durability/lives.ts';
import { KNOWN } from '../durability/known.ts';
import type { Trial } from '../trial.ts';

type Conflict = { code?: string; current?: { id: string; version: number } };

export const trial: Trial = {
  id: 'T9',
  title: '两人同时办同一件，只成一次，另一人看到现状',
  small: 0,
  full: 200,
  patience: 120_000,
  async run({ n, roll, full }) {
    const w = await world();
    const faults: string[] = [];
    const tried = new Map<string, number>();
    let people = 0;
    try {
      const kinds = [...allKinds().values()];
      const { found, none } = await fits(w, kinds, KNOWN, { all: full });
      const untried = kinds.filter(({ kind }) => !found.some((fit) => fit.kind === kind)).map(({ kind }) => kind);
      faults.push(...untried.map((kind) => `no act of ${kind} could be tried`));
      for (let i = 0; i < n; i++) {
        // Every act comes up before any does again, in an order of the dice.
        const fit = i < found.length ? found[i]! : found[Math.floor(roll() * found.length)]!;
        const { path, body, id } = await fit.make();
        const [first, second = first] = fit.accounts.toSorted(() => roll() - 0.5);
        if (first !== second) people++;
        const replies = await Promise.all(
          [first!, second!].map(async (account) => (await w.as(account)).send('POST', path, body, v7())),
        );
        const name = `${fit.kind}.${fit.action}`;
        tried.set(name, (tried.get(name) ?? 0) + 1);
        const statuses = replies.map((r) => r.status).toSorted((a, b) => a - b);
        if (statuses.join() !== '200,409') {
          faults.push(`${name}: ${statuses.join()} ${JSON.stringify(replies.find((r) => r.status !== 200)?.body)}`);
          continue;
        }
        const taken = replies.find((r) => r.status === 200)!.body;
        const refused = replies.find((r) => r.status === 409)!.body as Conflict;
        if (
          refused.code !== 'version-conflict' ||
          refused.current?.id !== id ||
          refused.current.version !== versionOf(taken)
        )
          faults.push(`${name}: the other was not shown what stands: ${JSON.stringify(refused).slice(0, 120)}`);
        const lines = await w.system.db.selectFrom('timeline').select('version').where('record_id', '=', id).execute();
        if (lines.length !== 2) faults.push(`${name}: ${lines.length} lines in the timeline`);
      }
      return {
        faults,
        figures: {
          pairs: n,
          kinds: kinds.length,
          acts: tried.size,
          ofActs: found.length + none.length,
          twoPeople: people,
        },
      };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '不比较版本',
      n: 17,
      patch: [
        {
          file: 'packages/kernel/record/act.ts',
          find: '  if (row.version !== version) throw await overtaken(ctx, kind, id);\n  refuse(',
          replace: '  refuse(',
        },
        { file: 'packages/kernel/record/act.ts', find: "\n      .where('version', '=', version),", replace: ',' },
      ],
    },
    {
      name: '不锁定正在办理的记录',
      n: 17,
      patch: [
        {
          file: 'packages/kernel/record/act.ts',
          find: "const row = await loadRow(ctx, kind, id, 'lock');\n  if (row.version !== version) throw await overtaken(ctx, kind, id);\n  refuse(",
          replace:
            'const row = await loadRow(ctx, kind, id);\n  if (row.version !== version) throw await overtaken(ctx, kind, id);\n  refuse(',
        },
      ],
    },
  ],
};
