// Pictures as plain bytes: decoded from any picture file within bounds, turned, and seen as shades of grey.
import { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import { NoticeError } from '../error.ts';
import { bitmap, isBitmap } from './bitmap.ts';

/** Three bytes a pixel: red, green, blue. */
export type Picture = { data: Uint8Array; width: number; height: number };
/** One byte a pixel: 0 is black, 255 white. */
export type Grey = { data: Uint8Array; width: number; height: number };

/** Wide enough for the smallest print of a notice; wider costs time and reads no better. */
export const PAGE_WIDTH = 1654;
const MOST_PIXELS = 120_000_000;
export const MOST_PAGES = 300;

const WHITE = { r: 255, g: 255, b: 255 };
const raw = ({ data, width, height }: Picture) => sharp(data, { raw: { width, height, channels: 3 } });

async function pixels(image: Sharp): Promise<Picture> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** How many pictures a file holds: a .tif may be a whole document. @throws NoticeError `damaged`, `too-many-pages` */
export async function picturesIn(bytes: Uint8Array): Promise<number> {
  if (isBitmap(bytes)) return 1;
  const { pages = 1 } = await sharp(bytes).metadata().catch(damaged);
  if (pages > MOST_PAGES) throw new NoticeError('too-many-pages');
  return pages;
}

/** The picture on page `n` (from 1) of a file, as its camera meant it to stand, no larger than reading needs. */
export async function pictureOf(bytes: Uint8Array, n: number): Promise<Picture> {
  const image = isBitmap(bytes)
    ? raw(bitmap(bytes))
    : sharp(bytes, { page: n - 1, limitInputPixels: MOST_PIXELS }).autoOrient();
  return pixels(fitted(image.flatten({ background: WHITE }).toColourspace('srgb'))).catch(damaged);
}

/** The same from pixels with an alpha channel, as a canvas gives them. */
export const pictureFrom = (data: Uint8ClampedArray, width: number, height: number): Promise<Picture> =>
  pixels(
    fitted(sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } }).flatten({ background: WHITE })),
  );

const fitted = (image: Sharp) =>
  image.resize({ width: PAGE_WIDTH * 1.5, height: PAGE_WIDTH * 1.5, fit: 'inside', withoutEnlargement: true });

function damaged(): never {
  throw new NoticeError('damaged');
}

/** Turned clockwise by so many degrees; new corners are white. */
export const turned = (picture: Picture, degrees: number): Promise<Picture> =>
  degrees === 0 ? Promise.resolve(picture) : pixels(raw(picture).rotate(degrees, { background: WHITE }));

/** What a person looks at beside the text. */
export const webp = (picture: Picture): Promise<Buffer> =>
  raw(picture).resize({ width: PAGE_WIDTH, withoutEnlargement: true }).webp({ quality: 70 }).toBuffer();

/**
 * Shades of grey for reading. Red ink in the upper part of a page is the letterhead and stays; further down it is a
 * seal over the signature and fades.
 */
export function grey({ data, width, height }: Picture): Grey {
  const out = new Uint8Array(width * height);
  const seals = Math.floor(height * 0.4) * width;
  for (let i = 0, j = 0; i < out.length; i++, j += 3) {
    const [r, g, b] = [data[j]!, data[j + 1]!, data[j + 2]!];
    const shade = (r * 77 + g * 151 + b * 28) >> 8;
    out[i] = i > seals && r > shade + 24 ? r : shade;
  }
  return { data: out, width, height };
}
