// The process that opens pictures: to make them small, or to leave out what the camera wrote into them.
import sharp from 'sharp';
import { answering } from '../apart/answering.ts';

export const here = import.meta.url;

/** Pixels; a picture of a telephone has some 50 million. */
const MOST_PIXELS = 100_000_000;
/** Hardly to be told from the original. */
const QUALITY = 92;

async function jobs() {
  const { tellsWho } = await import('./exif.ts');
  sharp.concurrency(1);
  sharp.cache(false);
  return {
    /** Turned as it was taken, as WebP; EXIF, place and thumbnail stay behind. */
    small: ({ path, width }: { path: string; width: number }): Promise<Buffer> =>
      sharp(path, { limitInputPixels: MOST_PIXELS })
        .autoOrient()
        .resize({ width, withoutEnlargement: true })
        .webp({ quality: 78 })
        .toBuffer(),
    /** Null where it tells nothing, or is not readable as a picture. */
    async bare({ bytes }: { bytes: Uint8Array }): Promise<Buffer | null> {
      const seen = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
        .metadata()
        .catch(() => null);
      if (!seen || !tellsWho(seen)) return null;
      const upright = sharp(bytes, { limitInputPixels: MOST_PIXELS }).autoOrient().keepIccProfile();
      if (seen.format === 'png') return upright.png().toBuffer();
      return (
        seen.format === 'webp' ? upright.webp({ quality: QUALITY }) : upright.jpeg({ quality: QUALITY })
      ).toBuffer();
    },
  };
}
export type PictureJobs = Awaited<ReturnType<typeof jobs>>;

answering(here, jobs);
