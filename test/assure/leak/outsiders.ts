// Those whom the door must not know: nobody, a made-up token, a session that ended, an account closed, a post that ended.
import type { World } from '@anlan/kernel/testing';
import { demoId } from '../../world.ts';
import { newcomer } from './colleagues.ts';
import { type Visitor, enter, nobody, visitor } from './visitor.ts';

const LAST_DAY = '2026-11-20';

/** `left` is still known by his account, but has no post: he may do nothing that a post allows. */
export async function outsiders(w: World): Promise<Visitor[]> {
  const { db, now } = w.system;
  const post = { role: 'countyClerk', unitId: demoId('unit', 'pingding') };
  const left = await newcomer(w, 'left', { ...post, to: LAST_DAY }, now);
  const closed = await newcomer(w, 'closed', { ...post, disabled: true }, now);
  const revoked = await newcomer(w, 'revoked', post, now);
  const expired = await newcomer(w, 'expired', post, now);
  const visitors = [
    nobody(w),
    visitor(w, 'forged', null, `sid=${'A'.repeat(43)}`),
    await enter(w, 'left', left),
    await enter(w, 'closed', closed),
    await enter(w, 'revoked', revoked),
    await enter(w, 'expired', expired, -1),
  ];
  await db.deleteFrom('session').where('person_id', '=', revoked).execute();
  return visitors;
}
