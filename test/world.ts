// The demonstration bureau without its history, as the ground of stories.
import { hashPassword } from '@anlan/kernel/access';
import { type World, type WorldOptions, openWorld } from '@anlan/kernel/testing';
import { demoAccounts, seedDirectory } from '../apps/server/demo/directory.ts';
import { loadServers } from '../apps/server/modules.ts';

/** Everybody's. */
export const PASSWORD = 'story-password';

/** A world on a given day (default 2026-11-23), with every unit, person and account of the demonstration. */
export async function world(at = '2026-11-23', more: Pick<WorldOptions, 'asSent' | 'trust'> = {}): Promise<World> {
  const servers = await loadServers();
  return openWorld({
    servers,
    template: 'anlan_story',
    password: PASSWORD,
    at,
    ...more,
    async seed(ctx) {
      const hash = await hashPassword(PASSWORD);
      await seedDirectory(ctx, new Map(demoAccounts.map((login) => [login, hash])));
    },
  });
}

export { demoId } from '../apps/server/demo/directory.ts';
