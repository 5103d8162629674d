// Reads .ofd (GB/T 33190): pages of placed characters and drawn lines, laid out by the same rules as the pages of a PDF.
import { posix } from 'node:path';
import { NoticeError } from '../error.ts';
import type { NoticeDocument } from './document.ts';
import { ofdPage } from './ofd-page.ts';
import { linesOfPages } from './pdf-lines.ts';
import type { Page } from './pdf-rows.ts';
import { Tidy } from './tidy.ts';
import { eachTag } from './xml.ts';
import { openPackage } from './zip.ts';

const MOST_PAGES = 300;
/** A4, in millimetres, where the package does not say. */
const A4: [number, number] = [210, 297];

/**
 * Bytes of an .ofd in, normalised text out; attachments and seals are left aside. A page that is not in the package, or
 * is broken, is told in `missing`, and the others are read. @throws NoticeError `damaged`, or `empty` where no page has text
 */
export async function readOfd(bytes: Uint8Array): Promise<NoticeDocument> {
  const one = async (name: string) => (await openPackage(bytes, [name])).get(name);
  const entry = await one('OFD.xml');
  if (entry === undefined) throw new NoticeError('damaged');
  const root = textsOf(entry, 'DocRoot')[0];
  const main = root && beneath('', root);
  const xml = main && (await one(main));
  if (!main || xml === undefined || xml === '') throw new NoticeError('damaged');
  const { places, size } = pagesIn(xml, posix.dirname(main));
  if (places.length > MOST_PAGES) throw new NoticeError('too-many-pages');
  const parts = await openPackage(bytes, places);
  const missing: string[] = [];
  const pages: Page[] = [];
  places.forEach((place, i) => {
    const page = pageOf(parts.get(place), size);
    if (page) pages.push(page);
    else missing.push(`第 ${i + 1} 页在文件里缺失或已损坏，其余各页已经读出。请对照纸质件补上这一页的文字。`);
  });
  const tidy = new Tidy();
  for (const { text, gap } of linesOfPages(pages)) {
    if (gap) tidy.line('');
    tidy.line(text);
  }
  const text = tidy.text();
  if (text === '') throw new NoticeError(pages.length ? 'empty' : 'damaged');
  return { text, format: 'ofd', leftovers: [], missing };
}

function pageOf(xml: string | undefined, size: [number, number]): Page | null {
  if (xml === undefined) return null;
  try {
    return ofdPage(xml, size);
  } catch (error) {
    if (error instanceof NoticeError) return null;
    throw error;
  }
}

/** The content files of the pages in order, and the size of a page in millimetres. */
function pagesIn(xml: string, folder: string): { places: string[]; size: [number, number] } {
  const places: string[] = [];
  let within = false;
  eachTag(
    xml,
    (name, attribute) => {
      if (local(name) === 'Pages') within = true;
      else if (within && local(name) === 'Page') places.push(beneath(folder, attribute('BaseLoc')));
    },
    (name) => {
      if (local(name) === 'Pages') within = false;
    },
  );
  const [, , width, height] = (textsOf(xml, 'PhysicalBox')[0] ?? '').trim().split(/\s+/).map(Number);
  return { places, size: width && height ? [width, height] : A4 };
}

function textsOf(xml: string, tag: string): string[] {
  const texts: string[] = [];
  let open = false;
  eachTag(
    xml,
    (name) => {
      open = local(name) === tag;
      if (open) texts.push('');
    },
    () => {
      open = false;
    },
    (text) => {
      if (open) texts[texts.length - 1] += text;
    },
  );
  return texts.map((t) => t.trim());
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** A place in the package: from its root where it begins with a slash, else from the folder of the file that names it. */
const beneath = (folder: string, place: string): string =>
  posix.normalize(place.startsWith('/') ? place.slice(1) : posix.join(folder, place));
