// Pictures given on without the place where they were taken and the camera that took them, for records that keep neither.
import { Readable } from 'node:stream';
import { Problem } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';
import { wholeOf } from './bytes.ts';
import { pictures } from './pictures.ts';
import { upload } from './upload.ts';

/** Formats that are rewritten; of the others only these carry places, and cannot be read here. */
const REWRITTEN = new Set(['image/jpeg', 'image/png', 'image/webp']);
const UNREADABLE = new Set(['image/heic', 'image/heif']);
/** Megabytes; the rewritten picture may be a little larger than the one that came in. */
const MOST = 100;

/**
 * The same files, each picture that tells its place or camera replaced by one of the same name and size that does not. Others stay as they are.
 * @throws 400 for a picture that cannot be rewritten, or whose format hides whether it tells one
 */
export async function withoutPlace(ctx: Ctx, fileIds: readonly string[]): Promise<string[]> {
  const ids = [...new Set(fileIds)];
  if (!ids.length) return [];
  const files = await ctx.db
    .selectFrom('file')
    .select(['id', 'name', 'sha256', 'type'])
    .where('id', 'in', ids)
    .execute();
  const kept: string[] = [];
  for (const id of ids) {
    const file = files.find((f) => f.id === id);
    const refused = () =>
      new Problem(
        'file-place',
        400,
        `「${file?.name}」可能带有拍摄位置，无法去掉，请换一张，或转成 JPG 格式后再上传。`,
        {
          fields: [{ path: 'files', message: '请换一张，或转成 JPG 格式' }],
        },
      );
    if (file && UNREADABLE.has(file.type)) throw refused();
    const clean =
      file && REWRITTEN.has(file.type)
        ? await bare(ctx, file.sha256).catch(() => {
            throw refused();
          })
        : null;
    kept.push(
      clean && file ? (await upload(ctx, ctx.store, { stream: Readable.from([clean]), name: file.name }, MOST)).id : id,
    );
  }
  return kept;
}

async function bare(ctx: Ctx, sha256: string): Promise<Buffer | null> {
  const made = await pictures.ask('bare', { bytes: await wholeOf(ctx, sha256) });
  return made && Buffer.from(made);
}
