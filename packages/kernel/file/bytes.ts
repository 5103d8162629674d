// The whole of a file in memory: for readers that need it at once.
import { Problem } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';
import { needSafe } from './verdict.ts';

/** The bytes under a hash. */
export async function wholeOf(ctx: Pick<Ctx, 'store'>, sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.store.read(sha256)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** An uploaded file that the reader may see. @throws 400 `no-file`, 409 and 410 where the scanner says no */
export async function fileBytes(
  ctx: Ctx,
  fileId: string,
): Promise<{ name: string; type: string; sha256: string; bytes: Buffer }> {
  const file = await ctx.db
    .selectFrom('file')
    .select(['sha256', 'name', 'type', 'verdict'])
    .where('id', '=', fileId)
    .executeTakeFirst();
  if (!file) throw new Problem('no-file', 400, '没有找到刚才上传的文件，请重新上传。');
  needSafe(file);
  const { sha256, name, type } = file;
  return { sha256, name, type, bytes: await wholeOf(ctx, sha256) };
}
