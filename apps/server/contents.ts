// What a store holds, as starting and setting up need to know it.
import { type Ctx, type KernelTables, systemMember } from '@anlan/kernel/ctx';
import { Database } from '@anlan/kernel/db';

/** The setting that is false while the demonstration is being loaded, true afterwards; a real bureau's store has none. */
export const DEMO_LOADED = 'demo.loaded';

/** No units at all, a whole demonstration, half of one, or somebody's real bureau. */
export type Contents = 'empty' | 'demo' | 'half' | 'real';

/** Looks at a prepared store. */
export const contentsOf = (workerUrl: string): Promise<Contents> =>
  asSystem(workerUrl, 'start', async ({ db }) => {
    const units = await db.selectFrom('unit').select('id').limit(1).execute();
    if (!units.length) return 'empty';
    const mark = await db.selectFrom('setting').select('value').where('key', '=', DEMO_LOADED).executeTakeFirst();
    return mark === undefined ? 'real' : mark.value === true ? 'demo' : 'half';
  });

/** Does `work` on the database as `system:<name>`, outside any request. */
export async function asSystem<T>(
  workerUrl: string,
  name: string,
  work: (as: Pick<Ctx, 'db' | 'me'>) => Promise<T>,
): Promise<T> {
  const system = new Database<KernelTables>({ url: workerUrl, max: 2 });
  const me = systemMember(name);
  try {
    return await work({ db: system.as(me.actor), me });
  } finally {
    await system.close();
  }
}
