// The formats of Chinese offices: .ofd laid out like a PDF, and tables typed with tabs.
import { expect, test } from 'vitest';
import { docxOf } from '../fixtures/build.ts';
import { ofdOf } from '../fixtures/ofd.ts';
import { parse, readDocument } from '../index.ts';
import { unglue } from '../parse/glued.ts';
import { tabRows } from './tab-rows.ts';

const head = [
  { s: '关于做好森林防火工作的通知', x: 180, y: 120, size: 18 },
  { s: '各县（区）文化和旅游局：', x: 80, y: 180 },
  { s: '1.清理可燃物。10月底前，各县（区）文旅局要清理景区步道两侧', x: 112, y: 240 },
  { s: '可燃物。', x: 80, y: 268 },
];
const cells = [
  ['序号', '任务', '责任单位', '完成时限'],
  ['1', '清理可燃物', '各县（区）文旅局', '10月底前'],
];
const table = cells.flatMap((row, i) =>
  row.map((s, j) => ({ s, x: [84, 134, 254, 404][j]!, y: 120 + i * 30, size: 12 })),
);
const rules = [
  ...[80, 130, 250, 400, 500].map((x) => ({ x, y: 100, width: 0.5, height: 60 })),
  ...[100, 130, 160].map((y) => ({ x: 80, y, width: 420, height: 0.5 })),
];

test('.ofd 按位置成行，画线的表格成格，附件不读', async () => {
  const document = await readDocument(ofdOf([{ words: head }, { words: table, rules }]), '通知.ofd');
  expect(document).toMatchObject({ format: 'ofd', missing: [] });
  expect(document.text).toContain('1\t清理可燃物\t各县（区）文旅局\t10月底前');
  const { tasks, title } = parse(document);
  expect(title).toBe('关于做好森林防火工作的通知');
  expect(tasks).toMatchObject([{ title: '清理可燃物', responsible: ['各县（区）文旅局'], deadlineText: '10月底前' }]);
});

test('.ofd 缺一页：其余照读，说清缺的是哪一页', async () => {
  const document = await readDocument(ofdOf([{ words: head }, { words: table, rules }], [2]), '通知.ofd');
  expect(document.text).toContain('清理可燃物');
  expect(document.missing).toEqual([expect.stringContaining('第 2 页')]);
  expect(parse(document).lint.map((l) => l.code)).toContain('page-missing');
  await expect(readDocument(ofdOf([{ words: head }], [1]), '通知.ofd')).rejects.toMatchObject({ code: 'damaged' });
});

test('制表位打出的表格成行，只用来空开的不成', () => {
  expect(tabRows(['序号|任务|时限', '', '1|清查|每月', '落款|日期'], '|')).toEqual([
    '序号\t任务\t时限',
    '',
    '1\t清查\t每月',
    '落款 日期',
  ]);
});

test('40 张表的 .docx 读得快', async () => {
  const cell = (s: string) => `<w:tc><w:p><w:r><w:t>${s}</w:t></w:r></w:p></w:tc>`;
  const row = `<w:tr>${cell('1')}${cell('清查线路')}${cell('市场管理科')}${cell('每月')}</w:tr>`;
  const xml = `<w:document xmlns:w="w"><w:body>${`<w:tbl>${row.repeat(30)}</w:tbl><w:p/>`.repeat(40)}</w:body></w:document>`;
  const began = performance.now();
  const { text } = await readDocument(docxOf(xml), '表.docx');
  expect(text.split('\n').filter((l) => l.includes('\t'))).toHaveLength(1200);
  expect(performance.now() - began).toBeLessThan(5000);
});

test('挤在一起的单位名称分开；名称里带“局”“馆”的不分', () => {
  const parts = unglue([
    '各县区文旅局局属各单位',
    '文物考古与博物馆科',
    '市场管理科',
    '各县区文旅局市场管理科',
    '市文旅局法规科',
  ]);
  expect([...parts.values()]).toEqual([
    ['各县区文旅局', '局属各单位'],
    ['文物考古与博物馆科'],
    ['市场管理科'],
    ['各县区文旅局', '市场管理科'],
    ['市文旅局法规科'],
  ]);
});
