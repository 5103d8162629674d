// The reader: bytes of a file in, normalised text out, whatever the format.
import { NoticeError } from '../error.ts';
import { decode, formatOf } from './bytes.ts';
import type { NoticeDocument } from './document.ts';
import { readPlain } from './plain.ts';

/**
 * Reads a notice file of up to 20 MB (.txt in UTF-8, UTF-16 or GB18030, .md, .html, .docx, .pdf with a text layer) into normalised text.
 * Rejects with a NoticeError whose message is one clear Chinese sentence. The docx, html and pdf readers load on first use.
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<NoticeDocument> {
  const format = formatOf(bytes, fileName);
  let document: NoticeDocument;
  if (format === 'docx') document = await (await import('./docx.ts')).readDocx(bytes);
  else if (format === 'pdf') document = await (await import('./pdf.ts')).readPdf(bytes);
  else if (format === 'html') document = (await import('./html.ts')).readHtml(decode(bytes));
  else document = readPlain(decode(bytes), format);
  if (document.text === '') throw new NoticeError('empty');
  return document;
}
