// Reads the old Word format (.doc, and .wps that follows it): paragraphs as they come, tables from the marks of their cells.
import { Buffer } from 'node:buffer';
import WordExtractor from 'word-extractor';
import { NoticeError } from '../error.ts';
import { PART, type NoticeDocument } from './document.ts';
import { untagged } from './plain.ts';
import { tabRows } from './tab-rows.ts';
import { Tidy, pageMarks } from './tidy.ts';

/** A cell holds no more paragraphs than this. */
const LONGEST_CELL = 60;

/** Bytes of a .doc or .wps in, normalised text out. @throws NoticeError `damaged` for what has no readable text */
export async function readDoc(bytes: Uint8Array): Promise<NoticeDocument> {
  const body = await new WordExtractor().extract(Buffer.from(bytes)).then(
    (file) => file.getBody({ filterUnicode: false }),
    () => {
      throw new NoticeError('damaged');
    },
  );
  if (/[\ufffd\ue000-\uf8ff]/.test(body) && body.replace(/[^\ufffd\ue000-\uf8ff]/g, '').length > body.length / 20)
    throw new NoticeError('damaged');
  const lines = rowsJoined(body.split(/\r\n|[\r\n\v\f]/));
  const marks = pageMarks(lines);
  const tidy = new Tidy();
  lines.forEach((line, i) => {
    if (marks.has(i)) return;
    tidy.line(line);
    if (!line.includes('\t')) tidy.line('');
  });
  return untagged({ text: tidy.text(), format: 'doc', leftovers: [] });
}

/** A row of a table ends with a mark of its own; what stands between two marks is one row, its paragraphs parts of cells. */
function rowsJoined(lines: readonly string[]): string[] {
  const out: string[] = [];
  let width = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (!line.includes('\t')) {
      out.push(line);
      continue;
    }
    if (line.endsWith('\t')) {
      width = line.split('\t').length;
      out.push(line.slice(0, -1));
      continue;
    }
    const end = lines.findIndex((l, j) => j > i && j < i + LONGEST_CELL && l.endsWith('\t'));
    const whole = end < 0 ? '' : lines.slice(i, end + 1).join(PART);
    if (width > 1 && whole.split('\t').length === width) {
      out.push(whole.slice(0, -1));
      i = end;
    } else out.push(line.replaceAll('\t', TYPED));
  }
  return tabRows(out, TYPED);
}

/** A tab that a person typed, until its neighbours tell what it was for. */
const TYPED = '\u0001';
