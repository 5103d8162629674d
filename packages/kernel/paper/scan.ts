// Reads of a scanned page which paper it is a page of, and which page: the mark at its foot, and the letters beside it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type ReadResult, prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import sharp, { type Sharp } from 'sharp';
import { type Leaf, readMark } from './code.ts';
import { type Picture, jpegOf } from './pages.ts';

/** `page` is null where the number could not be read; `leaf` still says whether it is even or odd. */
export type PageMark = { code: string; leaf: Leaf; page: number | null };

let ready: Promise<unknown> | null = null;
/** The reader's machine code comes from the installed package, never over the network. */
const prepared = () =>
  (ready ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then((wasm) =>
    prepareZXingModule({
      overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
      fireImmediately: true,
    }),
  ));

const OPTIONS = { formats: ['QRCode' as const], tryHarder: true, tryRotate: true, maxNumberOfSymbols: 8 };

async function marksIn(picture: Picture) {
  await prepared();
  const image = { data: picture.data, width: picture.width, height: picture.height, colorSpace: 'srgb' } as ImageData;
  const found = await readBarcodes(image, OPTIONS);
  return found.flatMap((result) => {
    const mark = result.isValid ? readMark(result.text) : null;
    return mark ? [{ ...mark, at: result.position }] : [];
  });
}

/** Other lights to try, for pale prints and shadows: grey and stretched, then softened against the dots of a printer. */
const lights: readonly ((s: Sharp) => Sharp)[] = [
  (s) => s.grayscale().normalise(),
  (s) => s.grayscale().clahe({ width: 120, height: 120, maxSlope: 4 }),
  (s) => s.grayscale().blur(1.2).normalise(),
];

/** What stands on a page; null where no mark of ours can be read. */
export async function readPage(picture: Picture): Promise<PageMark | null> {
  let [mark] = await marksIn(picture);
  for (const light of lights) {
    if (mark) break;
    const { width, height } = picture;
    const { data } = await light(sharp(picture.data, { raw: { width, height, channels: 4 } }))
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    [mark] = await marksIn({ data: new Uint8ClampedArray(data), width, height });
  }
  if (!mark) return null;
  const { code, leaf, at } = mark;
  return { code, leaf, page: leaf === '1' ? 1 : await printedNumber(picture, leaf, at) };
}

/** Where the letters stand in millimetres from the mark's corner: before it on even pages, behind it on odd ones. */
const LETTERS = { E: { x: -56, width: 58 }, O: { x: 11, width: 58 } } as const;
const [TOP, TALL] = [5, 10];
/** The mark's edge in millimetres, and pixels for each of them in the strip to read. */
const EDGE = 12;
const FINE = 8;

/** The strip of the page where the letters are, upright, whichever way the page lay. */
function strip(picture: Picture, leaf: 'E' | 'O', at: ReadResult['position']): Picture {
  const { x, width } = LETTERS[leaf];
  const [w, h] = [width * FINE, TALL * FINE];
  const data = new Uint8ClampedArray(w * h * 4).fill(255);
  const right = { x: (at.topRight.x - at.topLeft.x) / EDGE, y: (at.topRight.y - at.topLeft.y) / EDGE };
  const down = { x: (at.bottomLeft.x - at.topLeft.x) / EDGE, y: (at.bottomLeft.y - at.topLeft.y) / EDGE };
  for (let j = 0; j < h; j++)
    for (let i = 0; i < w; i++) {
      const [a, b] = [x + i / FINE, TOP + j / FINE];
      const px = Math.round(at.topLeft.x + a * right.x + b * down.x);
      const py = Math.round(at.topLeft.y + a * right.y + b * down.y);
      if (px < 0 || py < 0 || px >= picture.width || py >= picture.height) continue;
      const from = (py * picture.width + px) * 4;
      data.set(picture.data.subarray(from, from + 3), (j * w + i) * 4);
    }
  return { data, width: w, height: h };
}

type Reader = { detect(path: Buffer | string): Promise<{ text: string }[]> };
let reader: Promise<Reader> | null = null;
const opened = () =>
  (reader ??= import('@gutenye/ocr-node').then(({ default: Ocr }) => Ocr.create() as Promise<Reader>));

/** The page said beside the mark; null where it cannot be read or does not fit the mark's side. */
async function printedNumber(picture: Picture, leaf: 'E' | 'O', at: ReadResult['position']): Promise<number | null> {
  const lines = await (await opened()).detect(await jpegOf(strip(picture, leaf, at)));
  // The last of them: a code may hold a P with a figure behind it too.
  const said = /.*P(\d{1,3})/i.exec(lines.map(({ text }) => text.replace(/[\s.·]/g, '')).join(''));
  const page = Number(said?.[1]);
  return page > 1 && page % 2 === (leaf === 'E' ? 0 : 1) ? page : null;
}
