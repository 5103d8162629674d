// The parts of the reader of scans, each by itself; the whole is tried in reading.test.ts of the module.
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { bitmap } from './bitmap.ts';
import { boxesIn, lineBoxes } from './boxes.ts';
import { documentOfScan } from './document.ts';
import { doubtful, pageMark, unmark } from './marks.ts';
import type { ScanPage } from './page.ts';
import { type Grey, grey, pictureOf, turned } from './picture.ts';
import { rulesOn, withoutRules } from './ruled.ts';
import { skewOf } from './straighten.ts';

const drawn = async (inside: string): Promise<Grey> =>
  grey(
    await pictureOf(
      await sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#fff"/>${inside}</svg>`,
        ),
      )
        .png()
        .toBuffer(),
      1,
    ),
  );
const bars = Array.from({ length: 20 }, (_, i) => `<rect x="90" y="${80 + i * 50}" width="700" height="24"/>`).join('');

test('记号随文字走，取出后位置不差', () => {
  const {
    text,
    doubtful: places,
    pages,
  } = unmark(`${pageMark(1)}安全${doubtful(0.4)}生${doubtful(0.6)}产\n${pageMark(2)}工作`);
  expect(text).toBe('安全生产\n工作');
  expect(places).toEqual([{ at: [2, 4], confidence: 0.4 }]);
  expect(pages.map((p) => [p.page, text.slice(p.from, p.from + 2)])).toEqual([
    [1, '安全'],
    [2, '工作'],
  ]);
});

test('歪着扫的页，量出歪了多少', async () => {
  const page = await sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#fff"/>${bars}</svg>`,
    ),
  )
    .rotate(1.5, { background: '#fff' })
    .png()
    .toBuffer();
  const aslant = await pictureOf(page, 1);
  expect(skewOf(grey(aslant))).toBeCloseTo(-1.5, 0);
  expect(Math.abs(skewOf(grey(await turned(aslant, skewOf(grey(aslant))))))).toBeLessThan(0.3);
});

test('表格线找得到、擦得掉；下划线和大字的笔画不是表格线', async () => {
  const table = [100, 400, 700].map((x) => `<rect x="${x}" y="300" width="2" height="200"/>`).join('');
  const level = [300, 400, 500].map((y) => `<rect x="100" y="${y}" width="602" height="2"/>`).join('');
  const page = await drawn(
    `${table}${level}<rect x="100" y="700" width="500" height="2"/><rect x="500" y="800" width="30" height="160"/>`,
  );
  const rules = rulesOn(page);
  expect(rules.filter((r) => r.x0 === r.x1).map((r) => Math.round(r.x0 / 100))).toEqual([1, 4, 7]);
  expect(rules.filter((r) => r.y0 === r.y1)).toHaveLength(3);
  expect(rulesOn(withoutRules(page, rules))).toEqual([]);
});

test('相连的亮处成框；竖线处断开，断成几截的一行接起来', () => {
  const map = new Float32Array(100 * 40);
  for (let y = 10; y < 16; y++) for (let x = 10; x < 60; x++) map[y * 100 + x] = 0.9;
  expect(boxesIn(map, 100, 40)).toHaveLength(1);
  const box = (x0: number, x1: number) => ({ x0, y0: 0, x1, y1: 30 });
  expect(lineBoxes([box(0, 100), box(110, 200)], [])).toEqual([box(0, 200)]);
  expect(lineBoxes([box(0, 200)], [{ x0: 100, x1: 100, y0: 0, y1: 60 }])).toHaveLength(2);
});

test('到页边的行接着下一行，跨页也接；新的序号另起一段', () => {
  const line = (s: string, y: number, x = 80) => ({ s, x, y, width: [...s].length * 16, size: 16 });
  const full = '各单位要逐处排查安全隐患登记造册限期整改做到责任措施资金';
  const page = (glyphs: ScanPage['glyphs']): ScanPage => ({ width: 595, height: 842, turn: 0, rules: [], glyphs });
  const { text } = documentOfScan([
    page([line(full, 400), line(full, 428)]),
    page([line('时限预案到位。', 100), line('2.组织演练。', 128, 112)]),
  ]);
  expect(text).toBe(`${full}${full}时限预案到位。\n\n2.组织演练。`);
});

test('未压缩的 bmp：自下而上的行、蓝绿红的次序', () => {
  const file = Buffer.alloc(54 + 16);
  file.write('BM');
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(2, 18);
  file.writeInt32LE(2, 22);
  file.writeUInt16LE(24, 28);
  file.set([255, 0, 0], 54);
  expect(bitmap(file).data.slice(6, 9)).toEqual(Uint8Array.from([0, 0, 255]));
  expect(() => bitmap(file.subarray(0, 60))).toThrow('损坏');
});
