// Somebody in every role that a new store has, also where the demonstration gives nobody an account.
import type { World } from '@anlan/kernel/testing';
import { v7 } from 'uuid';
import { demoId } from '../../world.ts';

/** Gives an account `role-<key>` at the liaison's county to each role that nobody with an account holds. */
export async function colleagues(w: World): Promise<void> {
  const { db, now } = w.system;
  const roles = await db.selectFrom('role').select('key').execute();
  const filled = await db
    .selectFrom('account')
    .innerJoin('post', 'post.person_id', 'account.person_id')
    .select('role')
    .where('to_day', 'is', null)
    .execute();
  for (const { key } of roles.filter((r) => !filled.some((f) => f.role === r.key)))
    await newcomer(w, `role-${key.toLowerCase()}`, { role: key, unitId: demoId('unit', 'pingding') }, now);
}

/** A person with one post and an account that nobody can sign in to; gives the person. */
export async function newcomer(
  w: World,
  login: string,
  post: { role: string; unitId: string; to?: string; disabled?: true },
  now: Date,
): Promise<string> {
  const { db } = w.system;
  const id = v7();
  await db
    .insertInto('person')
    .values({ id, name: `试用${login}`, phone: null, note: null })
    .execute();
  await db
    .insertInto('post')
    .values({
      id: v7(),
      person_id: id,
      unit_id: post.unitId,
      title: '干部',
      role: post.role,
      anchor_unit_id: null,
      object_kinds: [],
      leader: false,
      from_day: '2026-01-01',
      to_day: post.to ?? null,
    })
    .execute();
  await db
    .insertInto('account')
    .values({ login, hash: 'none', person_id: id, created_at: now, disabled: Boolean(post.disabled) })
    .execute();
  return id;
}
