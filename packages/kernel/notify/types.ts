// Which kinds of message I want: one switch a module, and one for the digest.
import { Problem, type NoticeType } from '@anlan/contract';
import type { z } from 'zod';
import type { Ctx } from '../ctx/index.ts';
import type { NoticeTables } from './tables.ts';

/** The digest of a day. */
export const DIGEST = 'digest';
export const DIGEST_LABEL = '每日摘要';
/** A signed head of the audit, in full: it is worth something only outside. */
export const CHECKPOINT = 'checkpoint';

type Modules = readonly { id: string; title: string }[];
type View = z.infer<typeof NoticeType>;

const tables = (ctx: Ctx) => ctx.db.withTables<NoticeTables>();

/** My switches; `modules` are those that I may read. What the system says of itself has none. */
export async function noticeTypes(ctx: Ctx, modules: Modules): Promise<View[]> {
  const off = await tables(ctx)
    .selectFrom('notice_off')
    .select('type')
    .where('person_id', '=', ctx.me.personId)
    .execute();
  return [{ id: DIGEST, title: DIGEST_LABEL }, ...modules].map(({ id, title }) => ({
    type: id,
    label: title,
    on: !off.some((o) => o.type === id),
  }));
}

/** Switches one kind on or off for myself. @throws 400 for a kind that is none of mine */
export async function setNoticeType(ctx: Ctx, modules: Modules, type: string, on: boolean): Promise<View[]> {
  if (type !== DIGEST && !modules.some((m) => m.id === type))
    throw new Problem('notice-type', 400, '没有这类消息，请刷新页面后重新设置。');
  const person_id = ctx.me.personId;
  if (on)
    await tables(ctx).deleteFrom('notice_off').where('person_id', '=', person_id).where('type', '=', type).execute();
  else
    await tables(ctx)
      .insertInto('notice_off')
      .values({ person_id, type })
      .onConflict((oc) => oc.doNothing())
      .execute();
  return noticeTypes(ctx, modules);
}
