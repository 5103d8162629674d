// A table that somebody filled in: an .xlsx or what was copied out of one. Cells come out as text, dates as 2026-06-30.
import { Problem } from '@anlan/contract';
import { ApartError, type Bounds, apart } from '../apart/index.ts';
import type { Line, Source } from './line.ts';
import type { TableJobs } from './worker.ts';

/** Rows of one import; more are taken in several files. */
export const MOST_ROWS = 5000;
/** Above the heads stand at most so many lines of titles and notes. */
const SEARCH = 10;

/** A table of five thousand rows by fifty columns is read in a second or two. */
const BOUNDS: Bounds = { ms: 8_000, megabytes: 500 };
const tables = apart<TableJobs>(() => import('./worker.ts'), BOUNDS);

const UNREAD: Record<string, string> = {
  bomb: '这张表太大，不能读取。请只保留要导入的行和列，另存为 .xlsx 后再上传。',
  'too-slow': '这张表太大，不能读取。请只保留要导入的行和列，另存为 .xlsx 后再上传。',
  encrypted: '这张表设了密码，请先取消密码再上传。',
};
const NO_TABLE =
  '这个文件不是能读取的 Excel 表（.xlsx）。老格式（.xls）请在 WPS 或 Excel 里另存为 .xlsx，或复制表格后直接粘贴。';

const linesOf = (source: Source): Promise<Line[]> =>
  tables.ask('lines', source).catch((error: unknown) => {
    if (!(error instanceof ApartError)) throw error;
    throw new Problem('not-a-table', 400, UNREAD[error.code] ?? NO_TABLE);
  });

export type Table = {
  /** The heads as they stand in the file. */
  heads: string[];
  /** Each filled row with its number in the file, from 1. */
  rows: Line[];
};

/**
 * Reads the first sheet that holds anything. The line of heads is the first of the leading lines in which `known` finds two or more.
 * @throws 400 `not-a-table`, `no-heads`, `no-rows`, `too-many-rows`
 */
export async function readTable(source: Source, known: (head: string) => boolean): Promise<Table> {
  const lines = await linesOf(source);
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
