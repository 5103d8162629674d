// The cells of a workbook's first sheet that holds anything, as text.
import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { ArchiveError, openPackage, xmlText } from '../archive/index.ts';
import type { Line, Source } from './line.ts';

/** A form of more columns is none of ours; one cell at the far edge would make a row of sixteen thousand. */
const MOST_COLUMNS = 200;
/** Unpacked, of the whole workbook. */
const MOST_BYTES = 100 * 1024 * 1024;

/** @throws ArchiveError for a package made to exhaust, or an XML that declares a document type */
async function refuseTraps(bytes: Uint8Array): Promise<void> {
  const parts = await openPackage(bytes, (name) => /\.(?:xml|rels|vml)$/i.test(name));
  let size = 0;
  for (const part of parts.values()) {
    size += part.length;
    if (size > MOST_BYTES) throw new ArchiveError('bomb');
    if (/<!doctype/i.test(xmlText(part.subarray(0, 4096)))) throw new ArchiveError('damaged');
  }
}

const isoDay = (date: Date) => date.toISOString().slice(0, 10);

/** What a person sees in a cell. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return isoDay(value);
  if (typeof value === 'object') {
    if ('richText' in value) return value.richText.map((r) => r.text).join('');
    if ('text' in value) return value.text;
    if ('result' in value) return textOf(value.result);
    return '';
  }
  return String(value);
}

/** Half a letter, and signs that neither print nor keep, are left out. */
const clean = (text: string) =>
  text
    .replace(/\p{Cs}|(?![\t\n\r])\p{Cc}/gu, '')
    .replace(/[\u00a0\u200b\ufeff]/g, ' ')
    .trim();

async function sheetOf(source: Source): Promise<ExcelJS.Worksheet | undefined> {
  const book = new ExcelJS.Workbook();
  if ('bytes' in source) {
    await refuseTraps(source.bytes);
    await book.xlsx.load(source.bytes as unknown as ArrayBuffer);
    return book.worksheets.find((s) => s.actualRowCount > 0);
  }
  const delimiter = source.text.includes('\t') ? '\t' : ',';
  return book.csv.read(Readable.from([source.text]), {
    parserOptions: { delimiter, quote: '"' },
    map: (value: string) => value,
  });
}

/** The filled lines in order. @throws ArchiveError, or the library's own error for what is no workbook */
export async function linesIn(source: Source): Promise<Line[]> {
  const sheet = await sheetOf(source);
  const lines: Line[] = [];
  sheet?.eachRow({ includeEmpty: false }, (row, at) => {
    const width = Math.min(row.cellCount, MOST_COLUMNS);
    const cells = Array.from({ length: width }, (_, i) => clean(textOf(row.getCell(i + 1).value)));
    if (cells.some(Boolean)) lines.push({ at, cells });
  });
  return lines;
}
