// Signing in and out as a story: wrong words, rest, idleness, and posts that change while someone is inside.
import { memberOf, openAccess, signIn, signOut } from '@anlan/kernel/access';
import { localDay } from '@anlan/kernel/ctx';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '@anlan/kernel/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoId, world } from '../world.ts';

const PASSWORD = 'story-password';
const MINUTE = 60_000;

let w: World;
let at: Date;
let access: ReturnType<typeof openAccess>;
let secrets: string;
beforeEach(async () => {
  w = await world();
  at = w.clock.now();
  secrets = mkdtempSync(join(tmpdir(), 'anlan-secrets-'));
  access = openAccess(w.database, { now: () => at }, secrets, { pause: async () => {} });
});
afterEach(async () => {
  await w.close();
  rmSync(secrets, { recursive: true, force: true });
});

const later = (minutes: number) => {
  at = new Date(at.getTime() + minutes * MINUTE);
};
const enter = async (login: string, password = PASSWORD, device?: string) => {
  const opened = await signIn(access, { login, password }, { agent: 'test', device });
  return { ...opened, member: (await memberOf(access, opened.token))! };
};
const inside = async (token: string) => (await memberOf(access, token)) !== null;

describe('the door', () => {
  test('a wrong password and an unknown account read alike', async () => {
    const wrong = await enter('anjian', 'x').catch((e: Error) => e.message);
    const unknown = await enter('nobody', 'x').catch((e: Error) => e.message);
    expect(wrong).toBe(unknown);
  });

  test('ten wrong words rest the account for a quarter of an hour', async () => {
    for (let n = 0; n < 10; n++) await enter('anjian', `wrong ${n}`).catch(() => undefined);
    await expect(enter('anjian')).rejects.toMatchObject({ status: 429, code: 'resting' });
    await expect(enter('anjian', 'wrong again')).rejects.toMatchObject({ status: 429, code: 'resting' });
    await expect(enter('juzhang')).resolves.toBeTruthy();
    later(16);
    await expect(enter('anjian')).resolves.toBeTruthy();
  });

  test('out is out', async () => {
    const { token } = await enter('anjian');
    expect(await inside(token)).toBe(true);
    await signOut(access, token);
    expect(await inside(token)).toBe(false);
    expect(await inside('made-up')).toBe(false);
  });

  test('every entry is a line of the audit', async () => {
    const { token, member } = await enter('anjian');
    await signOut(access, token);
    await w.settle();
    const lines = await w.system.db
      .selectFrom('audit')
      .select(['verb', 'object'])
      .where('object', '=', member.personId)
      .execute();
    expect(lines.map((l) => l.verb)).toEqual(['session.open', 'session.close']);
  });
});

describe('a session', () => {
  test('ends after a working day of idleness; an open page alone keeps it no longer', async () => {
    const { token } = await enter('anjian');
    later(7 * 60);
    expect(await memberOf(access, token, { touch: false })).not.toBeNull();
    later(2 * 60);
    expect(await inside(token)).toBe(false);
  });

  test('lives on while someone works, but not past half a day', async () => {
    const { token } = await enter('anjian');
    for (let hour = 0; hour < 11; hour++) {
      later(60);
      expect(await inside(token)).toBe(true);
    }
    later(61);
    expect(await inside(token)).toBe(false);
  });

  test('a post that ends takes its sight along at once', async () => {
    const { token } = await enter('pingding');
    expect((await memberOf(access, token))!.actor.counties).toEqual([140321]);
    await w.system.db
      .updateTable('post')
      .set({ to_day: '2026-11-22' })
      .where('unit_id', '=', demoId('unit', 'pingding'))
      .execute();
    const now = (await memberOf(access, token))!;
    expect(now.actor.counties).toEqual([]);
    expect(now.may.size).toBe(0);
  });

  test('a stand-in holds the post while its holder is away, and no longer', async () => {
    const post = await w.system.db
      .selectFrom('post')
      .selectAll()
      .where('unit_id', '=', demoId('unit', 'yuxian'))
      .where('role', '=', 'countyClerk')
      .executeTakeFirstOrThrow();
    const pingding = await w.system.db
      .selectFrom('account')
      .select('person_id')
      .where('login', '=', 'pingding')
      .executeTakeFirstOrThrow();
    const { token } = await enter('pingding');
    await w.system.db
      .insertInto('absence')
      .values({
        id: post.id,
        post_id: post.id,
        from_day: '2026-11-23',
        to_day: '2026-11-24',
        reason: '年休假',
        stand_in_id: pingding.person_id,
      })
      .execute();
    const standing = (await memberOf(access, token))!;
    expect([...standing.actor.counties].sort((a, b) => a - b)).toEqual([140321, 140322]);
    expect(standing.held.find((h) => h.standInFor)?.unitId).toBe(demoId('unit', 'yuxian'));
    await signOut(access, token);
    at = new Date('2026-11-25T09:00:00+08:00');
    expect(localDay(at)).toBe('2026-11-25');
    const { member } = await enter('pingding');
    expect(member.actor.counties).toEqual([140321]);
  });
});
