// 发文字号: one series without gaps per 机关代字 and year, taken when a paper is signed and given back when the deed fails.
import { Problem, missing } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';
import { push } from '../audit/index.ts';
import { type Letterhead, letterheadOf, mayKeepLetterhead } from './letterhead.ts';
import type { PaperTables } from './tables.ts';

const yearOf = (ctx: Ctx) => Number(ctx.today.slice(0, 4));
const written = (code: string, year: number, n: number) => `${code}〔${year}〕${n}号`;
const series = (ctx: Ctx) => ctx.db.withTables<PaperTables>();

/** @throws 409 `no-numbering`, saying where to set the rule */
function codeOf(letterhead: Letterhead): string {
  if (letterhead.code) return letterhead.code;
  throw new Problem(
    'no-numbering',
    409,
    `${letterhead.unitName}还没有设置机关代字，不能编发文字号。请局办公室在「文书」的「文头与字号」中设置，或填写办公系统给出的文号。`,
  );
}

/** The number that the next paper of a unit will get, 「阳文旅字〔2026〕42号」; null without a numbering rule. Takes nothing. */
export async function nextDocumentNumber(ctx: Ctx, unitId: string): Promise<string | null> {
  const { code } = await letterheadOf(ctx, unitId);
  if (!code) return null;
  const year = yearOf(ctx);
  const held = await series(ctx)
    .selectFrom('document_series')
    .select('last')
    .where('code', '=', code)
    .where('year', '=', year)
    .executeTakeFirst();
  return written(code, year, (held?.last ?? 0) + 1);
}

/**
 * Takes the next number of a unit's series, in the caller's transaction: others wait until it ends, and a deed that fails
 * leaves no gap.
 * @throws 409 `no-numbering` when neither the unit nor its bureau has a 机关代字
 */
export async function takeDocumentNumber(ctx: Ctx, unitId: string): Promise<string> {
  const code = codeOf(await letterheadOf(ctx, unitId));
  const year = yearOf(ctx);
  const { last } = await series(ctx)
    .insertInto('document_series')
    .values({ code, year, last: 1 })
    .onConflict((oc) =>
      oc.columns(['code', 'year']).doUpdateSet((eb) => ({ last: eb('document_series.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  const number = written(code, year, last);
  await push(ctx, 'document.number', null, { number });
  return number;
}

/**
 * Takes over the count of another system: the next paper of this year gets `next`.
 * @throws 404 for a unit of another bureau; 409 `no-numbering`; 409 `number-given` when papers here carry that number or a later one already
 */
export async function setNextDocumentNumber(ctx: Ctx, unitId: string, next: number): Promise<string> {
  if (!(await mayKeepLetterhead(ctx, unitId))) throw missing();
  const code = codeOf(await letterheadOf(ctx, unitId));
  const year = yearOf(ctx);
  const moved = await series(ctx)
    .insertInto('document_series')
    .values({ code, year, last: next - 1 })
    .onConflict((oc) =>
      oc
        .columns(['code', 'year'])
        .doUpdateSet({ last: next - 1 })
        .where('document_series.last', '<=', next - 1),
    )
    .returning('last')
    .executeTakeFirst();
  if (!moved)
    throw new Problem(
      'number-given',
      409,
      `${year}年的字号已经编到更后面，只能往后调整。现在的下一个是${await nextDocumentNumber(ctx, unitId)}。`,
      { fields: [{ path: 'next', message: '请填写更大的序号' }] },
    );
  await push(ctx, 'document.series', null, { code, year, next });
  return written(code, year, next);
}
