// The two questions asked before every deed: may this person, and what would a refusal say.
import { type Access, Problem, forbidden } from '@anlan/contract';
import type { Member } from '../ctx/index.ts';

export const holds = (me: Member) => (permission: string) => me.may.has(permission);

/** @throws 403 with the words of the permission when the person's posts do not carry it. */
export function allow(me: Member | null, access: Access, label: string): asserts me is Member {
  if (typeof access !== 'string' && access.anyone === 'public') return;
  if (!me) throw new Problem('signed-out', 401, '请先登录。');
  if (typeof access === 'string' && !me.may.has(access)) throw forbidden(label);
}
