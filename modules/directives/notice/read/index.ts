// The reader: bytes of a file in, normalised text out, whatever the format.
import { NoticeError } from '../error.ts';
import { decode, formatOf } from './bytes.ts';
import type { NoticeDocument } from './document.ts';
import { readPlain } from './plain.ts';

/**
 * Reads a notice file of up to 20 MB (.txt in UTF-8, UTF-16 or GB18030, .md, .html, .docx, .doc, .wps, .ofd, .pdf with a text layer)
 * into normalised text. Rejects with a NoticeError whose message is one clear Chinese sentence; `scan` means that `readScan` can read it.
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<NoticeDocument> {
  const format = formatOf(bytes, fileName);
  let document: NoticeDocument;
  if (format === 'picture') throw new NoticeError('scan', await (await import('../scan/picture.ts')).picturesIn(bytes));
  if (format === 'docx') document = await (await import('./docx.ts')).readDocx(bytes);
  else if (format === 'pdf') document = await (await import('./pdf.ts')).readPdf(bytes);
  else if (format === 'ofd') document = await (await import('./ofd.ts')).readOfd(bytes);
  else if (format === 'doc') document = await (await import('./doc.ts')).readDoc(bytes);
  else if (format === 'html') document = (await import('./html.ts')).readHtml(decode(bytes));
  else document = readPlain(decode(bytes), format === 'md' ? 'md' : 'txt');
  if (document.text === '') throw new NoticeError('empty');
  return document;
}
