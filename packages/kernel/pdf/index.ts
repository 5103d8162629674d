// Draws the pages of a .pdf one by one, for those who read them as pictures.
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** Why a .pdf was not opened: it is broken, or locked with a password. */
export class PdfError extends Error {
  readonly code: 'damaged' | 'encrypted';
  constructor(code: PdfError['code']) {
    super(`the .pdf is ${code}`);
    this.code = code;
  }
}

/** Four bytes a pixel: red, green, blue, opaque. */
export type Drawn = { data: Uint8ClampedArray; width: number; height: number };
/** Pages count from 1. */
export type PdfPages = { count: number; page(n: number): Promise<Drawn>; close(): Promise<void> };

type Canvas = { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D };
type CanvasFactory = { create(width: number, height: number): Canvas; destroy(canvas: Canvas): void };

/**
 * Opens a .pdf; each page is drawn when it is asked for, `width` pixels along its shorter side, smaller where the longer side
 * would exceed `most`.
 * @throws PdfError
 */
export async function openPdf(bytes: Uint8Array, { width, most }: { width: number; most: number }): Promise<PdfPages> {
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
    throw new PdfError(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged');
  });
  const factory = document.canvasFactory as CanvasFactory;
  return {
    count: document.numPages,
    async page(n) {
      const page = await document.getPage(n);
      const plain = page.getViewport({ scale: 1 });
      const scale = Math.min(width / Math.min(plain.width, plain.height), most / Math.max(plain.width, plain.height));
      const viewport = page.getViewport({ scale });
      const [across, down] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
      const canvas = factory.create(across, down);
      try {
        const { context } = canvas;
        await page.render({ canvas: canvas.canvas, canvasContext: context, viewport, background: '#fff' }).promise;
        return { data: context.getImageData(0, 0, across, down).data, width: across, height: down };
      } finally {
        factory.destroy(canvas);
        page.cleanup();
      }
    },
    close: () => task.destroy(),
  };
}
