// Lists as workbooks: streamed row by row, so that a hundred thousand rows need no more memory than ten.
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cell, escape, letters } from './cell.ts';
import { zip } from './zip.ts';

export type Column = { header: string; key: string; width?: number };
/** Dates go in as text, `2026-06-30`. */
export type Sheet = {
  title: string;
  columns: readonly Column[];
  rows: AsyncIterable<Record<string, string | number | null>> | Iterable<Record<string, string | number | null>>;
};

const CHUNK = 65_536;
/** Rows a sheet of Excel holds. */
const MOST_ROWS = 1_048_576;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/**
 * Writes an .xlsx of one sheet to `out` and ends it; takes rows only as fast as `out` takes bytes. The header stays in
 * sight and filters. Rejects with the error of the rows or of `out`, which is then destroyed.
 */
export const writeSheet = (out: Writable, sheet: Sheet): Promise<void> => pipeline(zip(partsOf(sheet)), out);

function partsOf(sheet: Sheet) {
  return [
    { name: '[Content_Types].xml', chunks: [Buffer.from(CONTENT_TYPES)] },
    { name: '_rels/.rels', chunks: [Buffer.from(relationships(['officeDocument', 'xl/workbook.xml']))] },
    { name: 'xl/workbook.xml', chunks: [Buffer.from(workbook(sheet.title))] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      chunks: [Buffer.from(relationships(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']))],
    },
    { name: 'xl/styles.xml', chunks: [Buffer.from(STYLES)] },
    { name: 'xl/worksheets/sheet1.xml', chunks: gathered(worksheet(sheet)) },
  ];
}

async function* worksheet({ columns, rows }: Sheet): AsyncGenerator<string> {
  const names = columns.map((_, index) => letters(index));
  const widths = columns.map(
    ({ width = 16 }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  yield `<cols>${widths.join('')}</cols><sheetData>`;
  yield `<row r="1">${columns.map(({ header }, index) => cell(`${names[index]}1`, header, 1)).join('')}</row>`;
  let line = 1;
  for await (const row of rows) {
    line += 1;
    if (line > MOST_ROWS) throw new RangeError('清单超过 Excel 一张表能容纳的 1,048,575 行，请缩小范围后分次导出。');
    yield `<row r="${line}">${columns.map(({ key }, index) => cell(`${names[index]}${line}`, row[key] ?? null)).join('')}</row>`;
  }
  yield `</sheetData><autoFilter ref="A1:${names.at(-1)}${line}"/></worksheet>`;
}

/** Small texts as larger pieces of bytes. */
async function* gathered(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting = '';
  for await (const text of texts) {
    waiting += text;
    if (waiting.length < CHUNK) continue;
    yield Buffer.from(waiting);
    waiting = '';
  }
  yield Buffer.from(waiting);
}

const CONTENT_TYPES =
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/worksheets/sheet1.xml', 'worksheet'],
    ['/xl/styles.xml', 'styles'],
  ]
    .map(
      ([part, type]) =>
        `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
    )
    .join('') +
  '</Types>';

const relationships = (...targets: [type: string, target: string][]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  targets
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('') +
  '</Relationships>';

/** A sheet's name has at most 31 characters and none of these signs. */
const sheetName = (title: string) => [...title.replace(/[[\]:*?/\\']/g, ' ').trim()].slice(0, 31).join('') || '清单';

const workbook = (title: string) =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escape(sheetName(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

/** Style 0 is plain, style 1 the header. */
const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>` +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFEDF1F5"/><bgColor indexed="64"/></patternFill></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/></cellXfs></styleSheet>';
