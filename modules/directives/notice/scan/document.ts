// The pages of a scan as one document, laid out by the same rules as the pages of a PDF.
import type { NoticeDocument } from '../read/document.ts';
import { linesOfPages } from '../read/pdf-lines.ts';
import { Tidy } from '../read/tidy.ts';
import { unmark } from './marks.ts';
import type { ScanPage } from './page.ts';

/** Pages in order in, the document out; its text may be empty. Pure. */
export function documentOfScan(pages: readonly ScanPage[]): NoticeDocument {
  const tidy = new Tidy();
  for (const { text, gap } of linesOfPages(pages)) {
    if (gap) tidy.line('');
    tidy.line(text);
  }
  return { ...unmark(tidy.text()), format: 'scan', leftovers: [] };
}
