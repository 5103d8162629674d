// A workbook gives back exactly what was put in, calculates nothing, and needs no more memory for more rows.
import { mkdtempSync, rmSync } from 'node:fs';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Sheet, writeSheet } from './index.ts';

const dir = mkdtempSync(join(tmpdir(), 'anlan-sheet-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function reread(sheet: Sheet) {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writeSheet(out, sheet)]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return book.worksheets[0]!;
}

const columns = [
  { header: '标题', key: 'title', width: 40 },
  { header: '次数', key: 'count' },
];

test('表头冻结并可筛选，数字是数字，日期是文字', async () => {
  const sheet = await reread({
    title: '学习清单[1/2]',
    columns,
    rows: [
      { title: '2026-06-30', count: 3 },
      { title: null, count: Number.NaN },
    ],
  });
  expect(sheet.name).toBe('学习清单 1 2');
  expect(sheet.getRow(1).values).toEqual([undefined, '标题', '次数']);
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet.autoFilter).toBe('A1:B3');
  expect(sheet.getColumn(1).width).toBe(40);
  expect([sheet.getCell('A2').value, sheet.getCell('B2').value]).toEqual(['2026-06-30', 3]);
  expect([sheet.getCell('A3').value, sheet.getCell('B3').value]).toEqual([null, null]);
});

test('公式样的文字仍是文字，原样读回', async () => {
  const begins = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    '＝',
    ' ',
    "'",
    '<',
    '&',
    '=HYPERLINK("http://x","点我")',
    "=cmd|'/c calc'!A1",
  ];
  const titles = begins.flatMap((begin) => [`${begin}1+1`, begin, `${begin}<b>&"'`]);
  const sheet = await reread({ title: '导出', columns, rows: titles.map((title) => ({ title, count: null })) });
  for (const [index, title] of titles.entries()) {
    const { type, value, formula } = sheet.getCell(index + 2, 1);
    expect({ type, value, formula }).toEqual({ type: ExcelJS.ValueType.String, value: title, formula: undefined });
  }
});

test('任何文字都不会写坏文件', async () => {
  // What XML cannot carry is spelt out or replaced; everything else comes back letter by letter.
  // oxlint-disable-next-line no-control-regex
  const plain = (text: string) => !/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}|_x[0-9a-f]{4}_/iu.test(text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 30 }), async (texts) => {
      const sheet = await reread({ title: '表', columns, rows: texts.map((title) => ({ title, count: 1 })) });
      for (const [index, text] of texts.entries())
        if (plain(text)) expect(sheet.getCell(index + 2, 1).value ?? '').toBe(text);
      expect(sheet.rowCount).toBe(texts.length + 1);
    }),
    { numRuns: 40 },
  );
});

test('十万行与一万行占用同样的内存，写得慢就取得慢', async () => {
  const wide = Array.from({ length: 20 }, (_, index) => ({ header: `列${index}`, key: `c${index}` }));
  const peak = async (count: number) => {
    let most = 0;
    let read = 0;
    async function* rows() {
      for (; read < count; read++) {
        if (read % 1000 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers);
        yield Object.fromEntries(
          wide.map(({ key }, index) => [key, index === 0 ? read : `安全生产专题学习 ${read} ${key}`]),
        );
      }
    }
    await writeSheet(createWriteStream(join(dir, `${count}.xlsx`)), { title: '大表', columns: wide, rows: rows() });
    return most;
  };
  const small = await peak(10_000);
  const large = await peak(100_000);
  expect(large).toBeLessThan(small * 2 + 16 * 1024 * 1024);

  let asked = 0;
  async function* endless() {
    for (;;) yield { title: `第 ${asked++} 行 ${Math.random()}`, count: asked };
  }
  const stuck = new Writable({ highWaterMark: 1024, write() {} });
  const writing = writeSheet(stuck, { title: '停', columns, rows: endless() });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = asked;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(asked).toBe(before);
  stuck.destroy(new Error('gone'));
  await expect(writing).rejects.toThrow('gone');
}, 60_000);

test('取数中断，文件不会像是完整的', async () => {
  const out = new PassThrough();
  out.resume();
  async function* rows() {
    yield { title: '一', count: 1 };
    throw new Error('数据库连接中断');
  }
  await expect(writeSheet(out, { title: '断', columns, rows: rows() })).rejects.toThrow('数据库连接中断');
  expect(out.destroyed).toBe(true);
});
