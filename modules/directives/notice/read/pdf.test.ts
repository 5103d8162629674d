// PDF files are read in their reading order without what belongs to the page; what has no text is refused.
import { expect, test } from 'vitest';
import { NoticeError } from '../error.ts';
import { pdfOf, type PdfPage } from '../fixtures/pdf.ts';
import { parse } from '../index.ts';
import { readDocument } from './index.ts';
import { readPdf } from './pdf.ts';

const LEFT = 72;
const LINE = 28;

/** Lines of one page; a leading blank indents by two characters. */
const page = (lines: readonly string[], ...more: PdfPage['words']): PdfPage => ({
  words: [
    ...lines.map((s, i) => ({ s: s.trim(), x: LEFT + (s.startsWith(' ') ? 32 : 0), y: 100 + i * LINE })),
    ...more,
  ],
});
const refusal = async (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => null,
    (error: unknown) => (error instanceof NoticeError ? error.code : error),
  );

test('各页按阅读顺序连成一篇，页码、页眉和斜放的字不读，断行的句子接起来', async () => {
  const head = { s: '云岭市文化和旅游局', x: LEFT, y: 40, size: 9 };
  const foot = (n: number): PdfPage['words'][number] => ({ s: `— ${n} —`, x: 280, y: 800, size: 12 });
  const bytes = pdfOf([
    page(
      [
        '各县区文化和旅游局，局属各单位：',
        ' 一、排查重点场所。11月30日前，各县区文旅局、局属各',
        '单位组织辖区文博场馆、景区和演出场所对消防设施、疏散通',
      ],
      { s: '关于做好冬季安全工作的通知', x: 180, y: 70, size: 22 },
      head,
      foot(1),
      { s: '内部资料', x: 200, y: 500, size: 60, aslant: true },
    ),
    page(
      [
        '道和用电线路开展一次全面检查，发现的问题逐项登记，能够',
        '立即整改的马上整改，不能立即整改的明确责任人和期限，整',
        '改结果留存备查，年终一并归档。',
        ' 二、组织应急演练。各场馆每季度至少组织一次疏散演练。',
      ],
      head,
      foot(2),
    ),
    page(['云岭市文化和旅游局', '2025年10月20日'], head, foot(3)),
  ]);
  const { text, format } = await readDocument(bytes, '通知.pdf');
  expect(format).toBe('pdf');
  expect(text).not.toMatch(/—|内部资料|云岭市文化和旅游局\n(?!2025)/);
  const notice = parse({ text, format, leftovers: [] });
  expect(notice).toMatchObject({
    title: '关于做好冬季安全工作的通知',
    date: '2025-10-20',
    issuer: '云岭市文化和旅游局',
  });
  expect(notice.tasks.map((t) => [t.no, t.responsible, t.due])).toEqual([
    ['一', ['各县区文旅局', '局属各单位'], '2025-11-30'],
    ['二', ['各场馆'], null],
  ]);
  expect(notice.tasks[0]?.text).toContain('疏散通道和用电线路开展一次全面检查');
});

test('画线的表格按格成行：格里的换行接起来，分在两页的一行合成一行，重印的表头只读一遍', async () => {
  const xs = [72, 112, 322, 442];
  const grid = (ys: readonly number[]): PdfPage['rules'] => [
    ...xs.map((x) => ({ x, y: ys[0] ?? 0, width: 1, height: (ys.at(-1) ?? 0) - (ys[0] ?? 0) })),
    ...ys.map((y) => ({ x: 72, y, width: 371, height: 0.5 })),
  ];
  const cells = (y: number, ...texts: string[]): PdfPage['words'] =>
    texts.map((s, i) => ({ s, x: (xs[i] ?? 0) + 3, y, size: 12 })).filter((w) => w.s !== '');
  const bytes = pdfOf([
    {
      rules: grid([650, 680, 780]),
      words: [
        { s: '附件', x: 72, y: 630 },
        ...cells(668, '序号', '任务', '责任单位'),
        ...cells(700, '', '检查全市文博单位的消防设施和用电', '市场科'),
        ...cells(720, '1', '线路，发现隐患立即整改，整改情况', '文物保护与考'),
        ...cells(740, '', '记入台账。重大隐患挂牌督办，直到'),
      ],
    },
    {
      rules: grid([100, 130, 180, 220]),
      words: [
        ...cells(118, '序号', '任务', '责任单位'),
        ...cells(150, '', '销号。', '古科'),
        ...cells(205, '2', '修订预案。', '办公室'),
      ],
    },
  ]);
  expect((await readPdf(bytes)).text.replaceAll('\u2028', '／')).toBe(
    [
      '附件\n',
      '序号\t任务\t责任单位',
      '1\t检查全市文博单位的消防设施和用电线路，发现隐患立即整改，整改情况记入台账。重大隐患挂牌督办，直到销号。\t市场科／文物保护与考古科',
      '2\t修订预案。\t办公室',
    ].join('\n'),
  );
});

test('一行里断开的字按位置连起来，重叠印的粗体只读一遍，康熙部首还原成汉字', async () => {
  const bytes = pdfOf([
    {
      words: [
        { s: '⽂物保护单位', x: 120, y: 100 },
        { s: '各', x: 104, y: 100.4 },
        { s: '值班电话', x: 300, y: 100 },
        { s: '做好安全值守工作', x: 104, y: 140 },
        { s: '做好安全值守工作', x: 104.4, y: 140 },
      ],
    },
  ]);
  expect((await readPdf(bytes)).text).toBe('各文物保护单位 值班电话\n做好安全值守工作');
});

test.each([
  ['扫描件', pdfOf([{ words: [], rules: [{ x: 0, y: 0, width: 595, height: 842 }] }]), 'scan'],
  ['只盖了印章文字的扫描件', pdfOf([page(['专用章']), page([]), page([])]), 'scan'],
  ['要密码的文件', pdfOf([page(['各科室要认真落实安全责任'])], { locked: true }), 'encrypted'],
  ['不是 PDF', new TextEncoder().encode('%PDF-1.7 ...'), 'damaged'],
  ['页数太多', pdfOf(Array.from({ length: 301 }, () => page([]))), 'too-many-pages'],
  ['字体没有文字编码', pdfOf([page(['\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008\ue009\ue00a\ue00b'])]), 'pdf'],
])('%s：拒绝', async (_, bytes, code) => {
  expect(await refusal(readDocument(bytes, 'a.pdf'))).toBe(code);
});

test('到了时限就停下', async () => {
  expect(
    await refusal(readPdf(pdfOf([page(Array.from({ length: 20_000 }, () => '各科室要认真落实安全责任'))]), 1)),
  ).toBe('too-slow');
});
