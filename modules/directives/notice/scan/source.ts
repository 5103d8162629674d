// The pages of a scanned file as pictures: a picture file, or a PDF whose pages are drawn one by one.
import { PdfError, openPdf } from '@anlan/kernel/pdf';
import { NoticeError } from '../error.ts';
import { MOST_PAGES, PAGE_WIDTH, type Picture, pictureFrom, pictureOf, picturesIn } from './picture.ts';

/** A page drawn larger than this (a plan on A0) is drawn smaller. */
const MOST_SIDE = 3400;

export type PageSource = { pages: number; page(n: number): Promise<Picture>; close(): Promise<void> };

/** @throws NoticeError `damaged`, `encrypted`, `too-many-pages` */
export async function openSource(bytes: Uint8Array): Promise<PageSource> {
  const source = bytes[0] === 0x25 ? await drawn(bytes) : await openPictures(bytes);
  if (source.pages <= MOST_PAGES) return source;
  await source.close();
  throw new NoticeError('too-many-pages');
}

const openPictures = async (bytes: Uint8Array): Promise<PageSource> => ({
  pages: await picturesIn(bytes),
  page: (n) => pictureOf(bytes, n),
  close: async () => {},
});

async function drawn(bytes: Uint8Array): Promise<PageSource> {
  const pdf = await openPdf(bytes, { width: PAGE_WIDTH, most: MOST_SIDE }).catch((error: unknown) => {
    throw error instanceof PdfError ? new NoticeError(error.code) : error;
  });
  return {
    pages: pdf.count,
    async page(n) {
      const { data, width, height } = await pdf.page(n);
      return pictureFrom(data, width, height);
    },
    close: pdf.close,
  };
}
