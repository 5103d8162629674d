// T8: every write that arrives more than once happens once and is answered alike.
import { v7 } from 'uuid';
import { demoId, world } from '../../world.ts';
import type { Trial } from '../trial.ts';

const AT_ONCE = 50;

const sitting = (title: string) => ({
  unitId: demoId('unit', 'pingding'),
  title,
  heldOn: '2026-11-20',
  place: '三楼会议室',
  host: '主要负责人',
  agenda: [{ title: '领学安全生产法', kind: 'study' as const }],
  attendees: ['联络员'],
});

export const trial: Trial = {
  id: 'T8',
  title: '同一次提交到达多次，只生效一次',
  small: 2,
  full: 50,
  async run({ n }) {
    const w = await world();
    const faults: string[] = [];
    try {
      const pingding = await w.as('pingding');
      for (let round = 0; round < n; round++) {
        const [key, title] = [v7(), `同一次学习之${round}`];
        const replies = await Promise.all(
          Array.from({ length: AT_ONCE }, () => pingding.send('POST', '/api/study', sitting(title), key)),
        );
        const different = new Set(replies.map((r) => JSON.stringify(r))).size;
        if (different > 1) faults.push(`${different} different answers to one key`);
        const there = await w.system.db.selectFrom('record').select('id').where('title', '=', title).execute();
        if (there.length !== 1) faults.push(`${there.length} records for one key`);
      }
    } finally {
      await w.close();
    }
    return { faults, figures: { keys: n, requests: n * AT_ONCE, twice: faults.length } };
  },
  plants: [
    {
      name: '不认提交编号',
      patch: [
        {
          file: 'packages/kernel/http/idempotent.ts',
          find: 'if (claimed.numInsertedOrUpdatedRows === 0n)',
          replace: 'if (claimed.numInsertedOrUpdatedRows === 7n)',
        },
      ],
    },
  ],
};
