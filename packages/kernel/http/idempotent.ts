// The same key, the same effect, the same answer: a write that comes twice happens once.
import { createHash } from 'node:crypto';
import { Problem } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';
import { within } from '../ctx/index.ts';
import { first, last, sqlState } from '../db/index.ts';

const hashOf = (body: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('hex');

export type Answer = { status: number; body: unknown };

/**
 * Runs `work` in one transaction under `key`. A second call with the same key waits for the first and gets its answer.
 * @throws 409 `key-reused` when the key came before with another body or route.
 */
export async function once(
  ctx: Ctx,
  key: string,
  route: string,
  body: unknown,
  work: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  const hash = hashOf(body);
  try {
    return await ctx.db.transaction().execute(async (trx) => {
      const claim = { key, person_id: ctx.me.personId, route, body_hash: hash, status: 0, answer: 'null', at: ctx.now };
      await first(trx, trx.insertInto('op').values(claim));
      const answer = await work(within(ctx, trx));
      const given = { status: answer.status, answer: JSON.stringify(answer.body ?? null) };
      await last(trx, trx.updateTable('op').set(given).where('key', '=', key));
      return answer;
    });
  } catch (error) {
    // A refusal may have come before the claim was sent: what was answered to this key before still stands.
    const told = error instanceof Problem || isClaimed(error) ? await before(ctx, key, route, hash) : null;
    if (!told) throw isClaimed(error) ? reused() : error;
    return told;
  }
}

/** The key came before: its claim has waited for the other call to end. */
const isClaimed = (error: unknown) =>
  sqlState(error) === '23505' && (error as { constraint?: string }).constraint === 'op_pkey';

/** The answer given to this key before; null where there is none. @throws 409 where it was given to other words */
async function before(ctx: Ctx, key: string, route: string, hash: string): Promise<Answer | null> {
  const op = await ctx.db.selectFrom('op').selectAll().where('key', '=', key).executeTakeFirst();
  if (!op) return null;
  if (op.route !== route || op.body_hash !== hash) throw reused();
  return { status: op.status, body: op.answer };
}

const reused = () => new Problem('key-reused', 409, '这次提交与之前的一次编号相同但内容不同，请刷新页面后重新提交。');
