// A table that somebody filled in: an .xlsx or what was copied out of one. Cells come out as text, dates as 2026-06-30.
import { Readable } from 'node:stream';
import { Problem } from '@anlan/contract';
import ExcelJS from 'exceljs';

/** Rows of one import; more are taken in several files. */
export const MOST_ROWS = 5000;
/** Above the heads stand at most so many lines of titles and notes. */
const SEARCH = 10;

export type Table = {
  /** The heads as they stand in the file. */
  heads: string[];
  /** Each filled row with its number in the file, from 1. */
  rows: { at: number; cells: string[] }[];
};

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

const clean = (text: string) => text.replace(/[\u00a0\u200b\ufeff]/g, ' ').trim();

async function sheetOf(source: { bytes: Uint8Array } | { text: string }): Promise<ExcelJS.Worksheet | undefined> {
  const book = new ExcelJS.Workbook();
  try {
    if ('bytes' in source) {
      await book.xlsx.load(source.bytes as unknown as ArrayBuffer);
      return book.worksheets.find((s) => s.actualRowCount > 0);
    }
    const delimiter = source.text.includes('\t') ? '\t' : ',';
    return await book.csv.read(Readable.from([source.text]), {
      parserOptions: { delimiter, quote: '"' },
      map: (value: string) => value,
    });
  } catch {
    throw new Problem(
      'not-a-table',
      400,
      '这个文件不是能读取的 Excel 表（.xlsx）。老格式（.xls）请在 WPS 或 Excel 里另存为 .xlsx，或复制表格后直接粘贴。',
    );
  }
}

/**
 * Reads the first sheet that holds anything. The line of heads is the first of the leading lines in which `known` finds two or more.
 * @throws 400 `not-a-table`, `no-heads`, `no-rows`, `too-many-rows`
 */
export async function readTable(
  source: { bytes: Uint8Array } | { text: string },
  known: (head: string) => boolean,
): Promise<Table> {
  const sheet = await sheetOf(source);
  const lines: { at: number; cells: string[] }[] = [];
  sheet?.eachRow({ includeEmpty: false }, (row, at) => {
    const cells = Array.from({ length: row.cellCount }, (_, i) => clean(textOf(row.getCell(i + 1).value)));
    if (cells.some(Boolean)) lines.push({ at, cells });
  });
  const top = lines.slice(0, SEARCH).findIndex((l) => l.cells.filter(known).length >= 2);
  if (top < 0)
    throw new Problem('no-heads', 400, '没有找到表头。请下载模板，按模板第一行的列名填写；粘贴时请连同表头一起复制。');
  const rows = lines.slice(top + 1);
  if (!rows.length) throw new Problem('no-rows', 400, '表头下面没有内容，请填写后再导入。');
  if (rows.length > MOST_ROWS)
    throw new Problem(
      'too-many-rows',
      400,
      `一次最多导入 ${MOST_ROWS} 行，这张表有 ${rows.length} 行，请分成几个文件。`,
    );
  return { heads: lines[top]!.cells, rows };
}
