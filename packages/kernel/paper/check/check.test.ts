// Every rule of the checker names the fault planted for it, and a correct paper none.
import { expect, test } from 'vitest';
import { ArchiveError } from '../../archive/index.ts';
import { type Draft, docxOf, footer, goodDraft } from './good-paper.fixture.ts';
import { RULES, checkLayout } from './index.ts';

const codesOf = async (change: (d: Draft) => void = () => {}) => {
  const draft = goodDraft();
  change(draft);
  return (await checkLayout(await docxOf(draft))).map((f) => f.code);
};

test('a correct notice has no fault', async () => {
  expect(await codesOf()).toEqual([]);
});

const at = (d: Draft, part: 'head' | 'body' | 'sign' | 'attachments' | 'title' | 'to' | 'note', i: number) =>
  d[part][i]!;
const annexed = (d: Draft, i: number, j: number) => d.annexes[i]![j]!;
const page = (d: Draft, from: string, to: string) => {
  if (!d.page.includes(from)) throw new Error(`the page has no ${from}`);
  d.page = d.page.replace(from, to);
};
const one = (d: Draft) => {
  d.attachments = [d.attachments[0]!, { text: '附件：冬季安全自查表', first: 200 }];
  d.annexes = d.annexes.slice(0, 1);
  annexed(d, 0, 0).text = '附件';
};
const twoSigned = (d: Draft, runs: Draft['head'][number]['runs']) =>
  Object.assign(at(d, 'head', 4), { text: '', align: 'both', left: 100, runs });

/** One fault each: the code that must be named, and how it is planted. */
const PLANTED: [string, (d: Draft) => unknown][] = [
  ['page-size', (d) => page(d, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')],
  ['page-landscape', (d) => page(d, 'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')],
  ['margin-top', (d) => page(d, 'w:top="2098"', 'w:top="1440"')],
  ['margin-left', (d) => page(d, 'w:left="1588"', 'w:left="1800"')],
  ['type-width', (d) => page(d, 'w:right="1474"', 'w:right="1800"')],
  ['type-height', (d) => page(d, 'w:bottom="1985"', 'w:bottom="1440"')],
  ['lines', (d) => page(d, 'w:linePitch="579"', 'w:linePitch="312"')],
  ['characters', (d) => page(d, ' w:charSpace="-849"', ' w:charSpace="2000"')],
  ['copy-number-digits', (d) => (at(d, 'head', 0).text = '001')],
  ['copy-number-place', (d) => (at(d, 'head', 0).align = 'right')],
  ['secrecy-font', (d) => d.head.splice(1, 0, { text: '秘密★1年', font: '仿宋' })],
  ['urgency-word', (d) => (at(d, 'head', 1).text = '紧急')],
  ['urgency-font', (d) => (at(d, 'head', 1).font = '仿宋')],
  ['urgency-place', (d) => (at(d, 'head', 1).align = 'right')],
  ['head-order', (d) => d.head.unshift(d.head.splice(1, 1)[0]!)],
  ['mark-missing', (d) => d.head.splice(0, 4)],
  ['mark-color', (d) => (at(d, 'head', 2).color = '000000')],
  ['mark-font', (d) => (at(d, 'head', 2).font = '华文中宋')],
  ['mark-place', (d) => (at(d, 'head', 2).align = 'left')],
  ['mark-size', (d) => (at(d, 'head', 2).sz = 36)],
  ['number-missing', (d) => (at(d, 'head', 4).text = '')],
  ['number-brackets', (d) => (at(d, 'head', 4).text = '安文旅字[2026]42号')],
  ['number-year', (d) => (at(d, 'head', 4).text = '安文旅字〔26〕42号')],
  ['number-year-word', (d) => (at(d, 'head', 4).text = '安文旅字〔2026年〕42号')],
  ['number-ordinal', (d) => (at(d, 'head', 4).text = '安文旅字〔2026〕第42号')],
  ['number-zero', (d) => (at(d, 'head', 4).text = '安文旅字〔2026〕042号')],
  ['number-end', (d) => (at(d, 'head', 4).text = '安文旅字〔2026〕42')],
  ['number-font', (d) => (at(d, 'head', 4).font = '宋体')],
  ['number-size', (d) => (at(d, 'head', 4).sz = 28)],
  ['number-place', (d) => (at(d, 'head', 4).align = 'left')],
  ['signer-mark', (d) => twoSigned(d, [{ text: '安文旅字〔2026〕42号　　签发人:' }, { text: '安一鸣', font: '楷体' }])],
  [
    'signer-font',
    (d) => twoSigned(d, [{ text: '安文旅字〔2026〕42号　　签发人：' }, { text: '安一鸣', font: '仿宋' }]),
  ],
  ['divider-missing', (d) => (at(d, 'head', 4).pPr = '')],
  ['divider-color', (d) => (at(d, 'head', 4).pPr = at(d, 'head', 4).pPr!.replace('FF0000', '000000'))],
  ['title-missing', (d) => (d.title = [])],
  ['title-font', (d) => (at(d, 'title', 0).font = '宋体')],
  ['title-size', (d) => (at(d, 'title', 0).sz = 36)],
  ['title-place', (d) => (at(d, 'title', 0).align = 'left')],
  ['title-end', (d) => (at(d, 'title', 0).text += '。')],
  ['title-kind', (d) => (at(d, 'title', 0).text = '冬季文化场所安全工作要求')],
  ['title-about', (d) => (at(d, 'title', 0).text = '关于做好冬季文化场所安全工作通知')],
  ['to-place', (d) => (at(d, 'to', 0).first = 200)],
  ['to-end', (d) => (at(d, 'to', 0).text = '各县（区）文化和旅游局，局属各单位:')],
  ['to-font', (d) => (at(d, 'to', 0).font = '黑体')],
  ['body-missing', (d) => (d.body = [])],
  ['body-font', (d) => (at(d, 'body', 2).font = '宋体')],
  ['body-size', (d) => (at(d, 'body', 2).sz = 28)],
  ['body-color', (d) => (at(d, 'body', 2).color = 'C00000')],
  ['body-indent', (d) => (at(d, 'body', 2).first = 0)],
  ['body-align', (d) => (at(d, 'body', 2).align = 'center')],
  ['body-gap', (d) => (at(d, 'body', 2).pPr = '<w:spacing w:before="240"/>')],
  ['body-leading', (d) => (at(d, 'body', 2).pPr = '<w:spacing w:line="360" w:lineRule="auto"/>')],
  ['body-slant', (d) => (at(d, 'body', 2).rPr = '<w:i/>')],
  ['body-underline', (d) => (at(d, 'body', 2).rPr = '<w:u w:val="single"/>')],
  ['h1-font', (d) => (at(d, 'body', 1).font = '仿宋')],
  ['h2-font', (d) => (at(d, 'body', 4).runs![0]!.font = '仿宋')],
  ['h3-font', (d) => (at(d, 'body', 5).font = '黑体')],
  ['h4-font', (d) => (at(d, 'body', 6).font = '楷体')],
  ['h1-mark', (d) => (at(d, 'body', 1).text = '一.工作目标')],
  ['h2-mark', (d) => (at(d, 'body', 4).runs![0]!.text = '(一)排查用火用电。')],
  ['h3-mark', (d) => (at(d, 'body', 5).text = '1、检查取暖设备。')],
  ['h4-mark', (d) => (at(d, 'body', 6).text = '（1）、检查电线和插座。')],
  ['heading-order', (d) => (at(d, 'body', 3).text = '三、重点任务')],
  ['heading-levels', (d) => d.body.splice(1, 0, { text: '（一）提要', font: '楷体', first: 200 })],
  ['attachment-mark', (d) => (at(d, 'attachments', 1).text = '附件:1.冬季安全自查表')],
  ['attachment-indent', (d) => (at(d, 'attachments', 1).first = 0)],
  ['attachment-gap', (d) => d.attachments.shift()],
  ['attachment-number', (d) => (at(d, 'attachments', 1).text = '附件：1、冬季安全自查表')],
  ['attachment-alone', (d) => (one(d), (at(d, 'attachments', 1).text = '附件：1.冬季安全自查表'))],
  ['attachment-unnumbered', (d) => (at(d, 'attachments', 1).text = '附件：冬季安全自查表')],
  ['attachment-end', (d) => (at(d, 'attachments', 2).text += '。')],
  ['attachment-font', (d) => (at(d, 'attachments', 1).font = '宋体')],
  ['signature-missing', (d) => d.sign.splice(2, 1)],
  ['signature-place', (d) => Object.assign(at(d, 'sign', 2), { align: 'left', right: 0 })],
  ['signature-font', (d) => (at(d, 'sign', 2).font = '黑体')],
  ['date-missing', (d) => d.sign.splice(3, 1)],
  ['date-digits', (d) => (at(d, 'sign', 3).text = '二〇二六年十一月九日')],
  ['date-zero', (d) => (at(d, 'sign', 3).text = '2026年11月09日')],
  ['date-whole', (d) => (at(d, 'sign', 3).text = '26年11月9日')],
  ['date-place', (d) => Object.assign(at(d, 'sign', 3), { right: 0 })],
  ['date-font', (d) => (at(d, 'sign', 3).font = '楷体')],
  ['note-brackets', (d) => (at(d, 'note', 0).text = '联系人：安一鸣，电话：0000000')],
  ['note-indent', (d) => (at(d, 'note', 0).first = 0)],
  ['annex-page', (d) => (annexed(d, 1, 0).pPr = '')],
  ['annex-label-font', (d) => (annexed(d, 0, 0).font = '仿宋')],
  ['annex-label-place', (d) => (annexed(d, 0, 0).align = 'center')],
  ['annex-label-mark', (d) => (annexed(d, 0, 0).text = '附件1：')],
  ['annex-title-place', (d) => (annexed(d, 0, 2).align = 'left')],
  ['annex-count', (d) => d.annexes.pop()],
  ['annex-undeclared', (d) => (d.attachments = [])],
  ['annex-order', (d) => (annexed(d, 1, 0).text = '附件3')],
  ['annex-name', (d) => (annexed(d, 0, 2).text = '夏季安全自查表')],
  ['imprint-missing', (d) => Object.assign(d.imprint, { copy: [], printed: [] })],
  ['imprint-font', (d) => (d.imprint.copy[0]!.font = '宋体')],
  ['imprint-size', (d) => (d.imprint.printed[0]!.sz = 32)],
  ['imprint-lines', (d) => (d.imprint.outer = 0)],
  ['imprint-inner', (d) => (d.imprint.inner = 0)],
  ['imprint-weight', (d) => (d.imprint.outer = 18)],
  ['copy-mark', (d) => (d.imprint.copy[0]!.text = '抄送:市安全生产委员会办公室。')],
  ['copy-end', (d) => (d.imprint.copy[0]!.text = '抄送：市安全生产委员会办公室')],
  ['imprint-order', (d) => ([d.imprint.copy, d.imprint.printed] = [d.imprint.printed, d.imprint.copy])],
  ['printed-missing', (d) => (d.imprint.printed = [])],
  ['printed-word', (d) => (d.imprint.printed[0]!.text = '安澜市文化和旅游局办公室　　　　2026年11月9日')],
  ['printed-date', (d) => (d.imprint.printed[0]!.text = '安澜市文化和旅游局办公室　　　　2026年11月09日印发')],
  ['printed-office', (d) => (d.imprint.printed[0]!.text = '2026年11月9日印发')],
  ['page-number-missing', (d) => (d.footers = { odd: null, even: null })],
  ['page-number-size', (d) => (d.footers.odd = d.footers.odd!.replaceAll('w:val="28"', 'w:val="21"'))],
  ['page-number-font', (d) => (d.footers.odd = d.footers.odd!.replaceAll('宋体', '黑体'))],
  ['page-number-dashes', (d) => (d.footers.odd = footer('right', ['第', '页']))],
  ['page-number-dash', (d) => (d.footers.odd = footer('right', ['- ', ' -']))],
  ['page-number-sides', (d) => (d.evenOdd = false)],
  ['page-number-odd', (d) => (d.footers.odd = footer('center'))],
  ['page-number-even', (d) => (d.footers.even = footer('right'))],
  ['half-comma', (d) => (at(d, 'body', 2).text = '冬季各场所不发生较大以上事故,一般事故比上年下降。')],
  ['half-brackets', (d) => (at(d, 'body', 2).text = '各场所(含临时场所)不发生较大以上事故。')],
  ['straight-quotes', (d) => (at(d, 'body', 2).text = '落实"管行业必须管安全"的要求。')],
  ['wide-digits', (d) => (at(d, 'body', 2).text = '各场所至少检查２次。')],
  ['short-year', (d) => (at(d, 'body', 2).text = '各场所于26年12月完成检查。')],
  ['dotted-date', (d) => (at(d, 'body', 2).text = '各场所于2026.12.15完成检查。')],
  ['dots', (d) => (at(d, 'body', 2).text = '检查插座、电线、灯具...逐项登记。')],
  ['series-mark', (d) => (at(d, 'body', 2).text = '学习《安全生产法》、《消防法》有关规定。')],
];

test.each(PLANTED)('%s is named', async (code, plant) => {
  expect(await codesOf((d) => void plant(d))).toContain(code);
});

test('every rule has its fault planted', () => {
  expect(RULES.map((r) => r.code).toSorted()).toEqual(PLANTED.map(([code]) => code).toSorted());
});

test('what is no .docx is refused as such', async () => {
  await expect(checkLayout(Buffer.from('not a package'))).rejects.toBeInstanceOf(ArchiveError);
});
