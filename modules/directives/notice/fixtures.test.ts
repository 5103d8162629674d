// Whole notices, one for each way of drafting, from file to tasks.
import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { wordNotice } from './fixtures/build.ts';
import { parse, readDocument, type NoticeDocument } from './index.ts';
import { Notice } from './schema.ts';

const file = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)));
async function read(name: string): Promise<{ document: NoticeDocument; notice: Notice }> {
  const document = await readDocument(file(name), name);
  return { document, notice: parse(document) };
}
const brief = ({ tasks }: Notice): unknown[] =>
  tasks.map((t) => [t.no, t.title, t.responsible.join('、'), t.recurrence, t.due]);
const codes = ({ lint }: Notice): string[] => lint.map((l) => `${l.code} ${l.task ?? ''}`.trim());

test('正文与清单：以正文为准，中断处用清单，分列两页的句子接起来', async () => {
  const { document, notice } = await read('body-annex.txt');
  expect(notice).toMatchObject({
    title: '云岭市文化和旅游局关于做好2023年安全工作的通知',
    docNumber: '云文旅字〔2023〕12号',
    issuer: '云岭市文化和旅游局',
    recipients: ['各县（区）文化和旅游局', '局直属各单位'],
    date: '2023-03-06',
    kind: 'tasking',
  });
  expect(brief(notice)).toEqual([
    ['1', '组织专题学习', '各县（区）文旅局、局直属各单位', 'quarter', null],
    ['2', '健全管理制度', '各县（区）文旅局、办公室', 'standing', '2023-06-30'],
    ['3', '排查重点场所', '市场管理科、安全监管科', 'once', '2023-11-30'],
  ]);
  expect(notice.tasks[0]?.text).toContain('学习情况记入台账，并作为年终考核依据。');
  expect(notice.tasks[1]?.text).toMatch(/不断提升管理水平。$/);
  expect(codes(notice)).toEqual(['body-annex-differ 2', 'body-annex-differ 3', 'cut-off 2', 'leftover-markup 3']);
  const differ = notice.lint.find((l) => l.task === '3');
  expect(differ).toMatchObject({ a: '院、图书馆开展全面', b: '院、图书馆、博物馆开展全面' });
  expect(document.text.slice(...(differ?.bSource ?? [0, 0]))).toBe(differ?.b);
  expect(notice.duties.filter((d) => d.period !== 'standing')).toMatchObject([
    {
      task: '1',
      text: '每季度至少学习一次',
      period: 'quarter',
      count: 1,
      who: ['各县（区）文化和旅游局', '局直属各单位'],
    },
    { task: null, due: '2023-03-31', who: ['各单位'] },
    { task: '2', due: '2023-06-30', period: 'once' },
  ]);
});

test('括注里的牵头、配合和时限', async () => {
  const { notice } = await read('brackets.md');
  expect(brief(notice)).toEqual([
    ['（一）', '排查景区步道', '市场管理科、安全监管科、各县（区）文化和旅游局', 'once', '2024-07-10'],
    ['（二）', '检修游乐设施', '产业发展科、安全监管科', 'once', '2024-08-31'],
    ['（三）', '开展应急演练', '安全监管科、局直属各单位', 'standing', null],
    ['三', '报送进展', '各县（区）文化和旅游局', 'month', '2024-09-05'],
  ]);
  expect(notice.tasks.map((t) => t.lead)).toEqual(['市场管理科', null, null, null]);
  expect(notice.duties.filter((d) => d.period === 'week')).toMatchObject([
    { task: '（二）', who: ['经营单位'], count: 1 },
  ]);
  expect(notice.duties.find((d) => d.rule === 'count-only')).toMatchObject({
    count: 2,
    text: '暑期组织不少于2次疏散演练',
  });
});

test('GB18030 的文件读出同样的结果', async () => {
  const text = readFileSync(new URL('./fixtures/brackets.md', import.meta.url), 'utf8');
  const document = await readDocument(new Uint8Array(iconv.encode(text, 'gb18030')), 'brackets.md');
  expect(parse(document)).toEqual((await read('brackets.md')).notice);
});

test('第一条式的办法：只有作出要求的条文成为任务', async () => {
  const { notice } = await read('articles.txt');
  expect(brief(notice)).toEqual([
    ['第三条', '至少组织一次防火检查', '场馆负责人', 'month', null],
    ['第四条', '开展一次应急疏散演练', '场馆管理单位', 'half-year', null],
    ['第五条', '提前制定安全工作方案', '', 'standing', null],
  ]);
});

test('网页：页面标签给出文号，合并的单元格跟着上一行', async () => {
  const { notice } = await read('table.html');
  expect(notice).toMatchObject({ docNumber: '云文旅办〔2024〕6号', issuer: '云岭市文化和旅游局', date: '2024-03-01' });
  expect(brief(notice)).toEqual([
    ['1', '消防安全', '文物保护科、市考古所、市博物馆', 'once', '2024-05-31'],
    ['2', '每季度开展一次微型消防站拉练', '安全监管科、市博物馆', 'quarter', null],
    ['3', '防盗安全', '文物保护科', 'once', '2024-11-30'],
  ]);
  expect(notice.tasks.map((t) => t.lead)).toEqual(['文物保护科', '安全监管科', '文物保护科']);
});

test('硬换行和页码不打断句子', async () => {
  const { document, notice } = await read('hard-wraps.txt');
  expect(notice).toMatchObject({
    title: '关于做好汛期旅游安全工作的紧急通知',
    recipients: ['各县（区）文化和旅游局', '各星级饭店', '各旅行社'],
  });
  expect(brief(notice)).toEqual([
    ['一', '落实预警叫应', '各县（区）文化和旅游局', 'standing', null],
    ['二', '严格行程管理', '各旅行社', 'day', null],
    ['三', '开展隐患清零', '各县（区）文化和旅游局', 'once', '2024-08-10'],
  ]);
  expect(notice.tasks[1]?.text).toContain('报告团队位置，避免夜间赶路');
  const duty = notice.duties.find((d) => d.due === '2024-08-10');
  expect(duty?.text).toBe('8月10日前报送排查台账');
  expect(document.text.slice(...(duty?.source ?? [0, 0]))).toBe('8月10日前报送排\n查台账');
});

test('三级编号：序号分得清，目标的日期管着没有日期的任务', async () => {
  const { notice } = await read('three-levels.txt');
  expect(notice).toMatchObject({ kind: 'plan', date: '2024-02-06' });
  expect(brief(notice)).toEqual([
    ['二（一）1', '举办管理人员培训班', '各科室、局直属各单位', 'once', '2024-06-30'],
    ['二（一）2', '建立讲师队伍', '各科室、局直属各单位', 'once', '2024-11-30'],
    ['二（二）1', '开展岗前教育', '各科室、局直属各单位', 'once', '2024-11-30'],
    ['二（二）2', '开展警示教育', '各科室、局直属各单位', 'quarter', null],
    ['三（二）', '抽查考核', '市局办公室', 'once', '2024-12-10'],
  ]);
});

test('Word 文件：自动编号、清单表和合并的责任单位', async () => {
  const notice = parse(await readDocument(await wordNotice(), '通知.docx'));
  expect(notice).toMatchObject({
    title: '关于做好文物建筑防雷工作的通知',
    docNumber: '云文旅字〔2025〕7号',
    issuer: '云岭市文化和旅游局',
    date: '2025-03-20',
  });
  expect(brief(notice)).toEqual([
    ['（一）', '检测防雷装置', '文物保护科、局属各文博单位', 'once', '2025-05-31'],
    ['（二）', '整改突出问题', '文物保护科、局属各文博单位', 'once', '2025-09-30'],
  ]);
  expect(codes(notice)).toEqual(['body-annex-differ （二）']);
});

describe('不布置任务的公文', () => {
  test.each([
    ['circular.txt', 'circular'],
    ['arrangement.txt', 'arrangement'],
  ])('%s', async (name, kind) => {
    const { notice } = await read(name);
    expect(notice).toMatchObject({ kind, tasks: [], duties: [], lint: [] });
  });
});

test('一个文件里有两份通知：只读第一份，并且说出来', async () => {
  const { document, notice } = await read('two-notices.txt');
  expect(notice).toMatchObject({
    docNumber: '云文旅字〔2024〕30号',
    tasks: [{ title: '检查电气线路', due: '2024-11-30' }],
  });
  expect(notice.duties).toMatchObject([{ text: '各县（区）文化和旅游局要组织排查文物建筑电气线路，11月底前完成' }]);
  const lint = notice.lint.find((l) => l.code === 'two-notices');
  expect(document.text.slice(...(lint?.bSource ?? [0, 0]))).toBe('云文旅字〔2024〕31号');
});

test('单位名录里没有的责任单位，逐个说明', async () => {
  const { document } = await read('body-annex.txt');
  const known = new Set(['各县（区）文旅局', '局直属各单位', '市场管理科']);
  expect(parse(document, known).lint.filter((l) => l.code === 'unit-unknown')).toMatchObject([
    { task: '2', message: '第2项的责任单位“办公室”不在单位名录里，请选定对应单位或补一个别名。' },
    { task: '3' },
  ]);
});

test('页面的各块按顺序盖住全文，形状合于约定', async () => {
  for (const name of ['body-annex.txt', 'brackets.md', 'hard-wraps.txt', 'table.html']) {
    const { document, notice } = await read(name);
    Notice.parse(notice);
    let at = 0;
    for (const { source } of notice.paragraphs) {
      expect(document.text.slice(at, source[0]).trim()).toBe('');
      at = source[1];
    }
    expect(document.text.slice(at).trim()).toBe('');
  }
});

test('1 MB 的通知读得快，怪异的文字也不拖慢', async () => {
  const item = '各县文旅局、局属各单位要每月至少检查一次，并于6月底前报送情况，确保落实到位。';
  const text = `关于做好工作的通知\n各科室：\n${Array.from({ length: 8_000 }, (_, i) => `${(i % 900) + 1}、落实工作。${item}`).join('\n')}`;
  expect(text.length).toBeGreaterThan(350_000);
  const before = process.cpuUsage().user;
  parse(await readDocument(new TextEncoder().encode(text), 'a.txt'));
  for (const s of ['每月，', '。（', '3月1日至', '各局、', '<p ', '一、', '年', '甲局和'].map((u) => u.repeat(10_000)))
    parse(s);
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(6);
}, 60_000);
