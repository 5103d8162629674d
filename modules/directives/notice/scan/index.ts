// The door of the reader of scans: pictures of pages in, words with their places out. Runs in a process of its own.
import { createHash } from 'node:crypto';
import { NoticeError } from '../error.ts';
import type { NoticeDocument } from '../read/document.ts';
import { documentOfScan } from './document.ts';
import type { ScanPage } from './page.ts';
import { countPages, readScanPage } from './reader.ts';

export { documentOfScan } from './document.ts';
export type { ScanPage } from './page.ts';
export { type ScanFile, countPages, pictureOfPage, readScanPage } from './reader.ts';

/** Reads a whole scan of a few pages at once. @throws NoticeError, `empty` where no page has words */
export async function readScan(bytes: Uint8Array): Promise<NoticeDocument> {
  const file = { key: createHash('sha256').update(bytes).digest('hex'), load: async () => bytes };
  const pages: ScanPage[] = [];
  const count = await countPages(file);
  for (let n = 1; n <= count; n++) pages.push((await readScanPage(file, n)).page);
  const document = documentOfScan(pages);
  if (document.text === '') throw new NoticeError('empty');
  return document;
}
