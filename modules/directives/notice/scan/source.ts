// The pages of a scanned file as pictures: a picture file, or a PDF whose pages are drawn one by one.
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { NoticeError } from '../error.ts';
import { MOST_PAGES, PAGE_WIDTH, type Picture, pictureFrom, pictureOf, picturesIn } from './picture.ts';

/** A page drawn larger than this (a plan on A0) is drawn smaller. */
const MOST_SIDE = 3400;

export type PageSource = { pages: number; page(n: number): Promise<Picture>; close(): Promise<void> };

/** @throws NoticeError `damaged`, `encrypted`, `too-many-pages` */
export async function openSource(bytes: Uint8Array): Promise<PageSource> {
  const source = bytes[0] === 0x25 ? await openPdf(bytes) : await openPictures(bytes);
  if (source.pages <= MOST_PAGES) return source;
  await source.close();
  throw new NoticeError('too-many-pages');
}

const openPictures = async (bytes: Uint8Array): Promise<PageSource> => ({
  pages: await picturesIn(bytes),
  page: (n) => pictureOf(bytes, n),
  close: async () => {},
});

type Canvas = { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D };
type CanvasFactory = { create(width: number, height: number): Canvas; destroy(canvas: Canvas): void };

async function openPdf(bytes: Uint8Array): Promise<PageSource> {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: join(folder, 'cmaps') + sep,
    standardFontDataUrl: join(folder, 'standard_fonts') + sep,
    wasmUrl: join(folder, 'wasm') + sep,
    iccUrl: join(folder, 'iccs') + sep,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  const document = await task.promise.catch((error: unknown) => {
    throw new NoticeError(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged');
  });
  return {
    pages: document.numPages,
    async page(n) {
      const page = await document.getPage(n);
      const plain = page.getViewport({ scale: 1 });
      const scale = Math.min(
        PAGE_WIDTH / Math.min(plain.width, plain.height),
        MOST_SIDE / Math.max(plain.width, plain.height),
      );
      const viewport = page.getViewport({ scale });
      const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
      const factory = document.canvasFactory as CanvasFactory;
      const canvas = factory.create(width, height);
      try {
        await page.render({ canvas: canvas.canvas, canvasContext: canvas.context, viewport, background: '#fff' })
          .promise;
        return await pictureFrom(canvas.context.getImageData(0, 0, width, height).data, width, height);
      } finally {
        factory.destroy(canvas);
        page.cleanup();
      }
    },
    close: () => task.destroy(),
  };
}
