// Pictures given on without the place where they were taken, for records in which nobody's position is kept.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Problem } from '@anlan/contract';
import sharp, { type Metadata } from 'sharp';
import type { Ctx } from '../ctx/index.ts';
import { upload } from './upload.ts';

/** Formats that are rewritten; of the others only these carry places, and cannot be read here. */
const REWRITTEN = new Set(['image/jpeg', 'image/png', 'image/webp']);
const UNREADABLE = new Set(['image/heic', 'image/heif']);
/** Hardly to be told from the original. */
const QUALITY = 92;
/** Pixels, as for small pictures. */
const MOST_PIXELS = 100_000_000;
/** Megabytes; the rewritten picture may be a little larger than the one that came in. */
const MOST = 100;

/**
 * The same files, each picture that tells its place replaced by one of the same name and size that does not. Others stay as they are.
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
        ? await rewritten(ctx, file.sha256).catch(() => {
            throw refused();
          })
        : null;
    kept.push(
      clean && file ? (await upload(ctx, ctx.store, { stream: Readable.from([clean]), name: file.name }, MOST)).id : id,
    );
  }
  return kept;
}

/**
 * The picture without what the camera wrote into it; null where it tells no place, or is not readable as a picture.
 * @throws where it tells one and cannot be rewritten
 */
async function rewritten(ctx: Ctx, sha256: string): Promise<Buffer | null> {
  const bytes = await buffer(ctx.store.read(sha256));
  const seen = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (!seen || !tellsPlace(seen)) return null;
  const upright = sharp(bytes, { limitInputPixels: MOST_PIXELS }).autoOrient().keepIccProfile();
  if (seen.format === 'png') return upright.png().toBuffer();
  return (seen.format === 'webp' ? upright.webp({ quality: QUALITY }) : upright.jpeg({ quality: QUALITY })).toBuffer();
}

const GPS_DIRECTORY = 0x8825;
const HEADER = 'Exif\0\0';

/** Whether EXIF points to a directory of places, or XMP names a latitude. */
export function tellsPlace({ exif, xmp }: Pick<Metadata, 'exif' | 'xmp'>): boolean {
  if (xmp?.includes('GPSLatitude')) return true;
  if (!exif) return false;
  const tiff = exif.subarray(exif.toString('latin1', 0, HEADER.length) === HEADER ? HEADER.length : 0);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const word = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  return Array.from({ length: word(first) }, (_, i) => word(first + 2 + i * 12)).includes(GPS_DIRECTORY);
}
