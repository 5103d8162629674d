// A bureau with a history for the trials of proof: deeds by the dice, checkpoints in a folder outside, and a look at everything.
import { type Kept, type Verdict, readFolder, verifyIn } from '@anlan/kernel/audit';
import { within } from '@anlan/kernel/ctx';
import { withAdmin } from '@anlan/kernel/db';
import { openRules } from '@anlan/kernel/duty';
import { closedKinds } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import type { Kysely } from 'kysely';
import { v7 } from 'uuid';
import { loadServers } from '../../../apps/server/modules.ts';
import { demoId, world } from '../../world.ts';

export type History = {
  w: World;
  /** A few deeds by the dice, chained, with a checkpoint when one is due. */
  live(deeds: number): Promise<void>;
  heads(): Promise<Kept>;
  /** Looks at everything as it stands on `db`. */
  look(db: Kysely<unknown>): Promise<Verdict>;
  /** Does `work` as the owner of the database with its guards off, and takes everything back. */
  asOwner<R>(work: (db: Kysely<unknown>) => Promise<R>): Promise<R>;
};

/** Rows between two checkpoints here. */
const EVERY = '7';

export async function openHistory(dir: string, roll: () => number): Promise<History> {
  const w = await world();
  const closed = closedKinds(await loadServers());
  const values = { 'audit.folder': JSON.stringify(dir), 'audit.rows': EVERY };
  for (const [key, value] of Object.entries(values))
    await w.system.db.updateTable('setting').set({ value }).where('key', '=', key).execute();
  await w.system.db.transaction().execute((trx) => openRules(within(w.system, trx), [quarterly()]));
  const pingding = await w.as('pingding');
  const { publicKey } = await pingding.get<{ publicKey: string }>('/api/audit/checkpoint');
  let n = 0;
  const sitting = async () => {
    n += 1;
    const files = roll() < 0.6 ? [(await pingding.upload(`签到表${n}.txt`, `第 ${n} 次 ${roll()}`)).id] : [];
    const made = await pingding.send('POST', '/api/study', {
      unitId: demoId('unit', 'pingding'),
      title: `专题学习之${n}`,
      heldOn: `2026-${roll() < 0.5 ? '11' : '08'}-${String(10 + Math.floor(roll() * 10))}`,
      place: `${n} 号会议室`,
      host: '主要负责人',
      agenda: [{ title: '领学安全生产法', kind: 'study' }],
      attendees: [`联络员${n}`],
      files,
    });
    if (made.status !== 200) throw new Error(`a study was refused: ${JSON.stringify(made.body)}`);
    const record = made.body as { id: string; module: string; kind: string };
    if (roll() < 0.4) await pingding.act(record, 'void', { reason: '登记有误' });
  };
  return {
    w,
    async live(deeds) {
      for (let i = 0; i < deeds; i++) await sitting();
      await w.settle();
    },
    heads: () => readFolder(dir),
    look: async (db) => verifyIn(db, { kept: await readFolder(dir), trusted: [publicKey], closed }),
    asOwner: (work) =>
      withAdmin(w.adminUrl, async (db) => {
        const undone = new Error('taken back');
        let result: Awaited<ReturnType<typeof work>>;
        await db
          .transaction()
          .execute(async (trx) => {
            result = await work(trx);
            throw undone;
          })
          .catch((error: unknown) => {
            if (error !== undone) throw error;
          });
        return result!;
      }),
  };
}

const quarterly = () => ({
  id: v7(),
  sourceId: null,
  task: null,
  title: '每季度学习',
  factKind: 'study.held',
  repeat: 'quarter' as const,
  need: 3,
  due: null,
  about: 'unit' as const,
  fromDay: '2026-07-01',
  toDay: null,
  listFrom: null,
  debtors: { unitIds: [demoId('unit', 'pingding')], groupIds: [] },
  history: false,
});
