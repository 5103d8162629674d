// Reads the text layer of a .pdf in a thread of its own, bounded in pages, memory and time.
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import type * as PdfjsModule from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.d.ts';
import { NoticeError } from '../error.ts';
import type { NoticeDocument } from './document.ts';
import { linesOfPages } from './pdf-lines.ts';
import type { Glyphs, Page, Rule } from './pdf-rows.ts';
import { Tidy } from './tidy.ts';

const MOST_PAGES = 300;
/** What the process may grow by: inflated streams lie outside the heap that a thread's own limits bound. */
const MOST_MEGABYTES = 700;
const MOST_MS = 20_000;
/** Fewer characters a page than this are stamps on a scan. */
const FEWEST_PER_PAGE = 10;

type Pdfjs = typeof PdfjsModule;

/** All that costs time (inflating, fonts, character maps) runs behind the port, where it can be ended. */
const THREAD = `const { workerData } = require('node:worker_threads');
import(workerData.module).then((m) => m.WorkerMessageHandler.initializeFromPort(workerData.port));`;

/** Bytes of a .pdf in, normalised text out; `most` milliseconds. Rejects with a NoticeError, a scan also. */
export async function readPdf(bytes: Uint8Array, most: number = MOST_MS): Promise<NoticeDocument> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('pdfjs-dist/package.json'));
  const pdfjs: Pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(THREAD, {
    eval: true,
    stdout: true,
    stderr: true,
    workerData: { module: pathToFileURL(join(folder, 'legacy/build/pdf.worker.mjs')).href, port: port2 },
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  const worker = new pdfjs.PDFWorker({ port: port1 as unknown as null });
  const [started, before] = [performance.now(), process.memoryUsage.rss()];
  let watch: NodeJS.Timeout | undefined;
  try {
    const pages = await Promise.race([
      pagesOf(pdfjs, worker, bytes, folder),
      new Promise<never>((_, fail) => {
        watch = setInterval(() => {
          if (process.memoryUsage.rss() - before > MOST_MEGABYTES * 2 ** 20) fail(new NoticeError('bomb'));
          else if (performance.now() - started > most) fail(new NoticeError('too-slow'));
        }, 50);
        thread.once('error', () => fail(new NoticeError('bomb')));
      }),
    ]);
    return documentOf(pages);
  } catch (error) {
    if (error instanceof NoticeError) throw error;
    throw new NoticeError(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged');
  } finally {
    clearInterval(watch);
    port1.close();
    await thread.terminate();
  }
}

async function pagesOf(
  pdfjs: Pdfjs,
  worker: InstanceType<Pdfjs['PDFWorker']>,
  bytes: Uint8Array,
  folder: string,
): Promise<Page[]> {
  const document = await pdfjs.getDocument({
    worker,
    data: new Uint8Array(bytes),
    cMapUrl: join(folder, 'cmaps') + sep,
    standardFontDataUrl: join(folder, 'standard_fonts') + sep,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  }).promise;
  if (document.numPages > MOST_PAGES) throw new NoticeError('too-many-pages');
  const pages: Page[] = [];
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    const view = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const glyphs: Glyphs[] = [];
    for (const item of items) {
      if (!('str' in item) || item.str === '') continue;
      const [a = 0, b = 0, , , x = 0, y = 0]: number[] = pdfjs.Util.transform(view.transform, item.transform);
      if (a <= 0 || Math.abs(b) > a / 20) continue;
      glyphs.push({ s: item.str, x, y, width: item.width, size: item.height || a });
    }
    pages.push({ width: view.width, height: view.height, glyphs, rules: [] });
  }
  // A scan is known before its pictures are unpacked for the sake of rules.
  refuseScan(pages);
  for (const [i, page] of pages.entries()) {
    const drawn = await document.getPage(i + 1);
    page.rules = await rulesOf(pdfjs, drawn, drawn.getViewport({ scale: 1 }).transform);
    drawn.cleanup();
  }
  return pages;
}

/** The straight lines and boxes that the page draws: what could be the rules of a table. */
async function rulesOf(pdfjs: Pdfjs, page: PDFPageProxy, view: number[]): Promise<Rule[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const { OPS, Util } = pdfjs;
  const rules: Rule[] = [];
  const saved: number[][] = [];
  let at = view;
  fnArray.forEach((op, i) => {
    if (op === OPS.save) saved.push(at);
    else if (op === OPS.restore) at = saved.pop() ?? view;
    else if (op === OPS.transform) at = Util.transform(at, argsArray[i]);
    else if (op === OPS.constructPath) {
      const [paint, , box]: [number, unknown, Float32Array | null] = argsArray[i];
      if (paint === OPS.endPath || !box) return;
      const around: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
      Util.axialAlignedBoundingBox([...box], at, around);
      const [x0, y0, x1, y1] = around;
      rules.push({ x0, y0, x1, y1 });
      if (paint !== OPS.fill && paint !== OPS.eoFill)
        rules.push({ x0, y0, x1, y1: y0 }, { x0, y0: y1, x1, y1 }, { x0, y0, x1: x0, y1 }, { x0: x1, y0, x1, y1 });
    }
  });
  return rules;
}

const wordsOf = (pages: readonly Page[]): string => pages.flatMap((p) => p.glyphs.map((g) => g.s.trim())).join('');

function refuseScan(pages: readonly Page[]): void {
  if (wordsOf(pages).length < FEWEST_PER_PAGE * pages.length) throw new NoticeError('scan', pages.length);
}

function documentOf(pages: readonly Page[]): NoticeDocument {
  const words = wordsOf(pages);
  const odd = words.match(/[\p{Cc}\p{Co}\p{Cn}\ufffd]/gu)?.length ?? 0;
  if (odd > words.length / 20) throw new NoticeError('pdf');
  const tidy = new Tidy();
  for (const { text, gap } of linesOfPages(pages)) {
    if (gap) tidy.line('');
    tidy.line(text);
  }
  return { text: tidy.text(), format: 'pdf', leftovers: tidy.leftovers };
}
