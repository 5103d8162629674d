// A new bureau begins with three administrators who can sign in, and begins once.
import { expect, test } from 'vitest';
import { openWorld } from '@anlan/kernel/testing';
import { begin } from './init.ts';
import { loadServers } from './modules.ts';

test('an empty store gets its bureau and three administrators, once', async () => {
  const made: { login: string; password: string }[] = [];
  const world = await openWorld({
    servers: await loadServers(),
    template: `anlan_init_${process.pid}`,
    password: '',
    at: '2026-11-23',
    seed: async () => {},
  });
  try {
    const { system } = world;
    made.push(...(await begin(system, '某市文化和旅游局', system.now)));
    expect(new Set(made.map((a) => a.password)).size).toBe(3);
    for (const { login, password } of made) {
      const reply = await world.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { account: login, password },
      });
      expect(reply.statusCode).toBe(200);
    }
    const wrong = await world.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { account: 'xitong', password: made[1]!.password },
    });
    expect(wrong.statusCode).toBe(401);
    await expect(begin(system, '另一个局', system.now)).rejects.toThrow('已有「某市文化和旅游局」的数据');
    expect(await system.db.selectFrom('unit').select('name').execute()).toEqual([{ name: '某市文化和旅游局' }]);
  } finally {
    await world.close();
  }
});
