// The pages of a scan as one document, laid out by the same rules as the pages of a PDF.
import type { NoticeDocument } from '../read/document.ts';
import { type PdfLine, linesOfPages } from '../read/pdf-lines.ts';
import { Tidy } from '../read/tidy.ts';
import { unmark } from './marks.ts';
import type { ScanPage } from './page.ts';

/** A number of an item, perhaps after a note about its page: these begin a paragraph however full the line before was. */
const BEGINS = /^[\ue000-\uefff]?(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[、.．](?!\d))/;

/** Pages in order in, the document out; its text may be empty. Pure. */
export function documentOfScan(pages: readonly ScanPage[]): NoticeDocument {
  const tidy = new Tidy();
  let paragraph: PdfLine | undefined;
  for (const line of [...linesOfPages(pages), undefined]) {
    // A line that reached the margin goes on in the next, unless that begins anew.
    if (line && paragraph?.full && !line.gap && !line.text.includes('\t') && !BEGINS.test(line.text)) {
      paragraph = { ...paragraph, text: paragraph.text + line.text, full: line.full };
      continue;
    }
    if (paragraph?.gap) tidy.line('');
    if (paragraph) tidy.line(paragraph.text);
    paragraph = line;
  }
  return { ...unmark(tidy.text()), format: 'scan', leftovers: [] };
}
