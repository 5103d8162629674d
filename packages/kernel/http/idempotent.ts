// The same key, the same effect, the same answer: a write that comes twice happens once.
import { createHash } from 'node:crypto';
import { Problem } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';
import { within } from '../ctx/index.ts';

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
  return ctx.db.transaction().execute(async (trx) => {
    const at = within(ctx, trx);
    const claimed = await trx
      .insertInto('op')
      .values({ key, person_id: ctx.me.personId, route, body_hash: hash, status: 0, answer: 'null', at: ctx.now })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst();
    if (claimed.numInsertedOrUpdatedRows === 0n) return before(at, key, route, hash);
    const answer = await work(at);
    await trx
      .updateTable('op')
      .set({ status: answer.status, answer: JSON.stringify(answer.body ?? null) })
      .where('key', '=', key)
      .execute();
    return answer;
  });
}

/** The answer given to this key before. */
async function before(ctx: Ctx, key: string, route: string, hash: string): Promise<Answer> {
  const op = await ctx.db.selectFrom('op').selectAll().where('key', '=', key).executeTakeFirst();
  if (!op || op.route !== route || op.body_hash !== hash)
    throw new Problem('key-reused', 409, '这次提交与之前的一次编号相同但内容不同，请刷新页面后重新提交。');
  return { status: op.status, body: op.answer };
}
