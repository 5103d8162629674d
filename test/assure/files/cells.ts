// Words that would be formulas, and the cells of a workbook read back.
import ExcelJS from 'exceljs';

/** What a spreadsheet or a program beside it would rather do than show. */
export const PAYLOADS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '=HYPERLINK("http://x/","看")',
  "=cmd|' /C calc'!A0",
  '=DDE("a";"b";"c")',
  '%0A=1+1',
  '"=1+1',
  "'=1+1",
  ' =1+1',
  '\n=1+1',
  '_x003D_1+1',
  '<f>1+1</f>',
];
/** A database has no letter for it, a workbook must. */
export const NUL = '\0=1+1';

/** Every filled cell of a workbook. */
export const cellsOf = async (bytes: Buffer): Promise<ExcelJS.Cell[]> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const cells: ExcelJS.Cell[] = [];
  for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
  return cells;
};
/** Whether Excel would calculate or follow it. */
export const isLive = (cell: ExcelJS.Cell) =>
  cell.type === ExcelJS.ValueType.Formula || cell.type === ExcelJS.ValueType.Hyperlink;

/** What a cell says, with what Office spells for letters that XML has none for. */
export const wordsOf = (cell: ExcelJS.Cell) =>
  cell.text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
