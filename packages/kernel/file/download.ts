// Files go out: as something to save, never to run; pictures also small, without what the camera wrote into them.
import type { Readable } from 'node:stream';
import { type FileView, Problem, missing } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';
import { disposition } from './name.ts';
import { pictures } from './pictures.ts';
import type { FileStore } from './store.ts';
import { needSafe } from './verdict.ts';
import { FILE_COLUMNS, present } from './view.ts';

export type Download = { headers: Record<string, string>; body: Readable | Buffer };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Small pictures come in these widths, so that nobody fills the disk with others. */
const WIDTHS = [160, 480, 1280] as const;
/** What libvips reads as shipped; others (HEIC) are given out as they are. */
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

const harmless = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
};

/** The file's row, or the 404 of a stranger. @throws also where the scanner for malware has not let it pass */
async function seen(ctx: Ctx, id: string): Promise<FileView> {
  if (!UUID.test(id)) throw missing();
  const row = await ctx.db
    .selectFrom('file')
    .select([...FILE_COLUMNS, 'file.verdict'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw missing();
  needSafe(row);
  return present(row);
}

/** A file to save, or with `width` a small picture to show. @throws 404, 410 when the bytes are gone */
export async function download(ctx: Ctx, store: FileStore, id: string, width: number | null = null): Promise<Download> {
  const file = await seen(ctx, id);
  if (!(await store.has(file.sha256, file.size)))
    throw new Problem('file-gone', 410, `「${file.name}」的内容已损坏或丢失，请联系系统管理员从备份恢复。`);
  const small = width === null ? null : await smaller(store, file, width);
  if (small)
    return {
      headers: {
        ...harmless,
        'content-type': 'image/webp',
        'content-disposition': disposition('inline', `${file.name}.webp`),
        'cache-control': 'private, max-age=600',
      },
      body: small,
    };
  return {
    headers: {
      ...harmless,
      'content-type': file.type,
      'content-length': String(file.size),
      'content-disposition': disposition('attachment', file.name),
      'cache-control': 'private, no-store',
    },
    body: store.read(file.sha256),
  };
}

/** A small picture of a file I may see, as WebP; null where it is no picture that can be read. @throws 404 */
export const thumb = async (ctx: Ctx, store: FileStore, id: string, width: number): Promise<Buffer | null> =>
  smaller(store, await seen(ctx, id), width);

async function smaller(store: FileStore, file: FileView, width: number): Promise<Buffer | null> {
  if (!PICTURES.has(file.type)) return null;
  const wide = WIDTHS.find((each) => each >= width) ?? WIDTHS.at(-1)!;
  try {
    return await store.derived(file.sha256, `${wide}.webp`, async (path) =>
      Buffer.from(await pictures.ask('small', { path, width: wide })),
    );
  } catch {
    return null;
  }
}
