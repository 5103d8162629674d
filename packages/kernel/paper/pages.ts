// The pages of a scan as pictures: photographs and scanner files of pictures, and PDFs drawn page by page.
import { Problem } from '@anlan/contract';
import sharp from 'sharp';
import { PdfError, openPdf } from '../pdf/index.ts';

/** RGBA, upright as the camera says. */
export type Picture = { data: Uint8ClampedArray; width: number; height: number };
export type Pages = { count: number; page(n: number): Promise<Picture>; close(): Promise<void> };

/** 200 dpi across A4 reads every mark; larger pictures are made smaller, smaller ones stay. */
const WIDTH = 1654;
const MOST_SIDE = 3600;
const MOST_PAGES = 200;
const MOST_PIXELS = 120_000_000;

const broken = (name: string) =>
  new Problem('scan-broken', 400, `「${name}」打不开，请重新扫描或另存为 PDF、JPG 后再上传。`);

/**
 * Opens a file of scanned pages; pages count from 1.
 * @throws 400 `scan-broken`, `scan-locked`, `scan-long` with what to do
 */
export async function openPages(bytes: Uint8Array, name: string): Promise<Pages> {
  const pages = bytes[0] === 0x25 && bytes[1] === 0x50 ? await drawn(bytes, name) : await openPicture(bytes, name);
  if (pages.count <= MOST_PAGES) return pages;
  await pages.close();
  throw new Problem('scan-long', 400, `「${name}」超过 ${MOST_PAGES} 页，请分成几份上传。`);
}

async function openPicture(bytes: Uint8Array, name: string): Promise<Pages> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error' } as const;
  const seen = await sharp(bytes, options)
    .metadata()
    .catch(() => {
      throw broken(name);
    });
  return {
    count: seen.pages ?? 1,
    page: async (n) => {
      const { data, info } = await sharp(bytes, { ...options, page: n - 1 })
        .autoOrient()
        .resize({ width: MOST_SIDE, height: MOST_SIDE, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#fff' })
        .toColourspace('srgb')
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
        .catch(() => {
          throw broken(name);
        });
      return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
    },
    close: async () => {},
  };
}

const drawn = (bytes: Uint8Array, name: string): Promise<Pages> =>
  openPdf(bytes, { width: WIDTH, most: MOST_SIDE }).catch((error: unknown) => {
    if (error instanceof PdfError && error.code === 'encrypted')
      throw new Problem('scan-locked', 400, `「${name}」有打开密码，请去掉密码后再上传。`);
    throw broken(name);
  });

/** A page as a JPEG to keep and to look at. */
export const jpegOf = ({ data, width, height }: Picture): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 80 })
    .toBuffer();
