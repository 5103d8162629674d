// T40: whatever is changed under a checkpoint, by ten kinds of hands, is found and its number named; nothing clean is accused.
import { sql } from 'kysely';
import { openHistory } from '../proof/history.ts';
import { HANDS } from '../proof/tamper.ts';
import type { Trial } from '../trial.ts';

/** Clean histories looked at for so many tamperings; 64 in full. */
const CLEAN = (n: number) => Math.max(2, Math.round((n * 64) / 500));
const FIRST = 12;

export const trial: Trial = {
  id: 'T40',
  title: '检查点之下的改动，十种手法都能发现并指明第几条；没有改动的从不误报',
  small: 20,
  full: 500,
  patience: 120_000,
  async run({ n, roll, dir }) {
    const { w, live, heads, look, asOwner } = await openHistory(dir, roll);
    const faults: string[] = [];
    let missed = 0;
    try {
      await live(FIRST);
      for (let clean = CLEAN(n); clean > 0; clean--) {
        await live(1 + Math.floor(roll() * 2));
        const verdict = await asOwner(look);
        if (!verdict.ok) faults.push(`a false alarm: ${verdict.why}`);
      }
      const sizes = (await heads()).heads.map(({ head }) => head.size);
      const last = sizes.at(-1) ?? 0;
      if (sizes.length < 2) faults.push(`only ${sizes.length} checkpoints`);
      for (let i = 0; i < n; i++) {
        const { laid, verdict } = await asOwner(async (db) => {
          await sql`set local session_replication_role = replica`.execute(db);
          const hand = await HANDS[i % HANDS.length]!(db, roll, last, sizes);
          return { laid: hand, verdict: await look(db) };
        });
        if (verdict.ok) missed += 1;
        if (verdict.ok || verdict.seq < laid.from || verdict.seq > laid.to)
          faults.push(
            `${laid.what} at ${laid.from}–${laid.to}: ${verdict.ok ? 'not found' : `named ${verdict.seq}, ${verdict.why}`}`,
          );
      }
      return {
        faults,
        figures: { tamperings: n, kinds: HANDS.length, missed, clean: CLEAN(n), rows: last, checkpoints: sizes.length },
      };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '不比对库外的树根',
      patch: [
        { file: 'packages/kernel/audit/verify.ts', find: "mark.hash !== hash.toString('hex') ||", replace: 'false ||' },
        {
          file: 'packages/kernel/audit/verify.ts',
          find: "(mark.root !== undefined && mark.root !== tree.root.toString('hex'))",
          replace: 'false',
        },
      ],
    },
    {
      name: '不核对办理过程',
      patch: [
        { file: 'packages/kernel/audit/sealed.ts', find: '    lines,\n    forgedLines', replace: '    forgedLines' },
      ],
    },
    {
      name: '不核对任务认定',
      patch: [{ file: 'packages/kernel/audit/sealed.ts', find: '    settlements,\n', replace: '' }],
    },
    {
      name: '不核对办结的记录',
      patch: [{ file: 'packages/kernel/audit/sealed.ts', find: '...kinds.map(closed),', replace: '' }],
    },
    {
      name: '不看截尾',
      patch: [{ file: 'packages/kernel/audit/verify.ts', find: 'marks.last > walked.seq', replace: 'marks.last < 0' }],
    },
  ],
};
